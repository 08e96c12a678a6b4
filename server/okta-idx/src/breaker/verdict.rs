//! What the end of one call means for the calls of all other users.

use time::Duration;
use time::OffsetDateTime;

use super::circuit::Verdict;
use crate::call::CallError;
use crate::call::Received;
use crate::classify::classify;
use crate::rate_limit::LimitScope;

/// The hold for a rate limit without a reset time.
const UNSAID: Duration = Duration::seconds(5);

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// No connection, or no TLS.
    Unreachable,
    /// No response in time, or the connection broke before its end.
    Lost,
    /// A redirect, or a response that is too large.
    Refused,
    /// A status other than 429, with any body.
    Answered(u16),
    /// 429.
    Throttled { scope: LimitScope, retry_at: Option<OffsetDateTime> },
}

impl Outcome {
    pub(super) fn of(result: &Result<Received, CallError>) -> Self {
        match result {
            Ok(received) if received.is_throttled() => {
                let scope = received.rate_limit.scope(classify(&received.body).is_idx());
                Self::Throttled { scope, retry_at: received.retry_at }
            }
            Ok(received) => Self::Answered(received.status.as_u16()),
            Err(CallError::Unreachable(_)) => Self::Unreachable,
            Err(CallError::Lost(_)) => Self::Lost,
            Err(_) => Self::Refused,
        }
    }
}

/// Decides which outcomes count for the circuit breaker.
///
/// Only those count that show an org that is down, failing or overloaded. An unusable response
/// comes from an org that works. The body is used only to find out whose limit a 429 is.
pub(super) fn verdict(outcome: Outcome, now: OffsetDateTime) -> Verdict {
    match outcome {
        Outcome::Unreachable | Outcome::Lost | Outcome::Answered(500..) => Verdict::Failed,
        Outcome::Throttled { scope: LimitScope::Everyone, retry_at } => {
            Verdict::Throttled(retry_at.unwrap_or(now + UNSAID))
        }
        Outcome::Throttled { scope: LimitScope::User, .. }
        | Outcome::Refused
        | Outcome::Answered(_) => Verdict::Answered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_org_that_is_down_failing_or_overloaded_counts() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let later = now + Duration::seconds(20);
        let throttled = |scope, retry_at| Outcome::Throttled { scope, retry_at };
        for (outcome, expected) in [
            (Outcome::Unreachable, Verdict::Failed),
            (Outcome::Lost, Verdict::Failed),
            (Outcome::Answered(500), Verdict::Failed),
            (Outcome::Answered(502), Verdict::Failed),
            (Outcome::Answered(503), Verdict::Failed),
            (Outcome::Answered(504), Verdict::Failed),
            (throttled(LimitScope::Everyone, Some(later)), Verdict::Throttled(later)),
            (throttled(LimitScope::Everyone, None), Verdict::Throttled(now + UNSAID)),
            (throttled(LimitScope::User, Some(later)), Verdict::Answered),
            (throttled(LimitScope::User, None), Verdict::Answered),
            (Outcome::Refused, Verdict::Answered),
            (Outcome::Answered(200), Verdict::Answered),
            (Outcome::Answered(400), Verdict::Answered),
            (Outcome::Answered(401), Verdict::Answered),
            (Outcome::Answered(403), Verdict::Answered),
            (Outcome::Answered(404), Verdict::Answered),
        ] {
            assert_eq!(verdict(outcome, now), expected, "{outcome:?}");
        }
    }
}
