//! A fault at a path: another answer, a late one, half of one, or none.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::Body;
use axum::body::Bytes;
use axum::response::Response;
use futures::StreamExt;
use futures::stream;
use http::HeaderName;
use http::HeaderValue;
use http::StatusCode;
use http::header;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use serde_json::json;

use crate::http::answer::JSON;
use crate::timestamp::Timestamp;

/// Calls a minute that Okta allows an org at one path.
const LIMIT_OF_THE_ORG: u32 = 600;
/// Emails in half a minute to one user.
const LIMIT_OF_A_USER: u32 = 1;

/// How a call to `path` goes wrong.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PathFault {
    /// The exact path, or its beginning followed by `*`.
    pub(crate) path: String,
    /// The status to answer with; 200 with a `body`, otherwise the org's own.
    #[serde(default)]
    pub(crate) status: Option<u16>,
    /// The body to answer with: text as it is, anything else as JSON.
    #[serde(default)]
    pub(crate) body: Option<Value>,
    /// Texts that stand in the org's own answer, and what to put in their place.
    #[serde(default)]
    pub(crate) replace: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) content_type: Option<String>,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) delay_ms: u64,
    /// Cut the connection after this many bytes of the body.
    #[serde(default)]
    pub(crate) drop_after_bytes: Option<usize>,
    /// Strikes only calls about the user with this login.
    #[serde(default)]
    pub(crate) user: Option<String>,
    /// `X-Rate-Limit-Limit` of a 429; 1 with a `user`, otherwise 600.
    #[serde(default)]
    pub(crate) limit: Option<u32>,
    /// Seconds until `X-Rate-Limit-Reset` of a 429.
    #[serde(default = "half_a_minute")]
    pub(crate) reset_after_seconds: i64,
    #[serde(default = "once")]
    pub(crate) times: u32,
    /// Whether the call fails before it takes effect; otherwise only its answer is lost.
    #[serde(default = "yes")]
    pub(crate) before: bool,
}

fn once() -> u32 {
    1
}

fn yes() -> bool {
    true
}

fn half_a_minute() -> i64 {
    30
}

/// Why a fault cannot be planned.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FaultError {
    #[error("`path` must begin with `/`")]
    Path,
    #[error("`status` {0} is not between 200 and 599")]
    Status(u16),
    #[error("`times` must be at least 1")]
    Times,
    #[error("`delayMs` {0} is longer than ten minutes")]
    Delay(u64),
    #[error("header `{0}` has a name or value that HTTP does not allow")]
    Header(String),
}

impl PathFault {
    pub(crate) fn check(&self) -> Result<(), FaultError> {
        if !self.path.starts_with('/') {
            return Err(FaultError::Path);
        }
        if let Some(status) = self.status.filter(|status| !(200..=599).contains(status)) {
            return Err(FaultError::Status(status));
        }
        if self.times == 0 {
            return Err(FaultError::Times);
        }
        if self.delay_ms > 600_000 {
            return Err(FaultError::Delay(self.delay_ms));
        }
        let bad = |(name, value): (&String, &String)| {
            let fine = HeaderName::try_from(name).is_ok() && HeaderValue::from_str(value).is_ok();
            (!fine).then(|| name.clone())
        };
        let content_type = "content-type".to_owned();
        let typed = self.content_type.iter().map(|value| (&content_type, value));
        match self.headers.iter().chain(typed).find_map(bad) {
            Some(name) => Err(FaultError::Header(name)),
            None => Ok(()),
        }
    }

    /// Whether it strikes a call to `path` about the user with this login.
    pub(crate) fn concerns(&self, path: &str, login: Option<&str>) -> bool {
        let is_meant = |user: &String| login.is_some_and(|login| user.eq_ignore_ascii_case(login));
        self.is_at(path) && self.user.as_ref().is_none_or(is_meant)
    }

    fn is_at(&self, path: &str) -> bool {
        match self.path.strip_suffix('*') {
            Some(beginning) => path.starts_with(beginning),
            None => path == self.path,
        }
    }

    pub(crate) fn delay(&self) -> Duration {
        Duration::from_millis(self.delay_ms)
    }

    /// Whether the call is to fail without taking effect.
    pub(crate) fn prevents(&self) -> bool {
        self.before && (self.replaces() || self.drop_after_bytes.is_some())
    }

    fn replaces(&self) -> bool {
        self.status.is_some() || self.body.is_some()
    }

    /// The answer that the client gets instead of `real`.
    pub(crate) fn answer(&self, real: Option<Response<Bytes>>, now: Timestamp) -> Response {
        let response = match real {
            Some(real) if !self.replaces() => real,
            _ => self.replacement(now),
        };
        let (mut parts, body) = response.into_parts();
        let body = if self.replace.is_empty() {
            body
        } else {
            parts.headers.remove(header::CONTENT_LENGTH);
            let text = String::from_utf8_lossy(&body).into_owned();
            let changed = self.replace.iter().fold(text, |text, (from, to)| text.replace(from, to));
            Bytes::from(changed)
        };
        for (name, value) in &self.headers {
            if let (Ok(name), Ok(value)) =
                (HeaderName::try_from(name), HeaderValue::from_str(value))
            {
                parts.headers.insert(name, value);
            }
        }
        match self.drop_after_bytes {
            None => Response::from_parts(parts, Body::from(body)),
            Some(count) => {
                let length = body.len().max(count + 1);
                parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
                Response::from_parts(parts, cut(&body, count))
            }
        }
    }

    fn replacement(&self, now: Timestamp) -> Response<Bytes> {
        let status = self.status.and_then(|status| StatusCode::from_u16(status).ok());
        let status = status.unwrap_or(StatusCode::OK);
        let body = match &self.body {
            Some(Value::String(text)) => text.clone(),
            Some(value) => value.to_string(),
            None => usual_body(status).to_string(),
        };
        let guess = if body.trim_start().starts_with('<') { "text/html" } else { JSON };
        let content_type = self.content_type.as_deref().unwrap_or(guess);
        let mut response = Response::new(Bytes::from(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        if let Ok(value) = HeaderValue::from_str(content_type) {
            headers.insert(header::CONTENT_TYPE, value);
        }
        if status == StatusCode::TOO_MANY_REQUESTS {
            let reset = now.plus_seconds(self.reset_after_seconds).unix_seconds();
            let usual = if self.user.is_some() { LIMIT_OF_A_USER } else { LIMIT_OF_THE_ORG };
            headers.insert("x-rate-limit-limit", HeaderValue::from(self.limit.unwrap_or(usual)));
            headers.insert("x-rate-limit-remaining", HeaderValue::from(0));
            headers.insert("x-rate-limit-reset", HeaderValue::from(reset));
        }
        response
    }
}

/// What a gateway says with this status unless told otherwise.
fn usual_body(status: StatusCode) -> Value {
    let (code, summary) = match status.as_u16() {
        200..=299 => return json!({}),
        429 => ("E0000047", "API call exceeded rate limit due to too many requests."),
        401 => ("E0000011", "Invalid token provided"),
        403 => ("E0000006", "You do not have permission to perform the requested action"),
        404 => ("E0000007", "Not found"),
        _ => ("E0000009", "Internal Server Error"),
    };
    json!({
        "errorCode": code,
        "errorSummary": summary,
        "errorLink": code,
        "errorId": "oaeLocalOrg",
        "errorCauses": [],
    })
}

/// The first `count` bytes, then a broken connection.
fn cut(body: &Bytes, count: usize) -> Body {
    let mut start = body.slice(..count.min(body.len())).to_vec();
    start.resize(count, b' ');
    let broken = std::io::Error::new(std::io::ErrorKind::ConnectionReset, "dropped on request");
    Body::from_stream(stream::iter([Ok(Bytes::from(start)), Err(broken)]).boxed())
}
