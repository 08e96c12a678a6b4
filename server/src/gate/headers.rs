//! The headers that every answer carries, in one table, and the nonce of each page.

use std::sync::Arc;

use axum::extract::Request;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderName;
use http::HeaderValue;
use http::StatusCode;
use http::header;
use okta_idx::Randomness;

use crate::failure::refuse;
use crate::state::AppState;

/// The headers of every answer. The Content-Security-Policy comes on top, see [`page_policy`].
pub const ALWAYS: [(&str, &str); 10] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("origin-agent-cluster", "?1"),
    (
        "permissions-policy",
        "accelerometer=(), browsing-topics=(), camera=(), clipboard-read=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(self), serial=(), usb=()",
    ),
    ("x-dns-prefetch-control", "off"),
    ("x-permitted-cross-domain-policies", "none"),
];

/// The `Cache-Control` of public files; every other answer depends on the cookie.
pub const VARY_OF_FILES: &str = "Accept-Encoding";
/// What the answers depend on.
pub const VARY: &str = "Cookie, Sec-Fetch-Site, Origin, Accept, Accept-Encoding, Accept-Language";
/// What a page says besides, on https: where browsers tell of broken policies. Elsewhere not all of them heed it
/// (Firefox does not), and those that do not drop a report that is to go there.
pub const OF_PAGES: (&str, &str) = ("reporting-endpoints", "csp=\"/_csp\"");

/// Two years, as preload lists ask for.
pub const HSTS: &str = "max-age=63072000; includeSubDomains; preload";

/// The value that makes the scripts of one page its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageNonce(pub String);

impl PageNonce {
    fn fresh(randomness: &dyn Randomness) -> Result<Self, okta_idx::RandomnessError> {
        let mut bytes = [0; 16];
        randomness.fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }
}

/// The policy of a page: nothing but its own nonce runs, nothing is embedded anywhere, nothing is sent elsewhere, and
/// text never becomes markup. The name `default` is allowed, although no page makes a policy: browser extensions that
/// make one would otherwise fail on every page, and browsers would report each failure.
pub fn page_policy(nonce: &PageNonce, https: bool, reload_port: Option<u16>) -> String {
    let PageNonce(nonce) = nonce;
    // The glue is imported by a script that carries the nonce; `strict-dynamic` lets that one import, and no other.
    let reload = reload_port
        .map(|port| format!(" ws://127.0.0.1:{port} ws://localhost:{port}"))
        .unwrap_or_default();
    let secure = if https { "; upgrade-insecure-requests; report-to csp" } else { "" };
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; script-src-attr 'none'; \
         style-src 'self'; style-src-attr 'none'; img-src 'self' data:; font-src 'self'; connect-src 'self'{reload}; \
         manifest-src 'self'; worker-src 'none'; media-src 'none'; frame-src 'none'; object-src 'none'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
         trusted-types default; report-uri /_csp{secure}"
    )
}

/// The policy of everything that is not a page.
pub const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// Mints the nonce of this request and puts the table on its answer, refusals and errors included.
pub async fn apply(
    State(state): State<Arc<AppState>>,
    mut request: Request,
    next: Next,
) -> Response {
    let Ok(nonce) = PageNonce::fresh(state.randomness.as_ref()) else {
        return refuse(StatusCode::INTERNAL_SERVER_ERROR, "unavailable");
    };
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        let name = HeaderName::from_static(name);
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    let public = headers
        .get(header::CACHE_CONTROL)
        .is_some_and(|value| value.as_bytes().starts_with(b"public"));
    let vary = if public { VARY_OF_FILES } else { VARY };
    headers.insert(header::VARY, HeaderValue::from_static(vary));
    if state.https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    let data_policy = HeaderValue::from_static(DATA_POLICY);
    let policy = if is_page {
        if state.https {
            let (name, value) = OF_PAGES;
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        // The text is ASCII that this file writes.
        HeaderValue::from_str(&page_policy(&nonce, state.https, state.reload_port))
            .unwrap_or(data_policy)
    } else {
        data_policy
    };
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows: H1, H7
    #[test]
    fn the_policy_of_a_page_allows_nothing_inline_and_no_eval() {
        let policy = page_policy(&PageNonce("N".to_owned()), true, None);
        assert!(!policy.contains("unsafe-inline"));
        assert!(!policy.contains("'unsafe-eval'"));
        assert!(policy.contains("'nonce-N'"));
        assert!(policy.contains("; upgrade-insecure-requests; "));
        assert!(policy.contains("; require-trusted-types-for 'script'; trusted-types default; "));
    }

    #[test]
    fn on_loopback_nothing_is_upgraded_to_https_and_reports_go_the_older_way() {
        let policy = page_policy(&PageNonce("N".to_owned()), false, None);
        assert!(!policy.contains("upgrade-insecure-requests") && !policy.contains("report-to"));
        assert!(policy.ends_with("; report-uri /_csp"));
    }
}
