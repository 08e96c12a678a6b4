//! Where the flow must not tell who has an account, a decoy takes the place of what would.

use okta_idx::Pending;
use okta_idx::Transaction;

use super::Context;
use super::Flow;
use super::outcome::CallFailure;
use super::outcome::Outcome;

/// Returns whether the answer to a username must not be shown, because it tells who has an account.
fn tells_of_account(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::IdentifierRejected(_) => true,
        Outcome::Advanced(Transaction::Terminal(end)) => end.is_refusal(),
        Outcome::Advanced(Transaction::Pending(next)) => {
            (next.says_error() || next.says_unknown_user())
                && next.email_challenge().is_none()
                && next.retry_at().is_none()
        }
        _ => false,
    }
}

impl Flow {
    /// Returns whether the flow must not tell who has an account: not once its user has proved one.
    pub fn hides(&self, context: &Context<'_>) -> bool {
        context.prevents_enumeration && !self.proved
    }
}

/// Returns the answer to a username, or what a user with an account would see in its place.
pub(super) fn shown_of_user(flow: &Flow, outcome: Outcome, context: &Context<'_>) -> Outcome {
    if context.prevents_enumeration && tells_of_account(&outcome) {
        shown(context.decoys.after_username(flow.intent))
    } else {
        outcome
    }
}

/// Returns a decoy of a step, in the place of an end of its transaction that must not be told.
pub(super) fn in_place_of_end(at: &Pending) -> Outcome {
    shown(at.template().step_after(at))
}

/// As [`in_place_of_end`], after a wrong credential.
pub(super) fn in_place_of_refusal(at: &Pending) -> Outcome {
    shown(at.template().step_after(at).map(|step| step.refused()))
}

fn shown(decoy: Option<Pending>) -> Outcome {
    match decoy {
        Some(step) => Outcome::Advanced(Transaction::Pending(step)),
        None => Outcome::Failed(CallFailure::Incomplete),
    }
}
