//! Refusals: said once in the log, and shown to a person as a page like any other.

use std::sync::Arc;

use app::text::Key;
use axum::body::Body;
use axum::extract::MatchedPath;
use axum::extract::Request;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use http::HeaderValue;
use http::Method;
use http::StatusCode;
use http::header::ACCEPT;
use http::header::CONTENT_LENGTH;
use http::header::CONTENT_TYPE;
use http::header::RETRY_AFTER;

use super::headers::PageNonce;
use super::request_id::RequestId;
use crate::failure::Refusal;
use crate::failure::code_of;
use crate::failure::named;
use crate::language;
use crate::route::pages;
use crate::state::AppState;

/// Whether a browser is about to show the answer as a page.
pub fn asks_for_a_page(headers: &HeaderMap) -> bool {
    let mut accepted = headers.get_all(ACCEPT).iter();
    accepted.any(|value| value.to_str().is_ok_and(|value| value.contains("text/html")))
}

/// Puts a page in the place of a refusal that is none, wherever behind this it came from; programs get code and request.
pub async fn apply(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let page = asks_for_a_page(request.headers());
    let nonce = request.extensions().get::<PageNonce>().cloned();
    let id = request.extensions().get::<RequestId>().cloned();
    let language = language::of(&state, &request);
    let method = request.method().clone();
    // The route and not the address: what is no route of ours may hold anything, an address or a token among it.
    let path = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let refusal = response.extensions().get().copied().unwrap_or_else(|| code_of(status));
    note(status, refusal, &method, path.as_ref().map_or("-", MatchedPath::as_str));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().entry(RETRY_AFTER).or_insert(HeaderValue::from_static("5"));
    }
    let is_page = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page {
        return response;
    }
    let dressed = if page {
        let mut shown = Request::new(Body::empty());
        shown.extensions_mut().insert(language);
        if let Some(nonce) = nonce {
            shown.extensions_mut().insert(nonce);
        }
        if let Some(id) = id {
            shown.extensions_mut().insert(id);
        }
        pages::problem(&state, &shown, status)
    } else {
        let advice = (status == StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
            .then(|| language.text(Key::ProblemHeadersTooLarge));
        named(status, refusal, id.as_ref().map_or("", RequestId::as_str), advice)
    };
    let (mut refused, _) = response.into_parts();
    let (dressed, body) = dressed.into_parts();
    refused.headers.remove(CONTENT_LENGTH);
    refused.headers.extend(dressed.headers);
    Response::from_parts(refused, body)
}

/// One line for each refused request.
fn note(status: StatusCode, refusal: Refusal, method: &Method, path: &str) {
    let (code, reason) = (status.as_u16(), refusal.0);
    // Of another method than the known ones only that it is one.
    let method = if KNOWN.contains(method) { method.as_str() } else { "other" };
    macro_rules! refused {
        ($level:ident) => {
            tracing::$level!(
                event = "request.refused",
                reason,
                http.status = code,
                http.method = method,
                http.route = path,
                "a request was refused"
            )
        };
    }
    match status {
        status if status.is_server_error() => refused!(error),
        StatusCode::NOT_FOUND => refused!(info),
        _ => refused!(warn),
    }
}

const KNOWN: [Method; 7] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
    Method::OPTIONS,
];
