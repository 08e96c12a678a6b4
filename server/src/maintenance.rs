//! What the server does by itself, at intervals.

use std::sync::Arc;
use std::time::Duration;

use okta_idx::Caller;

use crate::log::chain;
use crate::route::health;
use crate::state::AppState;

/// How often expired sessions are removed.
const SWEEP_EVERY: Duration = Duration::from_mins(5);
/// How often the org's metadata and keys are fetched, so that no sign-in waits for them.
const WARM_UP_EVERY: Duration = Duration::from_mins(15);
/// How often a probe is made if one is due, because no sign-in can begin.
const PROBE_EVERY: Duration = Duration::from_secs(10);

/// Removes what has expired, fetches the org's metadata, keys and first page again, and probes an org that refuses.
pub(crate) async fn run(state: Arc<AppState>) {
    let mut sweep = tokio::time::interval(SWEEP_EVERY);
    let mut warm_up = tokio::time::interval(WARM_UP_EVERY);
    let mut probe = tokio::time::interval(PROBE_EVERY);
    loop {
        tokio::select! {
            _ = sweep.tick() => {
                state.admission.sweep();
                state.starts.sweep(state.clock.now());
                if let Err(error) = state.sessions.sweep().await {
                    tracing::error!(event = "store.failed", error = chain(&error), "expired sessions could not be removed");
                }
            }
            _ = probe.tick() => health::probe(&state).await,
            _ = warm_up.tick() => {
                if let Err(error) = state.okta.warm_up().await {
                    tracing::warn!(event = "okta.failed", error = chain(&error), "the org's metadata could not be fetched");
                }
                state.clock_watch.look(&state.okta, state.clock.now());
                look_at_first_page(&state).await;
            }
        }
    }
}

/// Starts a transaction to see the org's first page, unless that of a user has shown it since the last time.
pub async fn look_at_first_page(state: &AppState) {
    if !state.first_page.is_due() {
        return;
    }
    match state.okta.start(&Caller::default(), state.policy.start_options()).await {
        Ok(started) => state.first_page.learn(&started),
        // The next sign-in shows the page, or tells what is wrong with the org.
        Err(error) => {
            tracing::debug!(error = chain(&error), "the org's first page could not be seen");
        }
    }
}
