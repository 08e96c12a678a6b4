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
use super::apply::apply;
use super::at_once::AtOnce;
use super::call::Ask;
use super::call::Call;
use super::call::Cost;
use super::hide::in_place_of_refusal;
use super::hide::shown_of_user;
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
    /// A transaction is being started for a username, because Okta has ended the one that the step looks like.
    Starting { at: Pending, form: FormRef, answers: Answers },
    /// It tells who signs in.
    Naming { at: Pending, naming: Naming },
    /// Any other.
    Sent { at: Pending },
}

/// Answers the form of the step at which the flow stands.
pub(super) fn answer(mut flow: Flow, answer: Answer, context: &Context<'_>) -> Transition {
    let Some(at) = flow.stage.pending() else { return flow.lost(context) };
    let Some(form) = at.form_at(&answer.form) else { return flow.lost(context) };
    let asks_username = form.kind.asks_username() || form.kind == RemediationKind::SelectUnlock;
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
    let cost = Cost::of(answer.effect, &flow, &at);
    let form = answer.form;
    if !asks_username {
        let call = Call::submit(&at, form, answers, cost);
        return flow.call(call, Goal::Answer(Answering::Sent { at }));
    }
    if at.is_detached() {
        let starting = Answering::Starting { at, form, answers };
        return flow.call(Call { ask: Ask::Start(None), cost }, Goal::Answer(starting));
    }
    let (ask, naming) = Naming::begin(&at, form, answers, &flow.username);
    flow.call(Call { ask, cost }, Goal::Answer(Answering::Naming { at, naming }))
}

/// Answers the first question of a transaction that was just started, with what the first step asked for. The flow
/// stands at that question from here on, as if the user had seen its form.
pub(super) fn name_with_credential(
    mut flow: Flow,
    at: Pending,
    form: &Form,
    answers: Answers,
    context: &Context<'_>,
) -> Transition {
    flow.started_at = context.now;
    flow.enter_pending(&at, context);
    let values = vec![(IDENTIFIER.to_owned(), flow.username.clone())];
    flow.entered = Some(FilledForm { form: form.name.clone(), values });
    let cost = Cost::of((context.effect_of)(form, None), &flow, &at);
    let (ask, naming) = Naming::begin(&at, form.reference(), answers, &flow.rate_limit_key);
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
        match self {
            Self::Starting { at, form, answers } => {
                name_anew(flow, &at, &form, answers, outcome, context)
            }
            Self::Naming { at, naming } => match naming.resume(outcome) {
                Named::Again(again) => {
                    let call = Call { ask: again.0, cost: Cost::Nothing };
                    flow.call(call, Goal::Answer(Self::Naming { at, naming: again.1 }))
                }
                Named::Done(outcome) => {
                    // Beside a credential, a wrong one and an unknown user read the same.
                    let outcome = match verdict {
                        None => shown_of_user(&flow, outcome, context),
                        Some(_) => outcome,
                    };
                    match flow.judge(&at, outcome, verdict, context) {
                        Some(outcome) => flow.go_on(outcome, true, context),
                        None => flow.rest(context),
                    }
                }
            },
            Self::Sent { at } => match flow.judge(&at, outcome, verdict, context) {
                Some(outcome) => flow.go_on(outcome, false, context),
                None => flow.rest(context),
            },
        }
    }
}

/// Sends a username in a transaction that was started for it, by the form of the same kind.
fn name_anew(
    flow: Flow,
    at: &Pending,
    form: &FormRef,
    answers: Answers,
    outcome: Outcome,
    context: &Context<'_>,
) -> Transition {
    let Outcome::Advanced(Transaction::Pending(next)) = outcome else {
        return apply(flow, outcome, context);
    };
    let kind = at.form_at(form).map(|form| form.kind);
    match kind.and_then(|kind| next.form_of(kind)).map(Form::reference) {
        Some(form) => {
            let (ask, naming) = Naming::once(&next, form, answers);
            let call = Call { ask, cost: Cost::Nothing };
            flow.call(call, Goal::Answer(Answering::Naming { at: next, naming }))
        }
        None => flow.go_on(Outcome::Advanced(Transaction::Pending(next)), true, context),
    }
}

impl Flow {
    /// Comes to where an answer leads, and further if there is only one way.
    fn go_on(mut self, outcome: Outcome, named: bool, context: &Context<'_>) -> Transition {
        match outcome {
            Outcome::Advanced(Transaction::Pending(next)) => {
                if !next.says_error() {
                    // What was chosen has been used; the next form is Okta's choice again.
                    self.choose(None);
                }
                if named {
                    return AtOnce::go(self, next, context);
                }
                apply(self, Outcome::Advanced(Transaction::Pending(next)), context)
            }
            outcome => apply(self, outcome, context),
        }
    }

    /// Takes in how an attempt ended. Returns where it leads: `None` if the flow ends with it, because there are no more;
    /// a decoy, where the org ends the flow in a way that would tell who has an account.
    pub(super) fn judge(
        &mut self,
        at: &Pending,
        outcome: Outcome,
        verdict: Option<Verdict>,
        context: &Context<'_>,
    ) -> Option<Outcome> {
        match (verdict, &outcome) {
            (Some(Verdict::NotRejected), Outcome::Advanced(transaction)) => {
                self.proved |= !matches!(transaction, Transaction::Terminal(_));
            }
            (Some(Verdict::Rejected { was_last: true }), _) => {
                self.end_attempts();
                return None;
            }
            (
                Some(Verdict::Rejected { was_last: false }),
                Outcome::Advanced(Transaction::Terminal(_)),
            ) if self.hides(context) => {
                // The org ends it earlier than a decoy would: from here on it is one.
                return Some(in_place_of_refusal(at));
            }
            _ => {}
        }
        Some(outcome)
    }
}
