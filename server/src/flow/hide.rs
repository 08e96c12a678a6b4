//! Where the flow must not tell who has an account, a decoy takes the place of what would.

use std::time::Duration;

use okta_idx::Pending;
use okta_idx::Transaction;

use super::Context;
use super::Decoy;
use super::Flow;
use super::Stage;
use super::call::name_of;
use super::outcome::Outcome;

/// Returns whether the answer to a username must not be shown, because it tells who has an account.
pub(super) fn tells_of_account(outcome: &Outcome) -> bool {
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

    /// Puts a decoy in the place of a transaction whose end must not be told.
    pub(super) fn hide_end(&mut self, at: &Pending, context: &Context<'_>) {
        self.become_decoy(name_of(at).to_owned(), context);
    }

    /// From here on the flow only looks like one.
    pub(super) fn become_decoy(&mut self, transaction: String, context: &Context<'_>) {
        let shape = context.decoy.clone();
        let last_sent_at = if let Stage::Pending(question) = &self.stage {
            question.last_sent_at
        } else {
            let lasts = shape.lasts.map(|lasts| Duration::from_secs(lasts.unsigned_abs()));
            self.ends_upstream = lasts.map(|lasts| context.now + lasts);
            Some(context.now)
        };
        let decoy = Decoy { shape, transaction, said_wrong: false, last_sent_at };
        self.stage = Stage::Decoy(Box::new(decoy));
    }

    /// A decoy says, or no longer says, that a code was wrong.
    pub(super) fn say_wrong(&mut self, wrong: bool) {
        if let Stage::Decoy(decoy) = &mut self.stage {
            decoy.said_wrong = wrong;
        }
    }
}
