//! What a session remembers.

use serde::Deserialize;
use serde::Serialize;
use time::OffsetDateTime;

use crate::sign_in::flow::Flow;
use crate::sign_in::signed_in::SignedIn;

/// The typed record of a session.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// When the session was created.
    #[serde(with = "time::serde::timestamp")]
    pub created_at: OffsetDateTime,
    /// When it was last used, to the minute.
    #[serde(with = "time::serde::timestamp")]
    pub seen_at: OffsetDateTime,
    /// What it is for.
    pub state: State,
}

/// What a session is for. A visitor without either has no session.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// A sign-in is under way.
    SigningIn(Box<Flow>),
    /// Somebody is signed in.
    SignedIn(SignedIn),
}

impl Record {
    /// The sign-in that is under way, if one is.
    pub fn flow(&self) -> Option<&Flow> {
        match &self.state {
            State::SigningIn(flow) => Some(flow),
            State::SignedIn(_) => None,
        }
    }
}
