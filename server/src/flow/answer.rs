//! Answering the form of a step.

use okta_idx::Answers;
use okta_idx::Form;
use okta_idx::FormRef;
use okta_idx::Pending;
use okta_idx::RemediationKind;
use okta_idx::Transaction;

use super::Context;
use super::FilledForm;
use super::Flow;
use super::IDENTIFIER;
use super::Stage;
use super::apply::apply;
use super::at_once::AtOnce;
use super::call::Ask;
use super::call::Call;
use super::call::Cost;
use super::input::Answer;
use super::naming::Named;
use super::naming::Naming;
use super::outcome::Outcome;
use super::outcome::Verdict;
use super::transition::Goal;
use super::transition::Transition;

/// Name of the field whose address a new account is for.
const ADDRESS: &str = "userProfile.email";

/// An answer on its way.
#[derive(Debug)]
pub(super) enum Answering {
    /// It tells who signs in, alone or beside a password.
    Naming { at: Pending, naming: Naming },
    /// It tells who signs in, at a decoy: a new transaction is being started for it.
    NamingAnew(Box<Anew>),
    /// Any other.
    Sent { at: Pending },
}

/// What a new transaction is started for.
#[derive(Debug)]
pub(super) struct Anew {
    kind: RemediationKind,
    answers: Answers,
    cost: Cost,
}

/// Answers the form of the step at which the flow stands.
pub(super) fn answer(flow: Flow, answer: Answer, context: &Context<'_>) -> Transition {
    match &flow.stage {
        Stage::Pending(question) => match question.restore() {
            Some(at) => answer_pending(flow, &at, answer, context),
            None => flow.lost(context),
        },
        _ => flow.lost(context),
    }
}

fn answer_pending(
    mut flow: Flow,
    at: &Pending,
    answer: Answer,
    context: &Context<'_>,
) -> Transition {
    let Some(form) = at.form_at(&answer.form) else { return flow.lost(context) };
    flow.move_to(context.names.step.clone());
    // Only fields of the form are among the values: anything else that is posted is no answer.
    if let Some(username) = answer.value(IDENTIFIER) {
        username.clone_into(&mut flow.username);
        username.clone_into(&mut flow.rate_limit_key);
    }
    if let Some(address) = answer.value(ADDRESS) {
        address.clone_into(&mut flow.rate_limit_key);
    }
    flow.entered = Some(FilledForm { form: form.name.clone(), values: answer.values });
    let answers = match answer.read {
        Ok(answers) => answers,
        Err(wrong) => {
            flow.field_errors = wrong.errors;
            flow.doubted = wrong.doubted;
            return flow.rest(context);
        }
    };
    let cost = Cost::of(answer.effect, &flow, at);
    if form.kind.asks_username() && at.is_detached() {
        // Another user may get in where Okta has ended the transaction of the first.
        let anew = Box::new(Anew { kind: form.kind, answers, cost });
        let start = Call { ask: Ask::Start, cost: Cost::Nothing };
        return flow.call(start, Goal::Answer(Answering::NamingAnew(anew)));
    }
    if form.kind.asks_username() {
        return name(flow, at.clone(), answer.form, answers, cost);
    }
    let call = Call::submit(at, answer.form, answers, cost);
    flow.call(call, Goal::Answer(Answering::Sent { at: at.clone() }))
}

/// Sends a form with a username.
fn name(flow: Flow, at: Pending, form: FormRef, answers: Answers, cost: Cost) -> Transition {
    let (ask, naming) = Naming::begin(&at, form, answers, &flow.username);
    flow.call(Call { ask, cost }, Goal::Answer(Answering::Naming { at, naming }))
}

impl Answering {
    pub(super) fn resume(
        self,
        mut flow: Flow,
        outcome: Outcome,
        verdict: Option<Verdict>,
        context: &Context<'_>,
    ) -> Transition {
        let (outcome, named) = match self {
            Self::NamingAnew(anew) => {
                let Outcome::Advanced(Transaction::Pending(at)) = outcome else {
                    return apply(flow, outcome, context);
                };
                return match at.form_of(anew.kind).map(Form::reference) {
                    Some(form) => name(flow, at, form, anew.answers, anew.cost),
                    None => apply(flow, Outcome::Advanced(Transaction::Pending(at)), context),
                };
            }
            Self::Naming { at, naming } => match naming.resume(outcome) {
                Named::Again(again) => {
                    let call = Call { ask: again.0, cost: Cost::Nothing };
                    return flow.call(call, Goal::Answer(Self::Naming { at, naming: again.1 }));
                }
                Named::Done(outcome) if verdict.is_none() => {
                    (flow.hide_user(outcome, context), true)
                }
                Named::Done(outcome) => {
                    if flow.is_over_after(&at, &outcome, verdict, context) {
                        return flow.rest(context);
                    }
                    (outcome, true)
                }
            },
            Self::Sent { at } => {
                if flow.is_over_after(&at, &outcome, verdict, context) {
                    return flow.rest(context);
                }
                (outcome, false)
            }
        };
        match outcome {
            Outcome::Advanced(Transaction::Pending(next)) => {
                if !next.says_error() {
                    // What was chosen has been used; the next form is Okta's choice again.
                    flow.choose(None);
                }
                if named {
                    return AtOnce::go(flow, next, context);
                }
                apply(flow, Outcome::Advanced(Transaction::Pending(next)), context)
            }
            outcome => apply(flow, outcome, context),
        }
    }
}

impl Flow {
    /// Takes in how an attempt ended, and returns whether the flow ends with it: there are no more, or the org ends the
    /// flow in a way that would tell who has an account.
    pub(super) fn is_over_after(
        &mut self,
        at: &Pending,
        outcome: &Outcome,
        verdict: Option<Verdict>,
        context: &Context<'_>,
    ) -> bool {
        match verdict {
            None => false,
            Some(Verdict::NotRejected) => {
                self.proved |= matches!(
                    outcome,
                    Outcome::Advanced(Transaction::Completed(_) | Transaction::Pending(_))
                );
                false
            }
            Some(Verdict::Rejected { was_last: true }) => {
                self.end_attempts();
                true
            }
            Some(Verdict::Rejected { was_last: false }) => {
                let ended = matches!(outcome, Outcome::Advanced(Transaction::Terminal(_)));
                let hides = ended && self.hides(context);
                if hides {
                    // The org ends it earlier than a decoy would: from here on it is one.
                    self.hide_end(at, true, context);
                }
                hides
            }
        }
    }
}
