//! Leads a browser that came by another name of this machine to the public origin.
//!
//! Cookies belong to one host name, and the link of an email leads to the public origin. A sign-in that is started at
//! `localhost` or at the apex would not be found there.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::hash::RandomState;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use axum::extract::Request;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderMap;
use http::HeaderValue;
use http::Method;
use http::StatusCode;
use http::header::ACCEPT;
use http::header::HOST;
use http::header::LOCATION;
use http::header::USER_AGENT;
use http::uri::Authority;
use time::Duration;
use time::OffsetDateTime;

use super::address;
use crate::state::AppState;

/// A browser that comes back more often than this within [`SOON`] is sent in circles. Browsers follow twenty redirects, and
/// several tabs may be opened at once.
const MOST: u32 = 10;
const SOON: Duration = Duration::seconds(5);
/// After a circle the browser is left alone for this long.
const LEFT_ALONE: Duration = Duration::minutes(30);
/// Browsers that are remembered at a time.
const REMEMBERED: usize = 1024;

/// Answers a page that is asked for under another host name with a redirect to the same path at the public origin.
pub fn check(state: &Arc<AppState>, request: &mut Request) -> Option<Response> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads || !accepts_pages(request.headers()) || is_public(state, request) {
        return None;
    }
    let visitor = (
        address::of(request, &state.policy.trusted_proxies),
        request.headers().get(USER_AGENT),
        request.headers().get(HOST),
    );
    if !state.circles.may_lead(visitor, state.clock.now()) {
        return None;
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let location = HeaderValue::from_str(&format!("{}{path}", state.public_origin)).ok()?;
    Some((StatusCode::TEMPORARY_REDIRECT, [(LOCATION, location)]).into_response())
}

/// Returns whether an answer may be a page: most programs accept anything.
fn accepts_pages(headers: &HeaderMap) -> bool {
    let mut accepted = headers.get_all(ACCEPT).iter().peekable();
    accepted.peek().is_none()
        || accepted.any(|value| {
            value.to_str().is_ok_and(|it| it.contains("text/html") || it.contains("*/*"))
        })
}

/// Returns whether a request names the host of the public origin, or no host at all. A proxy that changes `Host` may
/// pass on the name that the browser used in `X-Forwarded-Host`; nothing but this redirect depends on it.
fn is_public(state: &AppState, request: &Request) -> bool {
    let (_, public) = state.public_origin.split_once("//").unwrap_or_default();
    let headers = request.headers();
    let forwarded = headers.get_all("x-forwarded-host").iter().filter_map(|it| it.to_str().ok());
    let mut forwarded = forwarded.flat_map(|value| value.split(',')).map(str::trim);
    let named = match request.uri().authority() {
        Some(authority) => Some(authority.as_str()),
        None => headers.get(HOST).and_then(|host| host.to_str().ok()),
    };
    named.is_none_or(|named| is_same_host(named, public))
        || forwarded.any(|named| is_same_host(named, public))
}

/// Compares host names. Ports are none: cookies do not tell them apart, and many proxies leave them out.
fn is_same_host(named: &str, public: &str) -> bool {
    let host = |text: &str| {
        text.parse::<Authority>().map(|authority| authority.host().to_ascii_lowercase()).ok()
    };
    host(named).is_some_and(|named| Some(named) == host(public))
}

/// Browsers that were led to the public origin a moment ago.
///
/// Behind a proxy that changes `Host` every request seems to come by another name, and each would be led to where it
/// came from. A cookie would show that, unless cookies are blocked; this is kept in memory instead.
#[derive(Debug, Default)]
pub struct Circles {
    led: Mutex<HashMap<u64, Led>>,
    hasher: RandomState,
}

#[derive(Clone, Copy, Debug)]
struct Led {
    times: u32,
    until: OffsetDateTime,
}

impl Circles {
    /// Notes that a visitor is about to be led on; `false` if that would only send it in a circle.
    fn may_lead(
        &self,
        visitor: (Option<IpAddr>, Option<&HeaderValue>, Option<&HeaderValue>),
        now: OffsetDateTime,
    ) -> bool {
        let key = self.hasher.hash_one(visitor);
        let mut led = self.led.lock().unwrap_or_else(PoisonError::into_inner);
        if led.len() >= REMEMBERED {
            led.retain(|_, led| now < led.until);
        }
        if led.len() >= REMEMBERED {
            led.clear();
        }
        let fresh = Led { times: 0, until: now + SOON };
        let known = led.entry(key).or_insert(fresh);
        if now >= known.until {
            *known = fresh;
        }
        known.times = known.times.saturating_add(1);
        if known.times <= MOST {
            return true;
        }
        if known.times == MOST + 1 {
            tracing::warn!(
                event = "host.rewritten",
                "a browser comes back under another host name: let the proxy pass on Host, or X-Forwarded-Host"
            );
            known.until = now + LEFT_ALONE;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    #[test]
    fn a_host_is_the_same_in_any_case_and_with_any_port() {
        for named in ["app.example", "APP.example", "app.example:443", "app.example:8080"] {
            assert!(is_same_host(named, "app.example"), "{named}");
        }
        for named in ["www.app.example", "app.example.", "localhost:3000", "[::1]:3000", "", "a b"]
        {
            assert!(!is_same_host(named, "app.example"), "{named}");
        }
        assert!(is_same_host("[::1]:3000", "[::1]:3000"));
        assert!(!is_same_host("localhost:3000", "127.0.0.1:3000"));
    }

    #[test]
    fn a_browser_in_a_circle_is_left_alone_and_others_are_led_on() {
        let circles = Circles::default();
        let (one, other) = (HeaderValue::from_static("one"), HeaderValue::from_static("other"));
        let lead = |agent, seconds| {
            circles.may_lead((None, Some(agent), None), NOW + Duration::seconds(seconds))
        };
        assert!((0..MOST).all(|_| lead(&one, 0)));
        assert!(!lead(&one, 1) && !lead(&one, 20 * 60));
        assert!(lead(&other, 1));
        assert!(lead(&one, 60 * 60), "in the end it is tried again");
    }

    #[test]
    fn coming_by_the_other_name_every_few_seconds_is_no_circle() {
        let circles = Circles::default();
        assert!((0..20).all(|round| {
            circles.may_lead((None, None, None), NOW + Duration::seconds(6 * round))
        }));
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let circles = Circles::default();
        for number in 0..10_000 {
            let agent = HeaderValue::from(number);
            circles.may_lead((None, Some(&agent), None), NOW);
        }
        let led = circles.led.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(led.len() <= REMEMBERED);
    }
}
