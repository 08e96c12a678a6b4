//! The forms of this site are URL-encoded, and nothing else is read as one.

use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use http::Method;
use http::StatusCode;
use http::header::CONTENT_TYPE;

use crate::failure::refuse;
use crate::state::AppState;

/// Refuses a posted body that does not declare itself as a URL-encoded form, before anything reads it.
pub fn check(_: &Arc<AppState>, request: &mut Request) -> Option<Response> {
    let declared = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map(str::trim);
    let form =
        declared.is_some_and(|it| it.eq_ignore_ascii_case("application/x-www-form-urlencoded"));
    (request.method() == Method::POST && !form)
        .then(|| refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type"))
}
