//! The user and the browser on whose behalf a call is made.
//!
//! Okta counts, locates and recognises users by address, browser and device. A server must pass
//! these on, because all users would otherwise look like the server. Okta uses the address only if
//! the server is a trusted proxy in the org's network zones.

use std::fmt;
use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::header::ACCEPT;
use reqwest::header::ACCEPT_LANGUAGE;
use reqwest::header::HeaderMap;
use reqwest::header::HeaderName;
use reqwest::header::HeaderValue;
use reqwest::header::USER_AGENT;

use crate::randomness::Randomness;
use crate::randomness::RandomnessError;
use crate::secret::REDACTED;

const CLIENT_NAME: &str = concat!("okta-idx-rust/", env!("CARGO_PKG_VERSION"));
const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const X_DEVICE_TOKEN: HeaderName = HeaderName::from_static("x-device-token");
const X_OKTA_USER_AGENT_EXTENDED: HeaderName =
    HeaderName::from_static("x-okta-user-agent-extended");

/// The client data of a user, to be passed on to Okta.
///
/// Take `address` only from a trusted proxy; never copy a header that the browser sent.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// Sent as `X-Forwarded-For`.
    pub address: Option<IpAddr>,
    /// Sent as `User-Agent`; without it the library sends its own name.
    pub user_agent: Option<UserAgent>,
    /// Sent as `X-Device-Token`: tells Okta whether a device is known.
    pub device_token: Option<DeviceToken>,
    /// Sent as `Accept-Language`: the language of the messages in a response.
    pub language: Option<LanguageTag>,
}

impl Caller {
    pub(crate) fn headers(&self, accept: &HeaderValue) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, accept.clone());
        headers.insert(X_OKTA_USER_AGENT_EXTENDED, HeaderValue::from_static(CLIENT_NAME));
        let agent = self.user_agent.as_ref().map(|agent| agent.0.clone());
        headers.insert(USER_AGENT, agent.unwrap_or(HeaderValue::from_static(CLIENT_NAME)));
        let address = self.address.map(|address| address.to_canonical().to_string());
        if let Some(Ok(address)) = address.map(HeaderValue::try_from) {
            headers.insert(X_FORWARDED_FOR, address);
        }
        if let Some(device) = &self.device_token {
            headers.insert(X_DEVICE_TOKEN, device.0.clone());
        }
        if let Some(language) = &self.language {
            headers.insert(ACCEPT_LANGUAGE, language.0.clone());
        }
        headers
    }
}

/// The browser's `User-Agent`, checked before it is sent.
#[derive(Clone, Debug)]
pub struct UserAgent(HeaderValue);

impl UserAgent {
    /// Longer values carry no more information and cost header space.
    const MAX: usize = 512;

    /// Accepts printable ASCII of at most 512 characters; other values are not passed on.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = !text.is_empty() && text.len() <= Self::MAX;
        let plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        if fits && plain { HeaderValue::from_str(text).ok().map(Self) } else { None }
    }
}

/// A language tag in the form of BCP 47, such as `de` or `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageTag(HeaderValue);

impl LanguageTag {
    /// Longer tags are private or wrong (RFC 5646, section 4.4.1).
    const MAX: usize = 35;

    /// Parts of one to eight letters and digits with `-` between them; the first has letters only.
    pub fn parse(text: &str) -> Option<Self> {
        let is_part = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let first = text.split('-').next()?;
        let is_tag = text.len() <= Self::MAX
            && first.len() >= 2
            && first.bytes().all(|byte| byte.is_ascii_alphabetic())
            && text.split('-').all(is_part);
        if is_tag { HeaderValue::from_str(text).ok().map(Self) } else { None }
    }
}

/// An opaque id of a user's device, at most 32 characters. Keep it in a long-lived cookie.
#[derive(Clone)]
pub struct DeviceToken(HeaderValue);

impl DeviceToken {
    const MAX: usize = 32;

    /// Accepts letters, digits, `-` and `_` only.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = !text.is_empty() && text.len() <= Self::MAX;
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if !(fits && plain) {
            return None;
        }
        let mut value = HeaderValue::from_str(text).ok()?;
        value.set_sensitive(true);
        Some(Self(value))
    }

    /// Generates an id: 192 random bits in 32 characters.
    pub fn generate(randomness: &dyn Randomness) -> Result<Self, RandomnessError> {
        let mut bytes = [0_u8; 24];
        randomness.fill(&mut bytes)?;
        Self::parse(&URL_SAFE_NO_PAD.encode(bytes)).ok_or(RandomnessError)
    }

    /// Returns the text, to store and parse again.
    pub fn expose(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }
}

impl fmt::Debug for DeviceToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceToken({REDACTED})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_tag_has_parts_of_letters_and_digits() {
        for tag in ["de", "pt-BR", "zh-Hant-TW", "sr-Latn", "de-1996", "en-x-twain"] {
            assert!(LanguageTag::parse(tag).is_some(), "{tag}");
        }
        for text in [
            "",
            "d",
            "*",
            "de_AT",
            "de,en",
            "de;q=1",
            "de-",
            "-de",
            "12",
            "de-ä",
            "de\r\nx: y",
            "abcdefghi",
        ] {
            assert!(LanguageTag::parse(text).is_none(), "{text}");
        }
        assert!(LanguageTag::parse(&format!("de{}", "-abcdefgh".repeat(4))).is_none());
    }
}
