//! Waiting for what happens elsewhere: in another tab, on another server, or at Okta.

use std::time::Duration;

use okta_idx::Answers;
use okta_idx::Pending;
use okta_idx::Poll;
use okta_idx::Transaction;

use super::calls::form_names;
use super::record::Session;
use super::request::RequestContext;
use super::run::Pickup;
use crate::flow::Flow;
use crate::flow::Input;
use crate::flow::Stage;
use crate::log::chain;
use crate::session::SessionError;
use crate::session::locks::Changes;

/// Looks again at least this often, in case a change came from another process.
const LOOK_AGAIN: Duration = Duration::from_secs(15);

impl RequestContext {
    /// Returns when the session no longer stands at `step`; meanwhile asks Okta at the pace that it allows.
    pub(super) async fn wait_until_moved(&self, step: &str, changes: &mut Changes) {
        while let Some(session) = self.session_at(step).await {
            let pause = self.pollable(&session, step).map(|(_, poll)| poll.interval);
            tokio::select! {
                () = changes.next() => continue,
                () = tokio::time::sleep(pause.unwrap_or(LOOK_AGAIN)) => {}
            }
            if pause.is_some()
                && let Err(error) = self.poll(step).await
            {
                tracing::warn!(
                    event = "session.failed",
                    error = chain(&error),
                    "a poll could not be kept"
                );
            }
        }
    }

    /// Returns the session, if it stands at `step` and there is nothing to hear for the page that shows it.
    pub(super) async fn session_at(&self, step: &str) -> Option<Session> {
        let session = self.session().await.ok().flatten()?;
        let flow = session.record.flow()?;
        let stands = flow.step == step && !matches!(flow.stage, Stage::AwaitingPickup(_));
        stands.then_some(session)
    }

    /// Returns the transaction at `step` of which Okta can be asked whether it has moved, and how. A decoy has none.
    fn pollable(&self, session: &Session, step: &str) -> Option<(Pending, Poll)> {
        let flow = session.record.flow().filter(|flow| flow.step == step)?;
        let pending = self.waiting(flow).filter(|at| !at.is_detached())?;
        let poll = pending.poll()?;
        Some((pending, poll))
    }

    /// Asks Okta whether the transaction has moved elsewhere, unless another listener asked a moment ago.
    async fn poll(&self, step: &str) -> Result<(), SessionError> {
        let Some(id) = self.id.clone() else { return Ok(()) };
        let _lock = self.server.sessions.lock(&id).await;
        let Some(session) = self.session().await? else { return Ok(()) };
        let Some((pending, poll)) = self.pollable(&session, step) else { return Ok(()) };
        let now = self.server.clock.now();
        if !self.server.polls.is_due(session.key(), poll.interval, now).await? {
            return Ok(());
        }
        if self.server.okta.ready_for_tokens().await.is_err() {
            // The answer may be the last one, and its code would be wasted.
            return Ok(());
        }
        let asked = self.server.okta.submit(&self.caller, &pending, &poll.form, Answers::new());
        let next = match asked.await {
            Ok(next) => next,
            Err(error) => {
                // The waiting page shows nothing of this: the user may still enter the code.
                tracing::debug!(event = "okta.poll_failed", error = chain(&error), "a poll failed");
                if let Some(until) = error.retry_at() {
                    self.server.polls.hold(session.key(), until).await?;
                }
                return Ok(());
            }
        };
        if let Transaction::Pending(next) = &next
            && form_names(next) == form_names(&pending)
        {
            if let Some(until) = next.retry_at() {
                self.server.polls.hold(session.key(), until).await?;
            }
            return Ok(());
        }
        // An answer that is under way learns the same from Okta, and has the user's own words to go with it.
        let read = |flow: &Flow| (flow.step == step).then_some(Input::Polled(next));
        self.run_claimed(session, read, Pickup::NextRequest).await.map(drop)
    }
}
