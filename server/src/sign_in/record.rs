//! What a session is for here: a sign-in under way, or a user who is signed in.

use serde::Deserialize;
use serde::Serialize;

use crate::flow::Flow;
use crate::flow::SignedIn;
use crate::flow::Stage;
use crate::session;
use crate::session::Lifetime;
use crate::session::SessionState;

/// The record of a session.
pub type Record = session::Record<State>;
/// A session that was found or opened.
pub type Session = session::Session<State>;
/// All sessions of this server.
pub type Sessions = session::Sessions<State>;

/// What a session is for. A browser without either has no session.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// A sign-in is under way.
    SigningIn(Box<Flow>),
    /// A user is signed in.
    SignedIn(SignedIn),
}

impl SessionState for State {
    fn lifetime(&self) -> Lifetime {
        match self {
            Self::SigningIn(flow) => Lifetime::Flow { since: flow.started_at },
            Self::SignedIn(_) => Lifetime::SignedIn,
        }
    }

    /// A sign-in that is ready waits for no answer, only to be collected.
    fn step(&self) -> Option<&str> {
        match self {
            Self::SigningIn(flow) if !matches!(flow.stage, Stage::AwaitingPickup(_)) => {
                Some(&flow.step)
            }
            Self::SigningIn(_) | Self::SignedIn(_) => None,
        }
    }
}

impl session::Record<State> {
    /// Returns the sign-in that is under way, if one is.
    pub fn flow(&self) -> Option<&Flow> {
        match &self.state {
            State::SigningIn(flow) => Some(flow),
            State::SignedIn(_) => None,
        }
    }
}
