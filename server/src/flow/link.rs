//! The link of an email, and what is heard of it while a page waits.

use app::text::Key;
use okta_idx::Pending;
use okta_idx::Transaction;

use super::Context;
use super::FieldError;
use super::Flow;
use super::Notice;
use super::Stage;
use super::apply::apply;
use super::call::Call;
use super::call::Cost;
use super::call::name_of;
use super::hide::in_place_of_end;
use super::outcome::Outcome;
use super::outcome::Verdict;
use super::transition::Goal;
use super::transition::Transition;
use crate::effect::Credential;
use crate::effect::Entered;

/// Name of the field for the code of an email, or a password.
pub const PASSCODE: &str = "credentials.passcode";

/// The code of a link on its way.
#[derive(Debug)]
pub(super) struct Following {
    at: Pending,
}

/// Answers with the code of the link for which the flow waits.
pub(super) fn follow(mut flow: Flow, code: &str, context: &Context<'_>) -> Transition {
    let Stage::Pending(question) = &flow.stage else { return refuse(flow, context) };
    let Some(at) = question.restore() else { return flow.lost(context) };
    flow.move_to(context.names.step.clone());
    let Some(challenge) = at.email_challenge() else {
        return apply(flow, Outcome::NotOffered(at, Key::NoSuchLink), context);
    };
    let cost = Cost::Attempt {
        credential: Credential::Code,
        entered: Entered::ByLink,
        transaction: name_of(&at).to_owned(),
        user: flow.counted_as(&at),
    };
    let form = challenge.form().reference();
    let call = Call::submit(&at, form, challenge.answers(code), cost);
    flow.call(call, Goal::Follow(Following { at }))
}

/// Tells that the flow does not wait for the link that was followed.
pub(super) fn refuse(mut flow: Flow, context: &Context<'_>) -> Transition {
    flow.notices.push(Notice::error(Key::NoSuchLink));
    flow.rest(context)
}

/// Comes to where a transaction has moved that was answered elsewhere.
pub(super) fn polled(
    mut flow: Flow,
    transaction: Transaction,
    context: &Context<'_>,
) -> Transition {
    if let Transaction::Terminal(end) = &transaction
        && end.is_refusal()
        && !end.proves_code()
        && flow.hides(context)
        && let Some(at) = flow.stage.pending()
    {
        // The page stays as it is: a decoy's does, too.
        return apply(flow, in_place_of_end(&at), context);
    }
    flow.move_to(context.names.step.clone());
    apply(flow, Outcome::Advanced(transaction), context)
}

impl Following {
    pub(super) fn resume(
        self,
        mut flow: Flow,
        outcome: Outcome,
        verdict: Option<Verdict>,
        context: &Context<'_>,
    ) -> Transition {
        let Some(outcome) = flow.judge(&self.at, outcome, verdict, context) else {
            return flow.rest(context);
        };
        let stands = matches!(outcome, Outcome::Advanced(Transaction::Pending(_)));
        if stands && matches!(verdict, Some(Verdict::Rejected { .. })) {
            flow.notices.push(Notice::error(Key::LinkRefused));
            flow.field_errors.push(FieldError::silent(PASSCODE));
        }
        apply(flow, outcome, context)
    }
}
