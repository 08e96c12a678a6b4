//! Where the flow must not tell who has an account, a decoy takes the place of what would.

use okta_idx::Pending;
use okta_idx::Transaction;

use super::Context;
use super::Flow;
use super::Stage;
use super::decoy;
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

    /// Puts a decoy in the place of a transaction whose end must not be told; `refused` if an answer brought the end.
    pub(super) fn hide_end(&mut self, at: &Pending, refused: bool, context: &Context<'_>) {
        match decoy::of_step(at) {
            Some(step) if refused => self.enter_pending(&step.refused(), context),
            Some(step) => self.enter_pending(&step, context),
            None => self.stage = Stage::Ended,
        }
    }

    /// Returns what to show in the place of an answer to a username.
    pub(super) fn hide_user(&self, outcome: Outcome, context: &Context<'_>) -> Outcome {
        if self.hides(context) && tells_of_account(&outcome) {
            context.decoy.of_user(&context.names.decoy, context.now)
        } else {
            outcome
        }
    }
}

impl Stage {
    /// Returns the decoy at which a flow stands, if it stands at one.
    pub fn decoy(&self) -> Option<Pending> {
        match self {
            Self::Pending(question) => question.restore().filter(Pending::is_detached),
            _ => None,
        }
    }
}
