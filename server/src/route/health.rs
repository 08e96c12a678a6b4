//! Whether the server lives, and whether it can serve.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use http::StatusCode;
use okta_idx::Caller;

use crate::failure::refuse;
use crate::log::chain;
use crate::readiness::Start;
use crate::sign_in::setup;
use crate::state::AppState;

/// `/healthz`: the process answers.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// How long a health check waits for a probe.
const PATIENCE: Duration = Duration::from_secs(2);

/// `/readyz`: the session store works too, the server is not about to stop, and the org refuses neither the app nor all
/// users.
///
/// Okta is not asked while sign-ins begin, because sessions go on without it. Where none can begin, a probe now and
/// then finds out when they can again, because a server without users would not notice.
pub async fn ready(State(state): State<Arc<AppState>>) -> Response {
    if state.draining.is_cancelled() {
        return refuse(StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    // The next check reports what the probe finds later.
    let probing = Arc::clone(&state);
    let probing = state.tasks.spawn(async move { probe(&probing).await });
    let _late = tokio::time::timeout(PATIENCE, probing).await.is_err();
    match state.sessions.check().await {
        Ok(()) => match state.readiness.reason(state.clock.now()) {
            Some(reason) => refuse(StatusCode::SERVICE_UNAVAILABLE, reason),
            None => "ready\n".into_response(),
        },
        Err(error) => {
            tracing::error!(
                event = "store.failed",
                error = chain(&error),
                "the session store does not work"
            );
            refuse(StatusCode::SERVICE_UNAVAILABLE, "store-unavailable")
        }
    }
}

/// Starts a transaction to see whether the org still refuses, if a probe is due.
pub async fn probe(state: &AppState) {
    let Some(address) = state.readiness.probe(state.clock.now()) else { return };
    let caller = Caller { address, ..Caller::default() };
    let started = state.okta.start(&caller, state.policy.start_options()).await;
    if let Ok(transaction) = &started {
        state.first_page.learn(transaction);
    }
    let start = match setup::judge(&started) {
        Ok(None) => return,
        Ok(Some(start)) => start,
        Err(problem) => problem.start(),
    };
    if start == Start::Begun {
        tracing::info!(event = "okta.accepts_again", "the org lets sign-ins begin again");
    }
    state.readiness.note_probe(start, address, state.clock.now());
}
