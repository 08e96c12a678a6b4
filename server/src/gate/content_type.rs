//! The forms of this site are URL-encoded, and nothing else is read as one.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::Method;
use http::StatusCode;
use http::header::CONTENT_TYPE;

use crate::failure::refuse;

/// Refuses a posted body that does not declare itself as a URL-encoded form, before anything reads it.
pub async fn gate(request: Request, next: Next) -> Response {
    let declared = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .map(str::trim);
    let form =
        declared.is_some_and(|it| it.eq_ignore_ascii_case("application/x-www-form-urlencoded"));
    if request.method() == Method::POST && !form {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type");
    }
    next.run(request).await
}
