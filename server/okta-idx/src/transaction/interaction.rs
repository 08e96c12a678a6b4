//! The secrets of one transaction, from its start to its end.

use std::fmt;
use std::time::Duration;

use time::OffsetDateTime;

use crate::secret::CodeVerifier;
use crate::secret::InteractionHandle;
use crate::secret::Nonce;
use crate::secret::State;

/// The result and the parameters of `/v1/interact`, needed until the tokens are issued.
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
    /// Returns the `state` that magic links and identity providers return.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Returns when the transaction was started.
    pub fn started_at(&self) -> OffsetDateTime {
        self.started_at
    }
}

impl fmt::Debug for Interaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interaction").field("started_at", &self.started_at).finish_non_exhaustive()
    }
}
