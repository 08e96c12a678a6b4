//! Lets users who follow a link from another site keep their session.
//!
//! The session cookie is `SameSite=Strict`: a browser does not send it along when another site, such as the web page of
//! a mailbox, leads here. So the first answer to such an arrival is a page that leads to the same address once more, now
//! from this site itself; that request carries the cookie.

use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use http::HeaderMap;
use http::Method;

use crate::route::pages;
use crate::state::AppState;

/// Returns whether a request follows a link from another site, so that the browser may have held back the cookie.
///
/// The repeated request is `same-origin`, so no browser is sent round twice.
fn is_held_back(method: &Method, headers: &HeaderMap) -> bool {
    let is = |name: &str, value: &str| headers.get(name).is_some_and(|found| found == value);
    let foreign = is("sec-fetch-site", "cross-site") || is("sec-fetch-site", "same-site");
    *method == Method::GET
        && foreign
        && is("sec-fetch-mode", "navigate")
        && is("sec-fetch-dest", "document")
}

/// Answers a request that follows a link from another site with a page that repeats it from this site.
pub fn check(state: &Arc<AppState>, request: &mut Request) -> Option<Response> {
    let held_back = is_held_back(request.method(), request.headers())
        && !state.cookies.has_any(request.headers());
    let target = request.uri().path_and_query().filter(|_| held_back)?;
    let target = Some(target).filter(|target| !target.path().starts_with("//"))?.to_string();
    Some(pages::bounce(state, request, target))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn arrives(site: &'static str, mode: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert("sec-fetch-site", HeaderValue::from_static(site));
        headers.insert("sec-fetch-mode", HeaderValue::from_static(mode));
        headers.insert("sec-fetch-dest", HeaderValue::from_static("document"));
        is_held_back(&Method::GET, &headers)
    }

    #[test]
    fn a_link_on_another_site_is_an_arrival() {
        assert!(arrives("cross-site", "navigate"));
        assert!(arrives("same-site", "navigate"));
    }

    #[test]
    fn the_second_request_of_a_bounce_is_none() {
        assert!(!arrives("same-origin", "navigate"));
    }

    #[test]
    fn a_typed_address_and_a_fetch_are_none() {
        assert!(!arrives("none", "navigate"));
        assert!(!arrives("cross-site", "cors"));
    }
}
