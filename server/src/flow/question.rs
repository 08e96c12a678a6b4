//! A question of Okta's, and what the user has done about it.

use okta_idx::Pending;
use serde::Deserialize;
use serde::Serialize;
use time::OffsetDateTime;

use super::Context;
use super::Saved;

/// A step of a transaction that waits for an answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub struct Question {
    transaction: Saved,
    /// The form that the user chose to see, where several are offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) chosen_form: Option<String>,
    /// When the last message went out.
    #[serde(with = "time::serde::timestamp::option")]
    pub(super) last_sent_at: Option<OffsetDateTime>,
}

/// A question in a record.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Question {
        transaction: Saved,
        #[serde(default)]
        chosen_form: Option<String>,
        #[serde(with = "time::serde::timestamp::option")]
        last_sent_at: Option<OffsetDateTime>,
    },
    /// As the release before wrote it.
    Transaction(Saved),
}

impl From<Stored> for Question {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::Question { transaction, chosen_form, last_sent_at } => {
                Self { transaction, chosen_form, last_sent_at }
            }
            Stored::Transaction(transaction) => {
                Self { transaction, chosen_form: None, last_sent_at: None }
            }
        }
    }
}

impl Question {
    /// The question at which a transaction stands. A message that Okta has sent by itself goes out now.
    pub(super) fn of(pending: &Pending, context: &Context<'_>) -> Self {
        let last_sent_at = (context.awaited)(pending).map(|_| context.now);
        Self { last_sent_at, ..Self::unsent(pending) }
    }

    /// The question at which a transaction stands, with no message out.
    pub fn unsent(pending: &Pending) -> Self {
        Self { transaction: Saved::of(pending), chosen_form: None, last_sent_at: None }
    }

    /// The question that follows from this one. What was sent or chosen before holds on where that is still the case.
    pub(super) fn next(&self, pending: &Pending, context: &Context<'_>) -> Self {
        let awaited = (context.awaited)(pending);
        let before = self.restore().and_then(|it| (context.awaited)(&it));
        if awaited.is_some() && awaited != before {
            return Self::of(pending, context);
        }
        self.again(pending)
    }

    /// The same question once more.
    pub(super) fn again(&self, pending: &Pending) -> Self {
        let chosen_form = self.chosen_form.clone().filter(|name| pending.form(name).is_some());
        Self { chosen_form, last_sent_at: self.last_sent_at, ..Self::unsent(pending) }
    }

    /// Returns the transaction, if this version of the server can read it.
    pub fn restore(&self) -> Option<Pending> {
        self.transaction.restore()
    }
}
