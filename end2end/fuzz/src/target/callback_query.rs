//! What stands behind `?` in the link of a mail.

use axum::body::Body;
use http::Request;
use http::StatusCode;

use crate::site::ask;

/// As deep as the name of a field may nest, and as many fields as an address may have, before any route reads it.
const DEEPEST: usize = 3;
const MOST_FIELDS: usize = 64;

/// A link that nobody waits for is answered with the same page whatever it carries, and carries nothing into it. Only
/// an address with more brackets or fields than any form has is refused before it is read.
pub fn target(data: &[u8]) {
    let Ok(query) = std::str::from_utf8(data) else { return };
    let address = format!("/login/callback?{query}");
    let Ok(request) = Request::get(address).body(Body::empty()) else { return };
    let (parts, page) = ask(request);
    if parts.status == StatusCode::BAD_REQUEST {
        let lower = query.to_ascii_lowercase();
        let brackets = lower.matches('[').count() + lower.matches("%5b").count();
        let fields = lower.split('&').count();
        assert!(brackets > DEEPEST || fields > MOST_FIELDS, "{query:?} was refused unread");
        return;
    }
    assert_eq!(parts.status, StatusCode::NOT_FOUND, "{query:?} was waited for by somebody");
    let Ok(plain) = Request::get("/login/callback").body(Body::empty()) else { unreachable!() };
    let (_, plain) = ask(plain);
    // The nonces differ, and always have the same length.
    assert_eq!(page.len(), plain.len(), "{query:?} changes the page");
}
