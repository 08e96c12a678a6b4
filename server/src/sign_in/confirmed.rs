//! A sign-in that Okta has confirmed, while its tokens cannot be had.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use okta_idx::Completed;
use serde::Deserialize;
use serde::Serialize;
use zeroize::Zeroizing;

use super::flow::Flow;
use super::visit::Visitor;
use crate::session::Session;
use crate::session::SessionError;

/// A saved end of a transaction, its code unspent. Its bytes are secret; only the sealed session record holds them.
#[derive(Clone, Serialize, Deserialize)]
pub struct Confirmed(String);

impl Confirmed {
    /// Saves it.
    pub fn of(completed: &Completed) -> Self {
        Self(STANDARD_NO_PAD.encode(completed.save()))
    }

    /// It again; `None` if an older version of the server saved it in a way that this one does not know.
    pub fn restore(&self) -> Option<Completed> {
        let bytes = Zeroizing::new(STANDARD_NO_PAD.decode(&self.0).ok()?);
        Completed::restore(&bytes).ok()
    }
}

impl std::fmt::Debug for Confirmed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Confirmed([redacted])")
    }
}

impl Drop for Confirmed {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

impl Visitor {
    /// The person pressed once more.
    pub(super) async fn exchange_again(
        &self,
        session: &mut Session,
        mut flow: Flow,
        confirmed: &Confirmed,
    ) -> Result<(), SessionError> {
        let Some(completed) = confirmed.restore() else { return self.lost(session, flow).await };
        flow.move_to(self.next_step()?);
        self.finish(session, flow, completed).await
    }
}
