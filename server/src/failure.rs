//! Answers that say no more than a code: for requests that no page of ours makes.

use axum::Json;
use axum::response::IntoResponse;
use axum::response::Response;
use http::StatusCode;
use serde::Serialize;

/// The body of a refusal.
#[derive(Debug, Serialize)]
struct Refusal {
    /// A stable code.
    error: &'static str,
}

/// An answer with a stable code and nothing from the inside.
pub fn refuse(status: StatusCode, error: &'static str) -> Response {
    (status, Json(Refusal { error })).into_response()
}
