//! A sign-in that Okta has confirmed, while its tokens cannot be had.

use okta_idx::Completed;
use serde::Deserialize;
use serde::Serialize;

use super::flow::Flow;
use super::record::Session;
use super::saved_bytes::SavedBytes;
use super::visit::Visitor;
use crate::session::SessionError;

/// A saved end of a transaction, its code unspent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Confirmed(SavedBytes);

impl Confirmed {
    /// Saves it.
    pub fn of(completed: &Completed) -> Self {
        Self(SavedBytes::of(&completed.save()))
    }

    /// It again, if this version of the server can read it.
    pub fn restore(&self) -> Option<Completed> {
        self.0.read(Completed::restore)
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
