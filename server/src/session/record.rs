//! The record of a session, and what it asks of its state.

use std::fmt::Debug;

use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use time::OffsetDateTime;

use super::claim::Claim;

/// The part of a record that says what the session is for.
pub trait SessionState:
    Clone + Debug + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// Returns how long a session in this state lives.
    fn lifetime(&self) -> Lifetime;

    /// Names the step that waits for an answer, if one does. One request at a time may claim it.
    fn step(&self) -> Option<&str>;
}

/// How long a session lives, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// A flow that must be finished within a fixed time.
    Flow {
        /// When the flow began.
        since: OffsetDateTime,
    },
    /// A user is signed in: the session ends without use, and after a fixed time in any case.
    SignedIn,
}

/// The typed record of a session.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record<S> {
    /// When the session was created.
    #[serde(with = "time::serde::timestamp")]
    pub created_at: OffsetDateTime,
    /// When it was last used, to the minute.
    #[serde(with = "time::serde::timestamp")]
    pub seen_at: OffsetDateTime,
    /// What it is for.
    pub state: S,
    /// The claim of the request that answers the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) claim: Option<Claim>,
}
