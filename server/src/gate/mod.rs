//! The gates: layers that read, reject or mark a request before a handler runs. [`crate::routes`] lists which group
//! of routes stands behind which, in order.

use std::sync::Arc;

use axum::extract::Request;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::Response;

use crate::state::AppState;

pub mod address;
pub mod admission;
pub mod body;
pub mod content_type;
pub mod cross_site_arrival;
pub mod csrf_origin;
pub mod csrf_token;
pub mod headers;
pub mod host;
pub mod request_id;
pub mod request_size;

/// A gate that needs the head of a request only: it may mark the request, or stop it with an answer.
pub type Check = fn(&Arc<AppState>, &mut Request) -> Option<Response>;

/// Runs checks in order, up to the first that stops the request. One layer for several: each layer has its price for
/// each request.
pub async fn run(
    State((state, checks)): State<(Arc<AppState>, &'static [Check])>,
    mut request: Request,
    next: Next,
) -> Response {
    match checks.iter().find_map(|check| check(&state, &mut request)) {
        Some(answer) => answer,
        None => next.run(request).await,
    }
}
