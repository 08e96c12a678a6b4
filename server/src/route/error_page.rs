//! Error pages: a refused request is one line in the log, and a page of this site where a browser will show it.

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

use crate::failure::Refusal;
use crate::failure::code_of;
use crate::failure::named;
use crate::gate::headers::PageNonce;
use crate::gate::request_id::RequestId;
use crate::language;
use crate::route::pages;
use crate::state::AppState;

/// Returns whether a browser will show the answer as a page.
pub fn asks_for_a_page(headers: &HeaderMap) -> bool {
    let mut accepted = headers.get_all(ACCEPT).iter();
    accepted.any(|value| value.to_str().is_ok_and(|value| value.contains("text/html")))
}

/// Replaces the body of a refusal by a page for browsers, and by a code and the request's name for programs.
pub async fn apply(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let wants_page = asks_for_a_page(request.headers());
    let nonce = request.extensions().get::<PageNonce>().cloned();
    let id = request.extensions().get::<RequestId>().cloned();
    let language = language::of(&state, &request);
    let method = request.method().clone();
    // The route and not the path, which may hold an email address or a token where it matches no route.
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
    let shown = if wants_page {
        let mut request = Request::new(Body::empty());
        request.extensions_mut().insert(language);
        if let Some(nonce) = nonce {
            request.extensions_mut().insert(nonce);
        }
        if let Some(id) = id {
            request.extensions_mut().insert(id);
        }
        pages::problem(&state, &request, status)
    } else {
        let advice = (status == StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
            .then(|| language.text(Key::ProblemHeadersTooLarge));
        named(status, refusal, id.as_ref().map_or("", RequestId::as_str), advice)
    };
    let (mut refused, _) = response.into_parts();
    let (page, body) = shown.into_parts();
    refused.headers.remove(CONTENT_LENGTH);
    refused.headers.extend(page.headers);
    Response::from_parts(refused, body)
}

/// Writes one line for a refused request.
fn note(status: StatusCode, refusal: Refusal, method: &Method, path: &str) {
    let (code, reason) = (status.as_u16(), refusal.0);
    // An unknown method is logged as `other`, because the client chose its text.
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
