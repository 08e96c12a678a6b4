//! Which web pages may read the org's answers.

use axum::http::HeaderMap;
use axum::http::HeaderValue;
use axum::response::Response;
use http::HeaderName;
use http::StatusCode;
use http::header;
use url::Url;

use crate::settings::Settings;
use crate::settings::is_loopback_host;

const ALLOWED_HEADERS: &str =
    "authorization, content-type, dpop, x-device-token, x-okta-user-agent-extended";
const EXPOSED_HEADERS: &str = "dpop-nonce, www-authenticate, \
     x-rate-limit-limit, x-rate-limit-remaining, x-rate-limit-reset";
/// Seconds that a browser may remember a preflight.
const PREFLIGHT_LIFE: &str = "600";

/// The origin of the request, where it may read answers: this machine or a trusted origin.
pub(crate) fn allowed_origin(settings: &Settings, headers: &HeaderMap) -> Option<HeaderValue> {
    let origin = headers.get(header::ORIGIN)?;
    let text = origin.to_str().ok()?;
    let url = Url::parse(text).ok()?;
    let exact = url.origin().ascii_serialization() == text;
    let local = matches!(url.scheme(), "http" | "https")
        && url.host().is_some_and(|host| is_loopback_host(&host));
    let trusted = local || settings.trusted_origins.iter().any(|trusted| trusted == text);
    (exact && trusted).then(|| origin.clone())
}

/// Answers a preflight.
pub(crate) fn preflight() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}

/// Lets `origin` read the answer, cookies and all, and names what it may send.
pub(crate) fn allow(response: &mut Response, origin: Option<HeaderValue>) {
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    let Some(origin) = origin else { return };
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    set(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS");
    set(header::ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS);
    set(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
    set(header::ACCESS_CONTROL_MAX_AGE, PREFLIGHT_LIFE);
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
}
