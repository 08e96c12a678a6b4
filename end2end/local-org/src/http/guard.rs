//! Keeps web pages of other sites out: the org holds codes, mails and keys in the clear.
//!
//! A page cannot forge the `Host` or `Origin` header, so a name that was rebound to this machine
//! (DNS rebinding) or a form posted from elsewhere gives itself away.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderMap;
use http::StatusCode;
use http::header;
use serde_json::json;
use url::Host;

use super::answer::Answer;
use crate::settings::is_loopback_host;

/// Refuses requests whose `Host` is not this machine.
pub(crate) async fn loopback_host_only(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| request.uri().authority().map(http::uri::Authority::as_str));
    if host.is_some_and(is_loopback_authority) {
        return next.run(request).await;
    }
    refuse("this server answers only as 127.0.0.1, [::1] or localhost")
}

/// Refuses requests that a page of another origin caused; following a link from one is fine.
pub(crate) async fn same_origin_only(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let foreign_site = matches!(text("sec-fetch-site"), Some("cross-site" | "same-site"));
    let followed_link = request.method().is_safe()
        && text("sec-fetch-mode") == Some("navigate")
        && text("sec-fetch-dest") == Some("document");
    if (foreign_site && !followed_link) || is_foreign_origin(headers) {
        return refuse("this path is not for pages of other origins");
    }
    next.run(request).await
}

fn is_foreign_origin(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return false };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let own = host.map(|host| format!("http://{host}"));
    own.as_deref().is_none_or(|own| origin != own)
}

fn is_loopback_authority(authority: &str) -> bool {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    Host::parse(host).is_ok_and(|host| is_loopback_host(&host))
}

fn refuse(why: &str) -> Response {
    Answer::json(StatusCode::FORBIDDEN, &json!({ "error": why })).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_pass() {
        for good in ["127.0.0.1:4100", "localhost", "[::1]:4100", "org.localhost:1", "[::1]"] {
            assert!(is_loopback_authority(good), "{good}");
        }
        for bad in ["example.com", "127.0.0.1.evil.test:4100", "10.0.0.1", "", "localhost.evil"] {
            assert!(!is_loopback_authority(bad), "{bad}");
        }
    }
}
