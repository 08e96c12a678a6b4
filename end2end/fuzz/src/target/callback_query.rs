//! The query of a link in an email.

use axum::body::Body;
use http::Request;
use http::StatusCode;

use crate::site::ask;

/// The limits for the nesting of a field name and for the fields of a query, before a route parses
/// it.
const DEEPEST: usize = 3;
const MOST_FIELDS: usize = 64;

/// A link that matches no sign-in gets the same page for any query, and the page contains none of
/// it. Only a query above those limits is refused unread.
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
    // The nonces differ, but have the same length.
    assert_eq!(page.len(), plain.len(), "{query:?} changes the page");
}
