//! Rejects requests beyond the limits of [`crate::limit::Admission`] before the store or Okta is asked.

use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::extract::Request;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderValue;
use http::StatusCode;
use http::header::RETRY_AFTER;

use super::address;
use crate::failure::refuse;
use crate::limit::Subscriber;
use crate::state::AppState;

/// Answers 503 with `Retry-After: 1` where the server is full or one network sends too much.
pub async fn gate(
    State(state): State<Arc<AppState>>,
    mut request: Request,
    next: Next,
) -> Response {
    let address = address::of(&request, &state.policy.trusted_proxies)
        .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    let network = Subscriber::of(address);
    match state.admission.admit(network) {
        Ok(permit) => {
            // Work that outlives its request keeps the permit until it is done.
            let permit = Arc::new(permit);
            request.extensions_mut().insert(Arc::clone(&permit));
            next.run(request).await
        }
        Err(why) => {
            tracing::warn!(
                event = "limit.turned_away",
                reason = why.reason(),
                "a request was turned away"
            );
            let mut response = refuse(StatusCode::SERVICE_UNAVAILABLE, "busy");
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
            response
        }
    }
}
