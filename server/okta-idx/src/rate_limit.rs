//! When to come back after being told to slow down.

use reqwest::header::HeaderMap;
use reqwest::header::RETRY_AFTER;
use time::Duration;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

/// No honest limit lasts longer; a wrong clock or header must not lock a service out for days.
const LONGEST: Duration = Duration::hours(1);

/// Reads `X-Rate-Limit-Reset` (Okta: seconds since 1970) or else `Retry-After` (RFC 9110 section 10.2.3: seconds or a date).
/// The result lies between now and an hour from now.
pub(crate) fn retry_at(headers: &HeaderMap, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let reset =
        || OffsetDateTime::from_unix_timestamp(text("x-rate-limit-reset")?.parse().ok()?).ok();
    let after = || {
        let after = text(RETRY_AFTER.as_str())?;
        match after.parse::<u32>() {
            Ok(seconds) => now.checked_add(Duration::seconds(seconds.into())),
            Err(_) => OffsetDateTime::parse(after, &Rfc2822).ok(),
        }
    };
    let moment = reset().or_else(after)?;
    Some(moment.clamp(now, now.saturating_add(LONGEST)))
}
