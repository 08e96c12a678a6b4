//! The headers of a response about time: the org's clock, and when to retry.

use reqwest::header::DATE;
use reqwest::header::HeaderMap;
use reqwest::header::HeaderName;
use reqwest::header::RETRY_AFTER;
use time::Duration;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

const RATE_LIMIT_LIMIT: HeaderName = HeaderName::from_static("x-rate-limit-limit");
const RATE_LIMIT_REMAINING: HeaderName = HeaderName::from_static("x-rate-limit-remaining");
const RATE_LIMIT_RESET: HeaderName = HeaderName::from_static("x-rate-limit-reset");

/// The longest limit that is accepted; a wrong clock or header must not block a service for days.
const LONGEST: Duration = Duration::hours(1);

/// Reads `X-Rate-Limit-Reset` (Okta: seconds since 1970) or else `Retry-After` (RFC 9110 section 10.2.3: seconds or a date).
///
/// A reset time is relative to the org's `Date`, so that a wrong local clock has no effect. The
/// result is between now and an hour from now.
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

/// Whose requests a rate limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitScope {
    /// One user or one transaction: other users are served.
    User,
    /// The org or this client: no user is served until the reset.
    Everyone,
}

/// The largest limit that Okta counts for one user: 40 requests in 10 seconds.
///
/// Others are 4 a second for a username, 10 and 20 in 5 seconds for a transaction and a user, and 30 emails a minute for a
/// recipient. Limits of an org count hundreds; a limit of 0 means too many calls at once.
/// <https://developer.okta.com/docs/reference/rl2-limits/>
const LARGEST_OF_ONE_USER: u64 = 40;

/// The rate limit that an answer reports: `X-Rate-Limit-Limit` and `X-Rate-Limit-Remaining`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RateLimit {
    pub(crate) limit: Option<u64>,
    pub(crate) remaining: Option<u64>,
}

impl RateLimit {
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let number = |name| text(headers, name)?.parse().ok();
        Self { limit: number(&RATE_LIMIT_LIMIT), remaining: number(&RATE_LIMIT_REMAINING) }
    }

    /// Returns whose limit a 429 with these headers is.
    ///
    /// The limit of an org is checked before IDX sees the request, so an IDX answer is always about its own user.
    pub(crate) fn scope(self, is_idx_answer: bool) -> LimitScope {
        let is_of_one_user = self.limit.is_some_and(|it| (1..=LARGEST_OF_ONE_USER).contains(&it));
        let has_rest = self.remaining.is_some_and(|rest| rest > 0);
        if is_idx_answer || is_of_one_user || has_rest {
            LimitScope::User
        } else {
            LimitScope::Everyone
        }
    }
}

/// Returns when the org sent the response.
pub(crate) fn sent_at(headers: &HeaderMap) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text(headers, &DATE)?, &Rfc2822).ok()
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_used_up_limit_of_the_org_or_the_client_is_about_everyone() {
        use LimitScope::Everyone;
        use LimitScope::User;
        for (limit, remaining, is_idx_answer, scope) in [
            (Some(600), Some(0), false, Everyone),
            (Some(60), Some(0), false, Everyone),
            (None, None, false, Everyone),
            (None, Some(0), false, Everyone),
            // Too many concurrent calls.
            (Some(0), Some(0), false, Everyone),
            (Some(1), Some(0), false, User),
            (Some(4), Some(0), false, User),
            (Some(40), None, false, User),
            // The headers report the limit of the org, which is not the exhausted one.
            (Some(600), Some(599), false, User),
            (Some(1), Some(0), true, User),
            (Some(600), Some(0), true, User),
            (None, None, true, User),
        ] {
            let reported = RateLimit { limit, remaining };
            assert_eq!(reported.scope(is_idx_answer), scope, "{reported:?}, {is_idx_answer}");
        }
    }
}
