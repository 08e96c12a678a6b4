//! Answers that say no more than a code, for requests that no page of this site makes.

use axum::Json;
use axum::response::IntoResponse;
use axum::response::Response;
use http::StatusCode;
use serde::Serialize;

/// The stable code of a refusal, carried along for the gate that puts it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str);

#[derive(Serialize)]
struct Body<'a> {
    /// A stable code.
    error: &'static str,
    /// The name of the request, to find it in the log.
    #[serde(skip_serializing_if = "str::is_empty")]
    request: &'a str,
    /// What the user can do about it, where the code does not say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<&'static str>,
}

/// An answer with a stable code and nothing from the inside.
pub fn refuse(status: StatusCode, error: &'static str) -> Response {
    named(status, Refusal(error), "", None)
}

/// The same with the name of the request, and with advice.
pub fn named(
    status: StatusCode,
    refusal: Refusal,
    request: &str,
    advice: Option<&'static str>,
) -> Response {
    let body = Body { error: refusal.0, request, advice };
    let mut response = (status, Json(body)).into_response();
    response.extensions_mut().insert(refusal);
    response
}

/// The code of a refusal that names none: routes and layers of others answer with a status alone.
pub fn code_of(status: StatusCode) -> Refusal {
    Refusal(match status {
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED => "method-not-allowed",
        StatusCode::SERVICE_UNAVAILABLE => "unavailable",
        status if status.is_server_error() => "internal",
        _ => "bad-request",
    })
}
