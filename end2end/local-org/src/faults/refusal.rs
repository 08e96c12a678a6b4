//! A refusal that the org gives by its rules: after the last proof, before a username is given, or to
//! the app itself.

use serde::Deserialize;
use serde::Serialize;

use crate::forms::message::Message;
use crate::forms::message::Spoken;

/// Where a sign-in is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Place {
    /// At the first `introspect`, before a username is sent.
    FirstAnswer,
    /// After the last proof, in the place of the interaction code.
    Proven,
    /// At `/v1/interact`, with an OAuth error.
    Interact,
    /// At `/v1/token`, with an OAuth error.
    Token,
}

/// What is offered beside the messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Offered {
    /// Nothing: the transaction is over.
    #[default]
    Nothing,
    /// The choice of another authenticator.
    Select,
    /// The form that no client knows, with `skip` where the policy allows it.
    Form,
    /// The first page.
    FirstPage,
}

/// A planned refusal.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Refusal {
    pub(crate) refuse: Place,
    /// 403 for messages, 401 for `invalid_client`, otherwise 400.
    #[serde(default)]
    pub(crate) status: Option<u16>,
    #[serde(default)]
    pub(crate) messages: Vec<Spoken>,
    #[serde(default)]
    pub(crate) offer: Offered,
    #[serde(default)]
    pub(crate) error: Option<String>,
    #[serde(default)]
    pub(crate) error_description: Option<String>,
    /// How many sign-ins it meets; all of them until the faults are cleared, if left out.
    #[serde(default)]
    pub(crate) times: Option<u32>,
}

/// Why a refusal cannot be planned.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RefusalError {
    #[error("`status` {0} is not between 200 and 599")]
    Status(u16),
    #[error("`times` must be at least 1")]
    Times,
    #[error("`error` is needed where `refuse` is `interact` or `token`, and only there")]
    Error,
    #[error("`offer` is possible only where `refuse` is `proven`")]
    Offer,
}

impl Refusal {
    pub(crate) fn check(&self) -> Result<(), RefusalError> {
        if let Some(status) = self.status.filter(|status| !(200..=599).contains(status)) {
            return Err(RefusalError::Status(status));
        }
        if self.times == Some(0) {
            return Err(RefusalError::Times);
        }
        let is_oauth = matches!(self.refuse, Place::Interact | Place::Token);
        if self.error.is_some() != is_oauth {
            return Err(RefusalError::Error);
        }
        if self.offer != Offered::Nothing && self.refuse != Place::Proven {
            return Err(RefusalError::Offer);
        }
        Ok(())
    }

    /// The HTTP status of the answer.
    pub(crate) fn status(&self) -> u16 {
        let usual = match self.error.as_deref() {
            None => 403,
            Some("invalid_client") => 401,
            Some(_) => 400,
        };
        self.status.unwrap_or(usual)
    }

    /// The messages of the answer.
    pub(crate) fn messages(&self) -> Vec<Message> {
        self.messages.iter().cloned().map(Message::from).collect()
    }
}
