//! Claims: one request answers a step, on whichever server.
//!
//! Two requests for one step (a double click, two tabs) may reach two servers on one store. Each server has locks of
//! its own, so both would call upstream. A claim is a mark in the record, written by compare-and-swap before any call:
//! the request whose write succeeds answers the step, the other waits for what that leads to. The next save removes
//! the mark.
//!
//! A lock beside the record would take a second write to remove, and would not stop a holder that is late. A claim
//! does: a holder that outlives it finds a newer version, and its save fails.

use std::time::Duration;

use serde::Deserialize;
use serde::Serialize;
use tokio::time::Instant;

use super::Record;
use super::Session;
use super::SessionError;
use super::SessionState;
use super::Sessions;
use crate::environment::unix_millis;
use crate::log::chain;

/// A claim lapses after this time, so that the claim of a server that died does not block the step.
///
/// It is longer than one call to Okta may take (8 s). A step of several slow calls may outlive it: then a second
/// request that comes meanwhile calls upstream as well, and one of the two saves fails.
const CLAIM_LASTS: Duration = Duration::from_secs(10);
/// A request that waits for another server's answer reads the record this often.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// A request waits this long in all: other claims may follow one that has lapsed.
const PATIENCE: Duration = Duration::from_secs(20);

/// The mark in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Claim {
    /// Unix milliseconds after which it has lapsed.
    until: i64,
}

/// What became of an attempt to claim a step.
#[derive(Debug)]
pub enum Claimed<S> {
    /// The caller answers the step. The session carries the claim until it is saved or released.
    Granted(Session<S>),
    /// The session does not stand at the step, because another request has answered it. `None` if that closed the
    /// session or gave it another id.
    Answered(Option<Session<S>>),
}

/// How waiting for another request ends.
enum Waited {
    /// The record has changed or is gone.
    Changed,
    /// The claim has lapsed.
    Lapsed,
}

impl<S: SessionState> Sessions<S> {
    /// Claims the `step` at which `session` stands. Waits while another request holds the claim.
    ///
    /// # Errors
    /// [`SessionError::Overtaken`] if other requests claim the step one after the other without answering it.
    pub async fn claim(
        &self,
        mut session: Session<S>,
        step: &str,
    ) -> Result<Claimed<S>, SessionError> {
        let end = Instant::now() + PATIENCE;
        loop {
            if session.record.state.step() != Some(step) {
                return Ok(Claimed::Answered(Some(session)));
            }
            if Instant::now() >= end {
                return Err(SessionError::Overtaken);
            }
            let is_free = match session.record.claim {
                Some(claim) => matches!(self.wait(&session, claim).await?, Waited::Lapsed),
                None => true,
            };
            if is_free {
                match self.mark(&mut session).await {
                    Ok(()) => return Ok(Claimed::Granted(session)),
                    Err(SessionError::Overtaken) => {}
                    Err(error) => return Err(error),
                }
            }
            match self.find(&session.id).await? {
                Some(found) => session = found,
                None => return Ok(Claimed::Answered(None)),
            }
        }
    }

    /// Gives up a claim that no save has removed, so that the step can be answered at once.
    ///
    /// A claim that cannot be removed lapses by itself, so a failure is logged and goes no further.
    pub async fn release(&self, session: &mut Session<S>) {
        if !session.holds_claim {
            return;
        }
        session.record.claim = None;
        session.holds_claim = false;
        match self.write(session).await {
            Ok(()) => self.tell(session),
            // Closed or changed meanwhile: the claim is gone as well.
            Err(SessionError::Overtaken) => {}
            Err(error) => tracing::error!(
                event = "store.failed",
                error = chain(&error),
                "a claim on a step could not be given up and lapses by itself"
            ),
        }
    }

    /// Returns whether a claim on a record has not lapsed by the clock.
    pub(super) fn is_claimed(&self, record: &Record<S>) -> bool {
        record.claim.is_some_and(|claim| unix_millis(self.clock.now()) < claim.until)
    }

    async fn mark(&self, session: &mut Session<S>) -> Result<(), SessionError> {
        session.record.claim = Some(Claim { until: unix_millis(self.clock.now() + CLAIM_LASTS) });
        self.write(session).await?;
        session.holds_claim = true;
        Ok(())
    }

    /// Waits until the record changes or `claim` lapses: by the clock, or because nothing has changed for as long as
    /// a claim lasts, even where the clocks of two machines differ.
    async fn wait(&self, session: &Session<S>, claim: Claim) -> Result<Waited, SessionError> {
        let mut changes = self.watch(session);
        let end = Instant::now() + CLAIM_LASTS;
        loop {
            let now = self.clock.now();
            if unix_millis(now) >= claim.until || Instant::now() >= end {
                return Ok(Waited::Lapsed);
            }
            let found = self.store.load(session.key(), now.unix_timestamp()).await?;
            if found.is_none_or(|found| found.version != session.version) {
                return Ok(Waited::Changed);
            }
            tokio::select! {
                () = changes.next() => {}
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
        }
    }
}
