//! Addresses of pages, also as links of another site.

use axum::body::Body;
use http::Request;

use crate::site::ask;

/// No part of an address becomes markup: the page for a cross-site arrival has as many angle
/// brackets and quotation marks as for `/plain`. Apostrophes need no check, because attributes are
/// written with quotation marks.
pub fn target(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let address = format!("/{text}");
    let Some((page, arrival)) = arrival(&address) else { return };
    let _ = ask(page);
    let (_, html) = ask(arrival);
    if !html.contains("http-equiv") {
        return;
    }
    let Some((_, plain)) = self::arrival("/plain") else { unreachable!("a plain address") };
    let (_, plain) = ask(plain);
    for mark in ['<', '>', '"'] {
        assert_eq!(html.matches(mark).count(), plain.matches(mark).count(), "{mark} of {text:?}");
    }
}

fn arrival(address: &str) -> Option<(Request<Body>, Request<Body>)> {
    let request = || Request::get(address).header("accept", "text/html");
    let arrival = request()
        .header("sec-fetch-site", "cross-site")
        .header("sec-fetch-mode", "navigate")
        .header("sec-fetch-dest", "document");
    Some((request().body(Body::empty()).ok()?, arrival.body(Body::empty()).ok()?))
}
