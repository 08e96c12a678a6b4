//! What the headers of an answer say about time: the org's own, and when to come back.

use reqwest::header::DATE;
use reqwest::header::HeaderMap;
use reqwest::header::HeaderName;
use reqwest::header::RETRY_AFTER;
use time::Duration;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

const RATE_LIMIT_REMAINING: HeaderName = HeaderName::from_static("x-rate-limit-remaining");
const RATE_LIMIT_RESET: HeaderName = HeaderName::from_static("x-rate-limit-reset");

/// No honest limit lasts longer; a wrong clock or header must not lock a service out for days.
const LONGEST: Duration = Duration::hours(1);

/// Reads `X-Rate-Limit-Reset` (Okta: seconds since 1970) or else `Retry-After` (RFC 9110 section 10.2.3: seconds or a date).
///
/// Moments of the org's clock are measured from its `Date`, so that a clock of ours that is off waits no longer. The result
/// lies between now and an hour from now.
pub(crate) fn retry_at(headers: &HeaderMap, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let theirs = |moment: OffsetDateTime| Some(moment - sent_at(headers).unwrap_or(now));
    let reset = || {
        let seconds = text(headers, &RATE_LIMIT_RESET)?.parse().ok()?;
        OffsetDateTime::from_unix_timestamp(seconds).ok().and_then(theirs)
    };
    let after = || {
        let after = text(headers, &RETRY_AFTER)?;
        match after.parse::<u32>() {
            Ok(seconds) => Some(Duration::seconds(seconds.into())),
            Err(_) => OffsetDateTime::parse(after, &Rfc2822).ok().and_then(theirs),
        }
    };
    let pause = reset().or_else(after)?;
    Some(now.saturating_add(pause.clamp(Duration::ZERO, LONGEST)))
}

/// Whether nobody may call this address until the reset (Okta: `X-Rate-Limit-Remaining` is 0).
pub(crate) fn is_used_up(headers: &HeaderMap) -> bool {
    text(headers, &RATE_LIMIT_REMAINING) == Some("0")
}

/// When the org says that it answered.
pub(crate) fn sent_at(headers: &HeaderMap) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text(headers, &DATE)?, &Rfc2822).ok()
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}
