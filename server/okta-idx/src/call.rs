//! One call to the org: what was sent, what came back, and what is known when nothing did.

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

/// The largest answer that is read. The largest known is 44 KB; QR codes and encrypted handles need room.
pub(crate) const MAX_BODY: usize = 1 << 20;

/// A call that gave no step.
///
/// The texts never contain what was sent or received.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// No connection: nothing was sent.
    #[error("the org cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// The request went out, the answer did not arrive in full or in time.
    #[error("the answer was lost")]
    Lost(#[source] reqwest::Error),
    /// The answer is larger than 1 MiB.
    #[error("the answer is too large")]
    TooLarge,
    /// The org answered with a redirect, which is never followed.
    #[error("the org redirects instead of answering (HTTP {0})")]
    Redirected(u16),
    /// The org asks to slow down.
    #[error("the org asks to slow down")]
    RateLimited {
        /// When to come back, if the org said so; at most an hour away.
        retry_at: Option<OffsetDateTime>,
        /// Whose requests were too many.
        scope: LimitScope,
    },
    /// Not sent: this address of the org is left alone until then.
    #[error("not sent: {why}")]
    Held {
        /// Why.
        why: Hold,
        /// When the next call may be made.
        until: OffsetDateTime,
    },
    /// The org refused with an OAuth error.
    #[error("the org refused (HTTP {status})")]
    OAuth {
        /// The HTTP status.
        status: u16,
        /// What it said.
        #[source]
        error: OAuthError,
    },
    /// The org's gateway refused.
    #[error("the org's gateway refused (HTTP {status})")]
    Api {
        /// The HTTP status.
        status: u16,
        /// What it said.
        #[source]
        error: ApiError,
    },
    /// The org failed inside, and said so in the protocol's own envelope.
    #[error("the org failed (HTTP {status})")]
    Failed {
        /// The HTTP status.
        status: u16,
    },
    /// The answer is none this protocol knows.
    #[error("the answer cannot be used (HTTP {status})")]
    Unusable {
        /// The HTTP status.
        status: u16,
        /// What is wrong with it.
        #[source]
        error: Unusable,
    },
}

/// What a failed call has done at the org.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Nothing left this process: the same call may simply be made again.
    NothingSent,
    /// The org refused before it changed anything.
    Refused,
    /// It may or may not have taken effect: ask with [`Client::introspect_again`](crate::Client::introspect_again).
    Unknown,
}

impl CallError {
    /// What is known about the effect of the call.
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

    /// When to come back, if the org said so.
    pub fn retry_at(&self) -> Option<OffsetDateTime> {
        match self {
            Self::RateLimited { retry_at, .. } => *retry_at,
            Self::Held { why: Hold::RateLimit, until } => Some(*until),
            _ => None,
        }
    }

    /// Whether the user alone was told to wait; others are served.
    pub fn is_limit_of_user(&self) -> bool {
        matches!(self, Self::RateLimited { scope: LimitScope::User, .. })
    }

    /// Whether the org did answer, and not with a fault of its own, but nothing can be done with the answer.
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

    /// The same error without the values of a form that its explanation may repeat.
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

    /// An answer that is no step, as an error.
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
            // An IDX answer where none belongs, such as at the token endpoint.
            Classified::Pending(_) | Classified::Terminal(_) | Classified::Success(..) => {
                Self::Unusable { status, error: Unusable::Foreign }
            }
        }
    }
}

/// A whole answer.
pub(crate) struct Received {
    pub(crate) status: StatusCode,
    pub(crate) retry_at: Option<OffsetDateTime>,
    /// The org's own time (RFC 9110 section 6.6.1).
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

    /// Whether the same step may work later: throttled, or trouble inside the org.
    pub(crate) fn may_pass(&self) -> bool {
        self.is_throttled() || self.status.is_server_error()
    }

    /// The body as an error, whatever it is.
    pub(crate) fn into_error(self) -> CallError {
        let classified = classify(&self.body);
        CallError::refused(&self, classified)
    }
}

/// Sends once, never again: what may have taken effect must not be repeated.
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
