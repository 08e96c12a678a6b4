//! What the first step leads to, by what the org asks for and offers.

use okta_idx::Pending;
use okta_idx::Transaction;
use time::OffsetDateTime;

use super::super::Ask;
use super::super::Context;
use super::super::Cost;
use super::super::FirstAnswer;
use super::super::Flow;
use super::super::FreshNames;
use super::super::IDENTIFIER;
use super::super::Input;
use super::super::Intent;
use super::super::Limit;
use super::super::Outcome;
use super::super::Password;
use super::super::Stage;
use super::super::StartToken;
use super::super::Suspended;
use super::super::Transition;
use super::super::Verdict;
use super::org;
use crate::effect::Channel;
use crate::effect::Credential;
use crate::effect::Effect;
use app::text::Key;

const USER: &str = "ada@example.com";
const SECRET: &str = "correct-horse-battery";

fn names() -> FreshNames {
    let [step, start, decoy] = ["step", "start", "decoy"].map(str::to_owned);
    FreshNames { step, start, decoy }
}

fn context(names: &FreshNames) -> Context<'_> {
    Context {
        now: OffsetDateTime::UNIX_EPOCH,
        prevents_enumeration: true,
        names,
        reference: "",
        decoys: &org::EmailDecoys,
        awaited: org::awaited,
        effect_of: |form, _| {
            if form.asks_credential() {
                Effect::Attempts(Credential::Password)
            } else {
                Effect::Sends(Channel::Email)
            }
        },
    }
}

fn answered(at: &Pending) -> Outcome {
    Outcome::Advanced(Transaction::Pending(at.clone()))
}

/// What follows from a first step with a password, if the org answers like this.
fn after(intent: Intent, answers: &[&Pending]) -> Transition {
    let names = names();
    let context = context(&names);
    let flow = Flow::start(intent, context.now, "first".to_owned());
    let password = Some(Password::typed(SECRET));
    let entered = FirstAnswer { password, ..FirstAnswer::named(USER) };
    let mut transition = flow.handle(Input::Begin(entered), &context);
    for answer in answers {
        let (.., waiting) = call(transition);
        transition = waiting.resume(answered(answer), None, &context);
    }
    transition
}

fn call(transition: Transition) -> (Ask, Cost, Suspended) {
    match transition {
        Transition::Call(call, waiting) => (call.ask, call.cost, *waiting),
        Transition::Rest(flow) => panic!("the flow rests at {:?}", flow.stage),
    }
}

fn rest(transition: Transition) -> Flow {
    match transition {
        Transition::Rest(flow) => *flow,
        Transition::Call(call, _) => panic!("{call:?}"),
    }
}

#[test]
fn both_are_sent_in_one_call_and_counted_as_an_attempt_at_the_password() {
    let (ask, cost, waiting) = call(after(Intent::SignIn, &[org::identify_with_password()]));
    let Ask::Submit { at, form, answers } = ask else { panic!("{ask:?}") };
    assert!(at.form_at(&form).is_some_and(|form| form.kind.asks_username()));
    assert!(!format!("{answers:?}{waiting:?}").contains(SECRET), "a password is never printed");
    assert!(
        matches!(cost, Cost::Attempt { credential: Credential::Password, user, .. } if user == USER)
    );
}

#[test]
fn a_wrong_pair_leaves_the_user_at_the_form_of_the_org_with_the_username() {
    let names = names();
    let (.., waiting) = call(after(Intent::SignIn, &[org::identify_with_password()]));
    let verdict = Some(Verdict::Rejected { was_last: false });
    let flow = rest(waiting.resume(answered(org::wrong_pair()), verdict, &context(&names)));
    let at = flow.stage.pending().unwrap();
    assert!(at.says_error() && at.identify().is_some());
    assert_eq!(flow.entered.unwrap().values, [(IDENTIFIER.to_owned(), USER.to_owned())]);
}

#[test]
fn an_attempt_that_may_not_be_made_leaves_the_user_at_the_form_of_the_org() {
    let names = names();
    let (.., waiting) = call(after(Intent::SignIn, &[org::identify_with_password()]));
    let limited = Outcome::Limited(Limit::Later(Key::TooManyRequests.into()));
    let flow = rest(waiting.resume(limited, None, &context(&names)));
    assert!(flow.stage.pending().is_some_and(|at| at.identify().is_some()));
    assert_eq!(flow.notices.len(), 1);
}

#[test]
fn a_password_for_which_the_org_no_longer_asks_is_dropped() {
    let (ask, ..) = call(after(Intent::SignIn, &[org::identify()]));
    let Ask::Submit { answers, .. } = ask else { panic!("{ask:?}") };
    let expected = okta_idx::Answers::new().with(IDENTIFIER, USER);
    assert_eq!(format!("{answers:?}"), format!("{expected:?}"));
}

#[test]
fn an_account_is_unlocked_by_the_only_way_that_the_org_offers() {
    let steps = [org::offers_unlock(), org::unlock_by_one()];
    let (ask, cost, _) = call(after(Intent::Unlock, &steps));
    assert!(matches!(ask, Ask::Submit { .. }));
    assert_eq!(cost, Cost::Message { channel: Channel::Email, user: USER.to_owned() });
    let flow = rest(after(Intent::Unlock, &[org::identify()]));
    assert_eq!(flow.notices.len(), 1, "unlocking is not offered");
    assert!(matches!(flow.stage, Stage::Pending(_)));
}

#[test]
fn a_password_that_was_left_out_is_told_where_the_org_asks_for_it() {
    let names = names();
    let context = context(&names);
    let begin = || {
        let flow = Flow::start(Intent::SignIn, context.now, "first".to_owned());
        let password = Some(Password::typed(""));
        let entered = FirstAnswer { password, ..FirstAnswer::named(USER) };
        call(flow.handle(Input::Begin(entered), &context)).2
    };
    let flow = rest(begin().resume(answered(org::identify_with_password()), None, &context));
    assert!(flow.error_at("credentials.passcode").is_some());
    assert!(matches!(flow.stage, Stage::Pending(_)));
    let (ask, ..) = call(begin().resume(answered(org::identify()), None, &context));
    assert!(matches!(ask, Ask::Submit { .. }), "the username is sent alone");
}

#[test]
fn a_token_proves_its_user_only_where_okta_asks_for_no_username() {
    let names = names();
    let context = context(&names);
    let begin = |token| {
        let flow = Flow::start(Intent::Activation, context.now, "first".to_owned());
        flow.handle(Input::Begin(FirstAnswer { token, ..FirstAnswer::default() }), &context)
    };
    let token = || StartToken::of(Intent::Activation, "from-an-email");
    let (ask, _, starting) = call(begin(token()));
    assert!(matches!(ask, Ask::Start(Some(_))));
    let flow = rest(starting.resume(answered(org::identify()), None, &context));
    assert!(!flow.proved && flow.intent == Intent::SignIn, "the token was ignored");
    let (.., starting) = call(begin(token()));
    let flow = rest(starting.resume(answered(org::code_is_out()), None, &context));
    assert!(flow.proved && flow.intent == Intent::Activation);
    let flow = rest(begin(None));
    assert!(!flow.proved && flow.intent == Intent::SignIn, "there was no token");
    assert_eq!(flow.notices.len(), 1);
}
