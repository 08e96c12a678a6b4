//! Addresses of pages, also as another site leads to them.

use axum::body::Body;
use http::Request;

use crate::site::ask;

/// Wherever a link of another site leads, what stands in the address never becomes markup: the page that leads on has
/// as many brackets and quotation marks as for any other address. (Apostrophes end nothing: attributes are written with
/// quotation marks.)
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
