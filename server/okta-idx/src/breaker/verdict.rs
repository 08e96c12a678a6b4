//! What the end of one call tells about the calls of all other users.

use time::Duration;
use time::OffsetDateTime;

use super::circuit::Verdict;
use crate::call::CallError;
use crate::call::Received;
use crate::classify::classify;
use crate::rate_limit::LimitScope;

/// How long to leave the org alone when it asks for it without saying how long.
const UNSAID: Duration = Duration::seconds(5);

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// No connection, or no TLS.
    Unreachable,
    /// No answer in time, or the connection broke before its end.
    Lost,
    /// A redirect, or an answer that is too large to read.
    Refused,
    /// A status other than 429, whatever the body.
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

/// Decides what counts towards the circuit breaker.
///
/// Only what says that the org is down, failing or overloaded does. An answer that cannot be read was given by an org that
/// works: a body is never looked at, except to learn whose limit a 429 is about.
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
