//! What stands behind `?` in the link of a mail.

use axum::body::Body;
use http::Request;
use http::StatusCode;

use crate::site::ask;

/// A link that nobody waits for is answered with the same page whatever it carries, and carries nothing into it.
pub fn target(data: &[u8]) {
    let Ok(query) = std::str::from_utf8(data) else { return };
    let address = format!("/login/callback?{query}");
    let Ok(request) = Request::get(address).body(Body::empty()) else { return };
    let (parts, page) = ask(request);
    assert_eq!(parts.status, StatusCode::NOT_FOUND, "{query:?} was waited for by somebody");
    let Ok(plain) = Request::get("/login/callback").body(Body::empty()) else { unreachable!() };
    let (_, plain) = ask(plain);
    // The nonces differ, and always have the same length.
    assert_eq!(page.len(), plain.len(), "{query:?} changes the page");
}
