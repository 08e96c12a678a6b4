//! The CSRF check by origin: only this site's own pages may change anything.

use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use http::HeaderMap;
use http::HeaderValue;
use http::Method;
use http::StatusCode;
use http::header::ORIGIN;
use http::header::REFERER;
use http::header::SEC_WEBSOCKET_KEY;
use http::header::UPGRADE;

use super::csrf_token;
use crate::failure::refuse;
use crate::state::AppState;

/// The reason in the log, and the code for scripts.
pub const FOREIGN: &str = "foreign-request";

/// Where a request comes from, as far as the browser tells.
///
/// Rule: Fetch Metadata decides where the browser sends it; where it does not, `Origin` must be the public origin. A
/// request that carries neither proves nothing (OWASP CSRF Prevention Cheat Sheet, "Fetch Metadata"). A sibling
/// subdomain (`same-site`) is as foreign as any other site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A page of this site.
    Own,
    /// The browser does not say: it sends neither header (lynx, w3m), or `Origin: null` without Fetch Metadata, as
    /// Safari before 16.4 does for a form of a page with `Referrer-Policy: no-referrer`.
    Unstated,
    /// Another site.
    Foreign,
}

/// Marks a form whose source the browser does not state: only its CSRF token can prove that it is one of this site.
#[derive(Clone, Copy, Debug)]
pub struct Unproven;

impl Source {
    /// Judges the source of a request by its headers.
    pub fn of(headers: &HeaderMap, public_origin: &str) -> Self {
        let own = match (only(headers, "sec-fetch-site"), only(headers, ORIGIN.as_str())) {
            (Said::Never, Said::Never) => return Self::unstated(headers, public_origin),
            (Said::Never, Said::Once(origin)) if origin == "null" => {
                return Self::unstated(headers, public_origin);
            }
            (Said::Once(site), _) => site == "same-origin",
            (Said::Never, Said::Once(origin)) => origin == public_origin,
            (Said::Often, _) | (_, Said::Often) => false,
        };
        if own { Self::Own } else { Self::Foreign }
    }
}

impl Source {
    /// Judges a request that says nothing in the headers made for it. `Referer` proves nothing, because pages choose
    /// whether it is sent; one that names another site disproves.
    fn unstated(headers: &HeaderMap, public_origin: &str) -> Self {
        let is_own = |referer: &HeaderValue| {
            let rest = referer.as_bytes().strip_prefix(public_origin.as_bytes());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
        };
        if headers.get_all(REFERER).iter().all(is_own) { Self::Unstated } else { Self::Foreign }
    }
}

/// What a header that a browser sends once at the most says.
enum Said<'a> {
    Never,
    Once(&'a HeaderValue),
    Often,
}

fn only<'a>(headers: &'a HeaderMap, name: &str) -> Said<'a> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Said::Never,
        (Some(value), None) => Said::Once(value),
        (Some(_), Some(_)) => Said::Often,
    }
}

/// Returns whether the browser says that another site, or no page, made a request. Many browsers say nothing.
pub fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    match only(headers, "sec-fetch-site") {
        Said::Never => false,
        Said::Once(site) => site != "same-origin",
        Said::Often => true,
    }
}

/// Returns whether any header of a request asks for a WebSocket.
fn is_websocket(headers: &HeaderMap) -> bool {
    let upgrades = headers.get_all(UPGRADE).iter().any(|value| {
        value.as_bytes().to_ascii_lowercase().windows(9).any(|part| part == b"websocket")
    });
    upgrades || headers.contains_key(SEC_WEBSOCKET_KEY)
}

/// Refuses every request that is not plain reading and does not come from a page of this site, and every WebSocket: a
/// browser opens one from any site, cookies included, and there is none here. A form of unstated source goes on to
/// [`csrf_token::gate`], which demands its token.
///
/// `Referer` goes no further: nothing behind the gate may send a visitor to an address that another page chose.
pub fn check(state: &Arc<AppState>, request: &mut Request) -> Option<Response> {
    if is_websocket(request.headers()) {
        return Some(refuse(StatusCode::FORBIDDEN, "no-websocket"));
    }
    let reading = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !reading {
        match Source::of(request.headers(), &state.public_origin) {
            Source::Own => {}
            Source::Unstated if csrf_token::guards(request.method(), request.uri().path()) => {
                request.extensions_mut().insert(Unproven);
            }
            Source::Unstated | Source::Foreign => {
                return Some(refuse(StatusCode::FORBIDDEN, FOREIGN));
            }
        }
    }
    request.headers_mut().remove(REFERER);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(site: Option<&'static str>, origin: Option<&'static str>) -> Source {
        let mut headers = HeaderMap::new();
        if let Some(site) = site {
            headers.insert("sec-fetch-site", HeaderValue::from_static(site));
        }
        if let Some(origin) = origin {
            headers.insert(ORIGIN, HeaderValue::from_static(origin));
        }
        Source::of(&headers, "https://app.example")
    }

    #[test]
    fn the_truth_table_holds() {
        let own = Some("https://app.example");
        let evil = Some("https://evil.example");
        for origin in [own, evil, Some("null"), None] {
            assert_eq!(judged(Some("same-origin"), origin), Source::Own);
            for site in ["same-site", "cross-site", "none", "nonsense", ""] {
                assert_eq!(judged(Some(site), origin), Source::Foreign, "{site} {origin:?}");
            }
        }
        assert_eq!(judged(None, own), Source::Own);
        for origin in [evil, Some("https://app.example.evil.example"), Some("NULL"), Some("")] {
            assert_eq!(judged(None, origin), Source::Foreign, "{origin:?}");
        }
        for origin in [Some("null"), None] {
            assert_eq!(judged(None, origin), Source::Unstated, "{origin:?}");
        }
    }

    #[test]
    fn a_foreign_referer_disproves_what_nothing_else_states() {
        let judged = |referer| {
            let mut headers = HeaderMap::new();
            headers.insert(REFERER, HeaderValue::from_static(referer));
            Source::of(&headers, "https://app.example")
        };
        for own in ["https://app.example", "https://app.example/sign-in?a=b"] {
            assert_eq!(judged(own), Source::Unstated, "{own}");
        }
        for foreign in ["https://app.example.evil.example/", "https://evil.example/", "x", ""] {
            assert_eq!(judged(foreign), Source::Foreign, "{foreign}");
        }
    }
}
