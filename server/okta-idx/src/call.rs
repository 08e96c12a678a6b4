//! One call to the org: the request, the response, and what is known without a response.

use reqwest::Request;
use reqwest::Response;
use reqwest::StatusCode;
use time::OffsetDateTime;
use zeroize::Zeroizing;

use crate::breaker::Hold;
use crate::classify::ApiError;
use crate::classify::Classified;
use crate::classify::OAuthError;
use crate::classify::Unusable;
use crate::classify::classify;
use crate::rate_limit::LimitScope;
use crate::rate_limit::RateLimit;
use crate::rate_limit::retry_at;
use crate::rate_limit::sent_at;
use crate::secret::REDACTED;

/// The largest response that is read. The largest known is 44 KB; QR codes and encrypted handles
/// need room.
pub(crate) const MAX_BODY: usize = 1 << 20;

/// A call without a step as its result.
///
/// The texts never contain request or response data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// No connection, so nothing was sent.
    #[error("the org cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// The request was sent, but the response did not arrive completely or in time.
    #[error("the answer was lost")]
    Lost(#[source] reqwest::Error),
    /// The response is larger than 1 MiB.
    #[error("the answer is too large")]
    TooLarge,
    /// The org responded with a redirect, which is never followed.
    #[error("the org redirects instead of answering (HTTP {0})")]
    Redirected(u16),
    /// The org reported a rate limit.
    #[error("the org asks to slow down")]
    RateLimited {
        /// When to retry, if the org said so; at most an hour away.
        retry_at: Option<OffsetDateTime>,
        /// Whether the limit is of one user or of all.
        scope: LimitScope,
    },
    /// Not sent, because the circuit breaker of this address is open.
    #[error("not sent: {why}")]
    Held {
        /// Why.
        why: Hold,
        /// When the next call may be made.
        until: OffsetDateTime,
    },
    /// The org returned an OAuth error.
    #[error("the org refused (HTTP {status})")]
    OAuth {
        /// The HTTP status.
        status: u16,
        /// The error.
        #[source]
        error: OAuthError,
    },
    /// The org's gateway returned an error.
    #[error("the org's gateway refused (HTTP {status})")]
    Api {
        /// The HTTP status.
        status: u16,
        /// The error.
        #[source]
        error: ApiError,
    },
    /// The org failed internally, and returned an IDX response that says so.
    #[error("the org failed (HTTP {status})")]
    Failed {
        /// The HTTP status.
        status: u16,
    },
    /// The response does not belong to this protocol.
    #[error("the answer cannot be used (HTTP {status})")]
    Unusable {
        /// The HTTP status.
        status: u16,
        /// What is wrong with it.
        #[source]
        error: Unusable,
    },
}

/// The effect of a failed call at the org.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Nothing was sent: the call can be repeated.
    NothingSent,
    /// The org rejected the call before it changed anything.
    Refused,
    /// The call may have taken effect: fetch the step with
    /// [`Client::introspect_again`](crate::Client::introspect_again).
    Unknown,
}

impl CallError {
    /// Returns what is known about the effect of the call.
    pub fn certainty(&self) -> Certainty {
        match self {
            Self::Unreachable(_) | Self::Held { .. } => Certainty::NothingSent,
            Self::RateLimited { .. } => Certainty::Refused,
            Self::OAuth { status, .. } | Self::Api { status, .. } if *status < 500 => {
                Certainty::Refused
            }
            Self::Unusable { status, .. } if (400..500).contains(status) => Certainty::Refused,
            _ => Certainty::Unknown,
        }
    }

    /// Returns when to retry, if the org said so.
    pub fn retry_at(&self) -> Option<OffsetDateTime> {
        match self {
            Self::RateLimited { retry_at, .. } => *retry_at,
            Self::Held { why: Hold::RateLimit, until } => Some(*until),
            _ => None,
        }
    }

    /// Whether the rate limit is of this user alone, and other users are served.
    pub fn is_limit_of_user(&self) -> bool {
        matches!(self, Self::RateLimited { scope: LimitScope::User, .. })
    }

    /// Whether the org responded without a fault of its own, but with an unusable response.
    pub fn is_unusable_answer(&self) -> bool {
        match self {
            Self::TooLarge | Self::Redirected(_) => true,
            Self::OAuth { status, .. }
            | Self::Api { status, .. }
            | Self::Unusable { status, .. } => *status < 500,
            Self::Unreachable(_)
            | Self::Lost(_)
            | Self::Failed { .. }
            | Self::RateLimited { .. }
            | Self::Held { .. } => false,
        }
    }

    /// Removes the values of a form from the error, whose description may repeat them.
    pub(crate) fn without(mut self, sent: &[(&'static str, &str)]) -> Self {
        const PUBLIC: [&str; 5] =
            ["client_id", "scope", "redirect_uri", "grant_type", "code_challenge_method"];
        if let Self::OAuth { error: OAuthError { description: Some(said), .. }, .. } = &mut self {
            let secrets =
                sent.iter().filter(|(name, value)| !PUBLIC.contains(name) && !value.is_empty());
            for (_, secret) in secrets {
                *said = said.replace(secret, REDACTED);
            }
        }
        self
    }

    /// Makes an error of a response that is not a step.
    pub(crate) fn refused(received: &Received, classified: Classified) -> Self {
        let status = received.status.as_u16();
        match classified {
            throttle if received.is_throttled() => {
                let scope = received.rate_limit.scope(throttle.is_idx());
                Self::RateLimited { retry_at: received.retry_at, scope }
            }
            Classified::ApiError(error) if error.is_rate_limit() => {
                let scope = received.rate_limit.scope(false);
                Self::RateLimited { retry_at: received.retry_at, scope }
            }
            Classified::OAuthError(error) => Self::OAuth { status, error },
            Classified::ApiError(error) => Self::Api { status, error },
            Classified::Unusable(error) => Self::Unusable { status, error },
            // An IDX response at another endpoint, such as the token endpoint.
            Classified::Pending(_) | Classified::Terminal(_) | Classified::Success(..) => {
                Self::Unusable { status, error: Unusable::Foreign }
            }
        }
    }
}

/// A complete response.
pub(crate) struct Received {
    pub(crate) status: StatusCode,
    pub(crate) retry_at: Option<OffsetDateTime>,
    /// The org's clock (RFC 9110 section 6.6.1).
    pub(crate) date: Option<OffsetDateTime>,
    pub(crate) rate_limit: RateLimit,
    pub(crate) body: Zeroizing<Vec<u8>>,
}

impl Received {
    pub(crate) fn is_success(&self) -> bool {
        self.status.is_success()
    }

    pub(crate) fn is_throttled(&self) -> bool {
        self.status == StatusCode::TOO_MANY_REQUESTS
    }

    /// Whether the same step may work later: a rate limit, or a failure inside the org.
    pub(crate) fn may_pass(&self) -> bool {
        self.is_throttled() || self.status.is_server_error()
    }

    /// Makes an error of any response.
    pub(crate) fn into_error(self) -> CallError {
        let classified = classify(&self.body);
        CallError::refused(&self, classified)
    }
}

/// Sends a request once, because a call that may have taken effect must not be repeated.
pub(crate) async fn send(
    http: &reqwest::Client,
    request: Request,
    now: OffsetDateTime,
) -> Result<Received, CallError> {
    let response = http.execute(request).await.map_err(|error| {
        let error = error.without_url();
        if error.is_connect() || error.is_builder() {
            CallError::Unreachable(error)
        } else {
            CallError::Lost(error)
        }
    })?;
    let status = response.status();
    if status.is_redirection() {
        return Err(CallError::Redirected(status.as_u16()));
    }
    let headers = response.headers();
    let (date, rate_limit) = (sent_at(headers), RateLimit::read(headers));
    let retry_at = if status.is_success() { None } else { retry_at(headers, now) };
    let body = read(response).await?;
    Ok(Received { status, retry_at, date, rate_limit, body })
}

async fn read(mut response: Response) -> Result<Zeroizing<Vec<u8>>, CallError> {
    let announced = response.content_length().unwrap_or(0);
    if announced > MAX_BODY as u64 {
        return Err(CallError::TooLarge);
    }
    let mut body = Zeroizing::new(Vec::new());
    let lost = |error: reqwest::Error| CallError::Lost(error.without_url());
    while let Some(chunk) = response.chunk().await.map_err(lost)? {
        if body.len() + chunk.len() > MAX_BODY {
            return Err(CallError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
