//! Whether the server lives, and whether it can serve.

use std::sync::Arc;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use http::StatusCode;

use crate::failure::refuse;
use crate::log::chain;
use crate::state::AppState;

/// `/healthz`: the process answers.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// `/readyz`: the session store works too, and the server is not about to stop. Whether Okta answers is not asked: sessions go
/// on without it.
pub async fn ready(State(state): State<Arc<AppState>>) -> Response {
    if state.draining.is_cancelled() {
        return refuse(StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    match state.sessions.check().await {
        Ok(()) => "ready\n".into_response(),
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
