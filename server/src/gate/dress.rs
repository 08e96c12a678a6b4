//! Refusals that a person sees are pages like any other.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use http::header::ACCEPT;
use http::header::CONTENT_LENGTH;
use http::header::CONTENT_TYPE;

use super::headers::PageNonce;
use crate::route::pages;
use crate::state::AppState;

/// Whether a browser is about to show the answer as a page.
pub fn asks_for_a_page(headers: &HeaderMap) -> bool {
    let mut accepted = headers.get_all(ACCEPT).iter();
    accepted.any(|value| value.to_str().is_ok_and(|value| value.contains("text/html")))
}

/// Puts a page in the place of a refusal that is none, wherever behind this it came from.
pub async fn apply(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let page = asks_for_a_page(request.headers());
    let nonce = request.extensions().get::<PageNonce>().cloned();
    let response = next.run(request).await;
    let status = response.status();
    let is_page = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !page || is_page || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let mut shown = Request::new(Body::empty());
    if let Some(nonce) = nonce {
        shown.extensions_mut().insert(nonce);
    }
    let (mut refused, _) = response.into_parts();
    let (dressed, body) = pages::problem(&state, &shown, status).into_parts();
    refused.headers.remove(CONTENT_LENGTH);
    refused.headers.extend(dressed.headers);
    Response::from_parts(refused, body)
}
