//! An authenticator in use: what it is used for, how far it is, and why an answer did not do.

use serde::Deserialize;
use serde::Serialize;

use super::AuthenticatorRef;
use super::sent_code::SentCode;
use crate::forms::message::Message;
use crate::idx::sent::Sent;
use crate::idx::step::Moved;
use crate::state::transaction::Stage;

/// An authenticator that waits for data or for an answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Challenge {
    pub(crate) authenticator: AuthenticatorRef,
    pub(crate) activity: Activity,
    pub(crate) progress: Progress,
}

/// What an authenticator is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Activity {
    /// The user proves to have it.
    Verify,
    /// The user adds it to the account.
    Enroll,
    /// The user replaces what was forgotten, or what an administrator has reset.
    Reset,
    /// The user replaces what has expired.
    ReplaceExpired,
    /// The user replaces what is about to expire, or skips that.
    ReplaceExpiring,
}

/// How far a challenge is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Progress {
    /// The client has yet to say how, or whether (`authenticator-…-data`).
    NeedsData,
    /// A code was sent.
    Sent(SentCode),
    /// The answer is compared with the enrollment, or with this secret of an enrollment to be.
    Waiting(Option<String>),
}

/// What the client said when it chose an authenticator.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Selection<'a> {
    /// Nothing: there was only one way.
    Automatic,
    /// It submitted an option of a `select-authenticator-…` form.
    Option(&'a Sent),
    /// It submitted `authenticator-…-data`, or asked for the message.
    Data(&'a Sent),
}

/// Why data or an answer did not do.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) status: u16,
    /// The field at fault, as a dotted path; none means the form as a whole.
    pub(crate) field: Option<&'static str>,
    pub(crate) message: Box<Message>,
    /// Whether it counts as a wrong answer, of which a transaction may have only a few.
    pub(crate) is_attempt: bool,
}

impl Selection<'_> {
    /// Text at `path` of what was submitted; empty when absent.
    pub(crate) fn text(&self, path: &str) -> &str {
        match self {
            Self::Automatic => "",
            Self::Option(sent) | Self::Data(sent) => sent.text(path),
        }
    }
}

impl Refused {
    /// An answer that does not do as it stands, but is no guess.
    pub(crate) fn at(field: &'static str, message: Message) -> Self {
        Self { status: 400, field: Some(field), message: Box::new(message), is_attempt: false }
    }

    /// A wrong answer, said at a field or at the form as a whole.
    pub(crate) fn wrong(field: Option<&'static str>, message: Message) -> Self {
        Self { status: 401, field, message: Box::new(message), is_attempt: true }
    }

    /// Data that would do, but not at this time.
    pub(crate) fn limited(message: Message) -> Self {
        Self { status: 429, field: None, message: Box::new(message), is_attempt: false }
    }

    /// A wrong answer, which is no attempt if nothing was typed.
    pub(crate) fn guess(typed: &str, field: Option<&'static str>, message: Message) -> Self {
        Self { is_attempt: !typed.is_empty(), ..Self::wrong(field, message) }
    }

    /// Keeps the transaction at `stage`, with the message.
    pub(crate) fn stay(self, stage: Stage) -> Moved {
        match self.field {
            Some(field) => Moved::complaining(stage, self.status, field, *self.message),
            None => Moved::saying(stage, self.status, *self.message),
        }
    }
}
