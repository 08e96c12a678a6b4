//! What came of a call.

use app::text::Key;
use okta_idx::Completed;
use okta_idx::FormRef;
use okta_idx::Message;
use okta_idx::Pending;
use okta_idx::Transaction;
use time::OffsetDateTime;

use super::Notice;
use super::SavedBytes;
use super::Text;
use crate::environment::seconds_until;

/// What came of a call.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The transaction stands here now.
    Advanced(Transaction),
    /// What was asked for is not offered, so nothing was asked.
    NotOffered(Pending, Key),
    /// Okta asks for the username once more.
    IdentifierRejected(Pending),
    /// The call failed. Okta was asked where the transaction stands, and it has not moved.
    Unconfirmed(Pending, CallFailure),
    /// The call failed; the flow stays where it was.
    Failed(CallFailure),
    /// The org refuses the app or every user, and says this.
    Misconfigured(Vec<Message>),
    /// The meter refuses the call, which was not made.
    Limited(Limit),
    /// The tokens, saved.
    Tokens(SavedBytes),
    /// The tokens cannot be had now, and the interaction code is unspent.
    Unspent(Completed, CallFailure),
    /// Okta gave no usable tokens for the interaction code.
    TokensRefused,
}

/// Why a call failed.
#[derive(Clone, Copy, Debug)]
pub enum CallFailure {
    /// The org did not answer.
    Unavailable,
    /// The org answered, and nothing can be done with the answer.
    Unusable,
    /// The call may have had its effect: the org did not answer, or not usably.
    Unclear {
        /// Whether there was an answer.
        answered: bool,
    },
    /// The org asks all callers to wait, until then if it said so.
    TooMany(Option<OffsetDateTime>),
    /// The org asks this user to wait, until then if it said so.
    Throttled(Option<OffsetDateTime>),
    /// What was entered cannot be sent.
    Incomplete,
    /// Okta does not know the token of an email.
    TokenRefused,
}

/// Why the meter refuses a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// It may be made later, which this text tells.
    Later(Text),
    /// The transaction is over, because too many credentials were tried in it.
    Spent,
}

/// How an attempt at a credential ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The credential was right, or never reached Okta.
    NotRejected,
    /// The credential was wrong.
    Rejected {
        /// Whether no more attempts are left.
        was_last: bool,
    },
}

/// The pause that a user is asked for where the org names none, in seconds.
const USUAL_WAIT: u32 = 60;
const LONGEST_WAIT: u32 = 3600;

impl CallFailure {
    /// Returns what to tell the user.
    pub(super) fn notice(self, now: OffsetDateTime) -> Notice {
        let waiting = |key, until: Option<OffsetDateTime>| {
            let seconds = until.map_or(USUAL_WAIT, |until| seconds_until(now, until));
            Text::filled(key, &seconds.clamp(1, LONGEST_WAIT))
        };
        Notice::error(match self {
            Self::Unavailable | Self::Unclear { answered: false } => Key::OrgUnavailable.into(),
            Self::Unusable | Self::Unclear { answered: true } => Key::OrgUnavailableNoDetail.into(),
            Self::Incomplete => Key::NotUnderstood.into(),
            Self::TokenRefused => Key::TokenRefused.into(),
            Self::TooMany(until) => waiting(Key::TooManyRequests, until),
            Self::Throttled(until) => waiting(Key::TooManyTries, until),
        })
    }
}

impl Outcome {
    /// Returns whether Okta rejects the credential that `form` of the step `at` was answered with.
    pub fn rejects(&self, at: &Pending, form: &FormRef) -> bool {
        match self {
            Self::Advanced(Transaction::Pending(next)) => {
                at.form_at(form).is_some_and(|form| next.refuses_answer(form))
            }
            Self::Advanced(Transaction::Terminal(end)) => end.is_refusal() && !end.proves_code(),
            _ => false,
        }
    }

    /// Returns the messages of Okta in it.
    pub fn messages(&self) -> &[Message] {
        match self {
            Self::Advanced(Transaction::Pending(at))
            | Self::NotOffered(at, _)
            | Self::IdentifierRejected(at)
            | Self::Unconfirmed(at, _) => at.messages(),
            Self::Advanced(Transaction::Terminal(end)) => end.messages(),
            _ => &[],
        }
    }
}
