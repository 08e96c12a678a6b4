//! Asking again for the tokens of a confirmed sign-in.

use super::record::Session;
use super::visit::Visitor;
use crate::flow::Confirmed;
use crate::flow::Flow;
use crate::session::SessionError;

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
