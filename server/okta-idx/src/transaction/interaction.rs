//! The secrets of one transaction, from its start to its end.

use std::fmt;
use std::time::Duration;

use time::OffsetDateTime;

use crate::secret::CodeVerifier;
use crate::secret::InteractionHandle;
use crate::secret::Nonce;
use crate::secret::State;

/// What `/v1/interact` gave, and what it was asked with. Needed until the tokens are there.
#[derive(Clone)]
pub struct Interaction {
    pub(crate) handle: InteractionHandle,
    pub(crate) state: State,
    pub(crate) nonce: Nonce,
    pub(crate) verifier: CodeVerifier,
    pub(crate) started_at: OffsetDateTime,
    pub(crate) max_age: Option<Duration>,
    pub(crate) acr_values: Vec<String>,
    pub(crate) amr: Vec<String>,
}

impl Interaction {
    /// The `state` that magic links and identity providers bring back.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// When it was started.
    pub fn started_at(&self) -> OffsetDateTime {
        self.started_at
    }
}

impl fmt::Debug for Interaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interaction").field("started_at", &self.started_at).finish_non_exhaustive()
    }
}
