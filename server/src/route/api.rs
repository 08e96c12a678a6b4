//! The server functions, for the panel and for plain forms.
//!
//! The panel asks for JSON and gets the next step. A plain form gets a redirect to the page that shows it. What Leptos
//! would do for plain forms by itself is not used: it redirects to the `Referer`.

use std::sync::Arc;

use app::sign_in::CurrentSignIn;
use axum::extract::Request;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderValue;
use http::StatusCode;
use http::header;
use leptos::prelude::provide_context;

use crate::failure::refuse;
use crate::route::error_page::asks_for_a_page;
use crate::sign_in::service::SignInService;
use crate::state::AppState;

/// A server function of the sign-in.
pub async fn sign_in(State(state): State<Arc<AppState>>, request: Request) -> Response {
    run(state, request).await
}

/// Signs out; the browser removes what it stored for this site as well.
pub async fn sign_out(State(state): State<Arc<AppState>>, request: Request) -> Response {
    let mut response = run(state, request).await;
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    response
}

async fn run(state: Arc<AppState>, request: Request) -> Response {
    let plain_form = asks_for_a_page(request.headers());
    let visit = Arc::new(SignInService::of(&state, &request));
    let current = CurrentSignIn(Arc::clone(&visit) as _);
    // Leptos would answer a plain form with a redirect of its own.
    let (mut parts, body) = request.into_parts();
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let answer = leptos_axum::handle_server_fns_with_context(
        move || provide_context(current.clone()),
        Request::from_parts(parts, body),
    )
    .await
    .into_response();
    let status = answer.status();
    let mut response = match (status.is_success(), plain_form) {
        (true, false) => answer,
        (true, true) => see_other(&visit.next_page()),
        (false, _) => refuse(refusal_status(&visit, status), refusal_code(&visit)),
    };
    for cookie in visit.cookies() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn refusal_status(visit: &SignInService, status: StatusCode) -> StatusCode {
    match (visit.was_reached(), status) {
        (_, StatusCode::PAYLOAD_TOO_LARGE) => status,
        (false, _) => StatusCode::BAD_REQUEST,
        (true, _) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

fn refusal_code(visit: &SignInService) -> &'static str {
    if visit.was_reached() { "unavailable" } else { "bad-request" }
}

/// Returns a redirect that makes the browser read the next page (RFC 9110, section 15.4.4).
pub fn see_other(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// A handler panicked: says nothing of it to the browser. Where it happened is in the log already, see
/// [`crate::log::start`].
pub fn panicked(_: Box<dyn std::any::Any + Send + 'static>) -> Response {
    refuse(StatusCode::INTERNAL_SERVER_ERROR, "internal")
}
