//! The event stream that tells a waiting page that its sign-in has changed.

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
use crate::gate::csrf_origin::is_from_elsewhere;
use crate::gate::csrf_token::is_by_script;
use crate::serve::open::Open;
use crate::serve::open::Phase;
use crate::sign_in::service::SignInService;
use crate::state::AppState;

/// The query of an event stream.
#[derive(Debug, Deserialize)]
pub struct Shown {
    /// The step that the page shows.
    step: String,
}

/// Sends one event, `moved`, when the session no longer stands at the shown step, and then ends. Ends without it
/// after [`Limits::listening`](crate::serve::Limits::listening): the page asks again, also where a proxy has lost the
/// stream without a word.
///
/// Answers 204 when the browser has enough streams already: the page asks again a little later.
pub async fn stream(
    State(state): State<Arc<AppState>>,
    shown: Result<Query<Shown>, QueryRejection>,
    request: Request,
) -> Response {
    // This only reads, and no page of another site can send this header, so no more is asked of a browser.
    if is_from_elsewhere(request.headers()) || !is_by_script(request.headers()) {
        return refuse(StatusCode::FORBIDDEN, "foreign-request");
    }
    let Ok(Query(shown)) = shown else {
        return refuse(StatusCode::BAD_REQUEST, "bad-request");
    };
    if let Some(open) = request.extensions().get::<Arc<Open>>() {
        open.enter(Phase::Listening);
    }
    let visit = SignInService::of(&state, &request);
    let mut changes = visit.listen();
    if changes.is_none() && visit.stands_at(&shown.step).await {
        return (StatusCode::NO_CONTENT, [(CACHE_CONTROL, "no-store")]).into_response();
    }
    let stopping = state.stopping.clone();
    let listening = state.limits.listening;
    let moved = async move {
        let moved = async {
            if let Some(changes) = &mut changes {
                visit.wait_until_moved(&shown.step, changes).await;
            }
        };
        tokio::select! {
            () = moved => Some("moved"),
            () = stopping.cancelled() => None,
            () = tokio::time::sleep(listening) => None,
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
