//! The kind of a response. The body decides; the HTTP status only tells how to continue.

use std::fmt;

use crate::grammar::Document;
use crate::grammar::Json;
use crate::grammar::Reply;
use crate::grammar::words;
use crate::secret::InteractionCode;
use crate::secret::REDACTED;

/// The length at which descriptions are cut in logs.
const MAX_DESCRIPTION: usize = 300;

/// The kinds of responses of an org, or of a proxy in front of it.
#[derive(Debug)]
#[non_exhaustive]
pub enum Classified {
    /// There is a next step.
    Pending(Reply),
    /// There is no next step: the messages say why.
    Terminal(Reply),
    /// The transaction is complete.
    Success(Reply, InteractionCode),
    /// An OAuth error (RFC 6749 section 5.2).
    OAuthError(OAuthError),
    /// An error of Okta's API gateway.
    ApiError(ApiError),
    /// Not of this protocol: empty, HTML, or JSON of a proxy.
    Unusable(Unusable),
}

/// `{"error":…,"error_description":…}`.
///
/// Only a code in the form of the standard ones is printed; the description may repeat request
/// data.
#[derive(Clone)]
#[non_exhaustive]
pub struct OAuthError {
    /// Such as `invalid_grant`.
    pub code: String,
    /// Okta's explanation for developers, which may repeat request data: for logs there is
    /// [`safe_description`](Self::safe_description).
    pub description: Option<String>,
}

words! {
    /// What an OAuth error means (RFC 6749, sections 4.1.2.1 and 5.2; RFC 8628, section 3.5).
    pub enum OAuthErrorKind {
        /// The client id or its secret is wrong.
        InvalidClient = "invalid_client",
        /// The client may not use this grant.
        UnauthorizedClient = "unauthorized_client" | "unsupported_grant_type",
        /// A scope is unknown or not allowed.
        InvalidScope = "invalid_scope",
        /// A policy refuses the client or the user.
        AccessDenied = "access_denied",
        /// A parameter is missing or wrong, such as the redirect address.
        InvalidRequest = "invalid_request",
        /// The code or token of this request is used, expired, or of another client.
        InvalidGrant = "invalid_grant",
        /// The org failed, or reported a rate limit.
        Unavailable = "server_error" | "temporarily_unavailable" | "slow_down",
        /// IDX: the interaction continues where it was started.
        InteractionRequired = "interaction_required",
    }
}

/// `{"errorCode":…,"errorSummary":…}`.
///
/// Only a code in the form of Okta's is printed; the summary may repeat request data.
#[derive(Clone)]
#[non_exhaustive]
pub struct ApiError {
    /// Such as `E0000047`.
    pub code: String,
    /// Okta's explanation. Do not log it.
    pub summary: Option<String>,
    /// The id of the error in Okta's log.
    pub id: Option<String>,
}

/// Why a body is not a response of this protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unusable {
    /// Empty.
    #[error("the body is empty")]
    Empty,
    /// Not JSON, or nested too deeply.
    #[error("the body is not JSON")]
    NotJson,
    /// JSON of another protocol.
    #[error("the body is JSON of another kind")]
    Foreign,
    /// An IDX response with a next step of which no form can be parsed.
    #[error("no form of the step can be read")]
    NoReadableForm,
}

/// Classifies any body. Never panics.
pub fn classify(body: &[u8]) -> Classified {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Classified::Unusable(Unusable::Empty);
    }
    match Document::parse(body) {
        Some(document) => classify_document(document),
        None => Classified::Unusable(Unusable::NotJson),
    }
}

fn classify_document(document: Document) -> Classified {
    let value = document.root();
    let has = |key: &str| value.get(key).is_some_and(|member| !member.is_null());
    let is_idx =
        ["version", "remediation", "messages", "successWithInteractionCode"].into_iter().any(has);
    if is_idx {
        return classify_reply(Reply::read(document));
    }
    if let Some(code) = value.text("errorCode") {
        let (summary, id) = (value.owned("errorSummary"), value.owned("errorId"));
        return Classified::ApiError(ApiError { code: code.to_owned(), summary, id });
    }
    match oauth_error(value) {
        Some(error) => Classified::OAuthError(error),
        None => Classified::Unusable(Unusable::Foreign),
    }
}

impl Classified {
    /// Whether IDX itself responded, and not a gateway in front of it.
    pub(crate) fn is_idx(&self) -> bool {
        match self {
            Self::Pending(_) | Self::Terminal(_) | Self::Success(..) => true,
            Self::Unusable(why) => *why == Unusable::NoReadableForm,
            Self::OAuthError(_) | Self::ApiError(_) => false,
        }
    }
}

fn classify_reply(reply: Reply) -> Classified {
    if let Some(code) = reply.interaction_code() {
        Classified::Success(reply, code)
    } else if !reply.forms().is_empty() {
        Classified::Pending(reply)
    } else if reply.unreadable_forms() > 0 {
        Classified::Unusable(Unusable::NoReadableForm)
    } else {
        Classified::Terminal(reply)
    }
}

/// Reads an OAuth error. Proxies also write `{"error":"Forbidden","message":…}`, but OAuth has no
/// `message`.
fn oauth_error(value: Json<'_>) -> Option<OAuthError> {
    let code = value.text("error")?;
    let description = value.owned("error_description");
    let is_oauth = description.is_some() || value.get("message").is_none();
    is_oauth.then(|| OAuthError { code: code.to_owned(), description })
}

impl OAuthError {
    /// Returns what the code means.
    pub fn kind(&self) -> OAuthErrorKind {
        OAuthErrorKind::of(&self.code)
    }

    /// Returns the code if it has the usual form, otherwise a placeholder; safe for logs.
    pub fn safe_code(&self) -> &str {
        let plain = self.code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if plain && self.code.len() <= 40 { &self.code } else { "unusual_error" }
    }

    /// Returns the explanation, safe for logs: one short line without words that may be a secret or
    /// an email address.
    pub fn safe_description(&self) -> Option<String> {
        let said = self.description.as_deref()?;
        let words = said
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty());
        let safe = words.map(|word| if may_be_secret(word) { REDACTED } else { word });
        let line = safe.collect::<Vec<_>>().join(" ");
        let line = line
            .chars()
            .filter(|c| matches!(c, ' '..='~'))
            .take(MAX_DESCRIPTION)
            .collect::<String>();
        (!line.is_empty()).then_some(line)
    }
}

/// Whether a word looks random, or like an email address. Web addresses and grant types are neither.
fn may_be_secret(word: &str) -> bool {
    let piece = |piece: &str| {
        let mixed = piece.bytes().any(|byte| byte.is_ascii_digit())
            && piece.bytes().any(|byte| byte.is_ascii_alphabetic());
        piece.len() > 60 || (mixed && piece.len() >= 16)
    };
    let pieces = word.split(|c: char| !(c.is_ascii_alphanumeric() || "-_~".contains(c)));
    word.contains('@') || pieces.into_iter().any(piece)
}

impl ApiError {
    /// Returns the code if it has the usual form, otherwise a placeholder; safe for logs.
    pub fn safe_code(&self) -> &str {
        let digits = self.code.strip_prefix('E').unwrap_or_default();
        let plain = digits.len() == 7 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if plain { &self.code } else { "unusual_error" }
    }

    /// Whether this is a rate limit.
    pub fn is_rate_limit(&self) -> bool {
        self.code == "E0000047"
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OAuth error {}", self.safe_code())
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Okta API error {}", self.safe_code())
    }
}

impl fmt::Debug for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let description = format_args!("{REDACTED}");
        f.debug_struct("OAuthError")
            .field("code", &self.safe_code())
            .field("description", &description)
            .finish()
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let summary = format_args!("{REDACTED}");
        f.debug_struct("ApiError")
            .field("code", &self.safe_code())
            .field("summary", &summary)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for OAuthError {}
impl std::error::Error for ApiError {}
