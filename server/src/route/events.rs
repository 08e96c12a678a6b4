//! Tells a waiting page that its sign-in has moved on.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Query;
use axum::extract::Request;
use axum::extract::State;
use axum::extract::rejection::QueryRejection;
use axum::response::IntoResponse;
use axum::response::Response;
use axum::response::sse::Event;
use axum::response::sse::KeepAlive;
use axum::response::sse::Sse;
use futures::StreamExt;
use http::StatusCode;
use http::header::CACHE_CONTROL;
use serde::Deserialize;

use crate::failure::refuse;
use crate::gate::form::is_by_script;
use crate::gate::origin::is_from_elsewhere;
use crate::serve::open::Open;
use crate::serve::open::Phase;
use crate::sign_in::visit::Visit;
use crate::state::AppState;

/// What the page shows at the moment.
#[derive(Debug, Deserialize)]
pub struct Shown {
    /// The step it shows.
    step: String,
}

/// Sends one event, `moved`, when the session no longer stands at the shown step, and then ends.
pub async fn stream(
    State(state): State<Arc<AppState>>,
    shown: Result<Query<Shown>, QueryRejection>,
    request: Request,
) -> Response {
    // Reading only, and no page of another site can send this header: a browser that says no more may listen.
    if is_from_elsewhere(request.headers()) || !is_by_script(request.headers()) {
        return refuse(StatusCode::FORBIDDEN, "foreign-request");
    }
    let Ok(Query(shown)) = shown else {
        return refuse(StatusCode::BAD_REQUEST, "bad-request");
    };
    if let Some(open) = request.extensions().get::<Arc<Open>>() {
        open.enter(Phase::Listening);
    }
    let visit = Visit::of(&state, &request);
    let stopping = state.stopping.clone();
    let moved = async move {
        tokio::select! {
            () = visit.wait_until_moved(&shown.step) => Some("moved"),
            () = stopping.cancelled() => None,
        }
    };
    // A browser that loses the stream, or is sent away at a restart, comes back after this time.
    let retry = Event::default().retry(Duration::from_secs(1));
    let first = futures::stream::once(async move { Some(retry) });
    let last = futures::stream::once(moved)
        // Browsers drop an event that has no data.
        .map(|name| name.map(|name| Event::default().event(name).data(name)));
    let events =
        first.chain(last).filter_map(|event| async move { event.map(Ok::<_, Infallible>) });
    let alive = KeepAlive::new().interval(Duration::from_secs(15));
    ([(CACHE_CONTROL, "no-store")], Sse::new(events).keep_alive(alive)).into_response()
}
