//! Only this site's own pages may change anything.

use std::sync::Arc;

use axum::extract::Request;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use http::HeaderValue;
use http::Method;
use http::StatusCode;
use http::header::ORIGIN;
use http::header::REFERER;
use http::header::SEC_WEBSOCKET_KEY;
use http::header::UPGRADE;

use crate::failure::refuse;
use crate::state::AppState;

/// Where a request comes from, as far as the browser tells.
///
/// Rule: Fetch Metadata decides where the browser sends it; where it does not, `Origin` must be the public origin. A
/// request that carries neither did not come from a page of ours (OWASP CSRF Prevention Cheat Sheet, "Fetch
/// Metadata"). A sibling subdomain (`same-site`) is as foreign as any other site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A page of this site.
    Own,
    /// Another site, or nobody who says.
    Foreign,
}

impl Source {
    /// Judges by the headers of a request.
    pub fn of(headers: &HeaderMap, public_origin: &str) -> Self {
        let own = match (only(headers, "sec-fetch-site"), only(headers, ORIGIN.as_str())) {
            (Said::Once(site), _) => site == "same-origin",
            (Said::Never, Said::Once(origin)) => origin == public_origin,
            (Said::Never, Said::Never) | (Said::Often, _) | (_, Said::Often) => false,
        };
        if own { Self::Own } else { Self::Foreign }
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

/// Whether the browser says that a request was made by a page of somewhere else, or by none. Many say nothing.
pub fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    match only(headers, "sec-fetch-site") {
        Said::Never => false,
        Said::Once(site) => site != "same-origin",
        Said::Often => true,
    }
}

/// Whether a request asks to become a WebSocket, as far as anything of it says so.
fn is_websocket(headers: &HeaderMap) -> bool {
    let upgrades = headers.get_all(UPGRADE).iter().any(|value| {
        value.as_bytes().to_ascii_lowercase().windows(9).any(|part| part == b"websocket")
    });
    upgrades || headers.contains_key(SEC_WEBSOCKET_KEY)
}

/// Refuses every request that is not plain reading and does not come from a page of this site, and every WebSocket: a
/// browser opens one from any site, cookies included, and there is none here.
///
/// `Referer` goes no further: nothing behind the gate may send a visitor to an address that another page chose.
pub async fn gate(
    State(state): State<Arc<AppState>>,
    mut request: Request,
    next: Next,
) -> Response {
    if is_websocket(request.headers()) {
        return refuse(StatusCode::FORBIDDEN, "no-websocket");
    }
    let reading = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !reading && Source::of(request.headers(), &state.public_origin) == Source::Foreign {
        return refuse(StatusCode::FORBIDDEN, "foreign-request");
    }
    request.headers_mut().remove(REFERER);
    next.run(request).await
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
        for origin in [evil, Some("null"), Some("https://app.example.evil.example"), None] {
            assert_eq!(judged(None, origin), Source::Foreign, "{origin:?}");
        }
    }
}
