//! Any sequence of inputs, with any answers of the org.

use std::collections::BTreeSet;

use okta_idx::Answers;
use okta_idx::FormRef;
use okta_idx::Pending;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use time::OffsetDateTime;

use super::super::Act;
use super::super::Answer;
use super::super::Ask;
use super::super::Context;
use super::super::Cost;
use super::super::FieldError;
use super::super::FirstAnswer;
use super::super::Flow;
use super::super::FreshNames;
use super::super::IDENTIFIER;
use super::super::Input;
use super::super::Intent;
use super::super::Outcome;
use super::super::Password;
use super::super::Stage;
use super::super::Transition;
use super::super::Verdict;
use super::super::Wrong;
use super::org;
use crate::effect::Channel;
use crate::effect::Credential;
use crate::effect::Effect;
use crate::text_input::username::Username;
use app::text::Key;

/// Stands for a password and a code. It must never be in a record.
const SECRET: &str = "correct-horse-battery";

/// What happens, before it is known at which step.
#[derive(Clone, Debug)]
enum Event {
    Begin {
        username: &'static str,
        /// Whether the page had a field for the password, too.
        with_password: bool,
    },
    /// The form is answered; the text is for a field that may be shown again.
    Answer {
        text: &'static str,
        is_wrong: bool,
        effect: Effect,
    },
    Act(Act),
    Link,
    ForeignLink,
    Continue,
    Polled(okta_idx::Transaction),
    Expired(Option<&'static str>),
    OutOfDate,
    Lost,
}

/// An event, and what comes of the calls that follow from it, in turn.
#[derive(Clone, Debug)]
struct Round {
    event: Event,
    outcomes: Vec<Outcome>,
    exchanged: Outcome,
    is_last_attempt: bool,
    seconds: u32,
}

const USERNAMES: [&str; 5] = ["ada@example.com", "", "ada@example", "j@bücher.example", "pat"];

fn effect() -> impl Strategy<Value = Effect> {
    prop::sample::select(vec![
        Effect::None,
        Effect::Sends(Channel::Email),
        Effect::Sends(Channel::Phone),
        Effect::Attempts(Credential::Code),
        Effect::Attempts(Credential::Password),
    ])
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        Just(Act::Restart),
        Just(Act::Unknown),
        Just(Act::TooSoon { seconds: 7 }),
        Just(Act::Show("challenge-authenticator".to_owned())),
        Just(Act::Resend(Channel::Email)),
        Just(Act::OtherMethod),
        Just(Act::Recover),
        Just(Act::Skip),
        effect().prop_map(|effect| Act::Send(FormRef::named("select-enroll-profile"), effect)),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (prop::sample::select(USERNAMES.to_vec()), any::<bool>())
            .prop_map(|(username, with_password)| Event::Begin { username, with_password }),
        6 => (prop::sample::select(USERNAMES.to_vec()), any::<bool>(), effect())
            .prop_map(|(text, is_wrong, effect)| Event::Answer { text, is_wrong, effect }),
        4 => act().prop_map(Event::Act),
        1 => Just(Event::Link),
        1 => Just(Event::ForeignLink),
        1 => Just(Event::Continue),
        1 => org::transaction().prop_map(Event::Polled),
        1 => prop::option::of(prop::sample::select(USERNAMES.to_vec())).prop_map(Event::Expired),
        1 => Just(Event::OutOfDate),
        1 => Just(Event::Lost),
    ]
}

fn round() -> impl Strategy<Value = Round> {
    let outcomes = prop::collection::vec(org::answered(), 8);
    (event(), outcomes, org::exchanged(), any::<bool>(), 0_u32..600).prop_map(
        |(event, outcomes, exchanged, is_last_attempt, seconds)| Round {
            event,
            outcomes,
            exchanged,
            is_last_attempt,
            seconds,
        },
    )
}

/// A sign-in, what drives it, and what it must not lose.
struct Run {
    flow: Flow,
    now: OffsetDateTime,
    inputs: usize,
    prevents_enumeration: bool,
    username: String,
    entered: Vec<(String, String)>,
}

/// What one input asked for.
#[derive(Debug, Default)]
struct Asked {
    /// The forms that were sent, with the answer of Okta that each belongs to.
    forms: Vec<(FormRef, usize)>,
    starts: usize,
    exchanges: usize,
    attempts: usize,
}

impl Asked {
    fn note(&mut self, ask: &Ask, cost: &Cost) {
        self.attempts += usize::from(matches!(cost, Cost::Attempt { .. }));
        match ask {
            Ask::Start(_) => self.starts += 1,
            Ask::Exchange(_) => self.exchanges += 1,
            Ask::Submit { at, form, .. } => {
                self.forms.push((form.clone(), std::ptr::from_ref(at.reply()).addr()));
            }
        }
    }

    fn calls(&self) -> usize {
        self.forms.len() + self.starts + self.exchanges
    }
}

impl Run {
    fn start(intent: Intent, prevents_enumeration: bool) -> Self {
        let now = OffsetDateTime::UNIX_EPOCH;
        let flow = Flow::start(intent, now, "first".to_owned());
        let (username, entered) = (String::new(), Vec::new());
        Self { flow, now, inputs: 0, prevents_enumeration, username, entered }
    }

    fn pending(&self) -> Option<Pending> {
        match &self.flow.stage {
            Stage::Pending(question) => question.restore(),
            _ => None,
        }
    }

    /// What an event means at the step where the flow stands, as a screen would read it.
    fn input(&mut self, event: Event) -> Input {
        match event {
            Event::Begin { username, with_password } => {
                let password = with_password.then(|| Password::typed(SECRET));
                Input::Begin(FirstAnswer {
                    password,
                    ..FirstAnswer::named(self.names_user(username))
                })
            }
            Event::Expired(username) => {
                let entered = username.map(|it| FirstAnswer::named(self.names_user(it)));
                Input::Expired { entered }
            }
            Event::Answer { text, is_wrong, effect } => {
                let form = self.pending().and_then(|at| Some(at.remediation()?.reference()));
                let values = match &form {
                    Some(_) => vec![("note".to_owned(), text.to_owned())],
                    None => Vec::new(),
                };
                if form.is_some() {
                    self.entered.clone_from(&values);
                }
                let form = form.unwrap_or_else(|| FormRef::named("credentials.passcode"));
                let read = if is_wrong {
                    let errors = vec![FieldError::at("note", Key::FieldMissing)];
                    Err(Wrong { errors, doubted: Vec::new() })
                } else {
                    Ok(Answers::new().with("credentials.passcode", SECRET))
                };
                Input::Answer(Answer { form, values, read, effect })
            }
            Event::Act(act) => Input::Act(act),
            Event::Link => Input::Link { code: SECRET.to_owned() },
            Event::ForeignLink => Input::ForeignLink,
            Event::Continue => Input::Continue,
            Event::Polled(transaction) => Input::Polled(transaction),
            Event::OutOfDate => Input::OutOfDate,
            Event::Lost => Input::Lost,
        }
    }

    fn names_user(&mut self, username: &str) -> String {
        self.username = Username::shown(username);
        username.to_owned()
    }

    /// Runs one input to where the flow rests, with these answers of the org.
    fn run(&mut self, input: Input, round: &Round) -> Asked {
        self.inputs += 1;
        self.now += std::time::Duration::from_secs(round.seconds.into());
        let nth = self.inputs;
        let name = |what: &str| format!("{what}{nth:013}");
        let names = FreshNames { step: name("stp"), start: name("str"), decoy: name("dcy") };
        let mut asked = Asked::default();
        let context = Context {
            now: self.now,
            prevents_enumeration: self.prevents_enumeration,
            names: &names,
            reference: "r1",
            decoys: &org::EmailDecoys,
            awaited: org::awaited,
            effect_of: |_, _| Effect::Sends(Channel::Email),
        };
        let mut outcomes = round.outcomes.iter();
        let mut transition = self.flow.clone().handle(input, &context);
        loop {
            let (call, suspended) = match transition {
                Transition::Rest(flow) => {
                    self.flow = *flow;
                    return asked;
                }
                Transition::Call(call, suspended) => (call, suspended),
            };
            asked.note(&call.ask, &call.cost);
            let outcome = match &call.ask {
                Ask::Exchange(_) => round.exchanged.clone(),
                _ => outcomes.next().expect("an input makes few calls").clone(),
            };
            let is_limited = matches!(outcome, Outcome::Limited(_));
            let rejected = match &call.ask {
                Ask::Submit { at, form, .. } => outcome.rejects(at, form),
                Ask::Start(_) | Ask::Exchange(_) => false,
            };
            let verdict = match call.cost {
                Cost::Attempt { .. } if !is_limited => Some(if rejected {
                    Verdict::Rejected { was_last: round.is_last_attempt }
                } else {
                    Verdict::NotRejected
                }),
                _ => None,
            };
            transition = suspended.resume(outcome, verdict, &context);
        }
    }
}

/// An org that gives what is asked for.
fn willing(event: Event) -> Round {
    Round {
        event,
        outcomes: vec![Outcome::Advanced(org::completed()); 8],
        exchanged: Outcome::Tokens(super::super::SavedBytes::of(b"tokens")),
        is_last_attempt: false,
        seconds: 1,
    }
}

/// What a visitor does who only goes on.
fn next_event(stage: &Stage) -> Event {
    let answer = Event::Answer { text: "", is_wrong: false, effect: Effect::None };
    match stage {
        Stage::Start | Stage::Ended | Stage::Misconfigured { .. } => {
            Event::Begin { username: "ada@example.com", with_password: true }
        }
        Stage::Pending(_) => answer,
        Stage::AwaitingTokens(_) => Event::Continue,
        Stage::AwaitingPickup(_) => Event::Act(Act::Restart),
    }
}

fn intent() -> impl Strategy<Value = Intent> {
    prop::sample::select(Intent::ALL.to_vec())
}

proptest! {
    #[test]
    fn from_every_stage_there_is_a_way_to_the_end(
        intent in intent(),
        hides in any::<bool>(),
        rounds in prop::collection::vec(round(), 0..12),
    ) {
        let mut run = Run::start(intent, hides);
        for round in &rounds {
            let given = run.input(round.event.clone());
            run.run(given, round);
        }
        for _ in 0..4 {
            if matches!(run.flow.stage, Stage::AwaitingPickup(_)) {
                break;
            }
            let round = willing(next_event(&run.flow.stage));
            let given = run.input(round.event.clone());
            run.run(given, &round);
        }
        prop_assert!(matches!(run.flow.stage, Stage::AwaitingPickup(_)), "{:?}", run.flow.stage);
    }

    #[test]
    fn nothing_that_was_entered_is_lost_and_no_secret_is_kept(
        intent in intent(),
        hides in any::<bool>(),
        rounds in prop::collection::vec(round(), 1..12),
    ) {
        let mut run = Run::start(intent, hides);
        for round in &rounds {
            let given = run.input(round.event.clone());
            run.run(given, round);
            prop_assert_eq!(&run.flow.username, &run.username);
            let entered = run.flow.entered.as_ref().map(|form| form.values.clone());
            let entered = entered.unwrap_or_default();
            let as_named = vec![(IDENTIFIER.to_owned(), run.username.clone())];
            // A first step that had a password was answered as if the org's own form had been.
            prop_assert!(entered == run.entered || entered == as_named, "{entered:?}");
            run.entered = entered;
            let record = serde_json::to_string(&run.flow).unwrap();
            prop_assert!(!record.contains(SECRET));
            // What is kept is what the next request finds.
            let again: Flow = serde_json::from_str(&record).unwrap();
            prop_assert_eq!(serde_json::to_string(&again).unwrap(), record);
        }
    }

    #[test]
    fn no_step_makes_the_same_call_twice(
        intent in intent(),
        hides in any::<bool>(),
        rounds in prop::collection::vec(round(), 1..12),
    ) {
        let mut run = Run::start(intent, hides);
        for round in &rounds {
            let step = run.flow.step.clone();
            let given = run.input(round.event.clone());
            let asked = run.run(given, round);
            prop_assert!(asked.starts <= 1 && asked.exchanges <= 1 && asked.attempts <= 1, "{asked:?}");
            let mut forms = asked.forms.clone();
            forms.sort_by_key(|form| format!("{form:?}"));
            forms.dedup();
            // A username with a second spelling is the one reason to send a form again.
            let respelled = run.flow.username.contains("bücher");
            prop_assert!(respelled || forms.len() == asked.forms.len(), "{asked:?}");
            if asked.calls() > 0 {
                // A second answer to the step is known as one, and reaches no flow.
                prop_assert!(run.flow.step != step && run.flow.answered.contains(&step));
            }
        }
    }
}

#[test]
fn the_sequences_reach_every_stage() {
    let mut runner = TestRunner::deterministic();
    let rounds = prop::collection::vec(round(), 1..12);
    let mut reached = BTreeSet::new();
    for nth in 0..1_000 {
        let mut run = Run::start(Intent::SignIn, nth % 2 == 0);
        for round in rounds.new_tree(&mut runner).unwrap().current() {
            let given = run.input(round.event.clone());
            run.run(given, &round);
            reached.insert(match run.flow.stage {
                Stage::Start => "start",
                Stage::Pending(_) => "pending",
                Stage::AwaitingTokens(_) => "awaiting-tokens",
                Stage::AwaitingPickup(_) => "awaiting-pickup",
                Stage::Ended => "ended",
                Stage::Misconfigured { .. } => "misconfigured",
            });
        }
    }
    assert_eq!(reached.len(), 6, "{reached:?}");
}
