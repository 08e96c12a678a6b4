//! A strict parser for the compact JWS (RFC 7515 section 7.1).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Map;
use serde_json::Value;

use crate::grammar::Document;

/// The maximum length, far above that of real ID tokens, which limits the work for invalid ones.
pub(super) const MAX_LENGTH: usize = 64 * 1024;

/// Header and payload as parsed, signed part and signature as sent.
pub(super) struct Jwt<'a> {
    pub(super) header: Map<String, Value>,
    pub(super) payload: Map<String, Value>,
    pub(super) signed: &'a str,
    pub(super) signature: &'a str,
}

/// Why a text is not a JWT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JwtError {
    TooLong,
    Malformed,
}

impl<'a> Jwt<'a> {
    /// Accepts three parts of canonical base64url without padding, two of them JSON objects without
    /// duplicates.
    pub(super) fn parse(text: &'a str) -> Result<Self, JwtError> {
        if text.len() > MAX_LENGTH {
            return Err(JwtError::TooLong);
        }
        let (signed, signature) = text.rsplit_once('.').ok_or(JwtError::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(JwtError::Malformed)?;
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| JwtError::Malformed);
        let object = |part: &str| unambiguous(&decode(part)?).ok_or(JwtError::Malformed);
        decode(signature)?;
        Ok(Self { header: object(header)?, payload: object(payload)?, signed, signature })
    }
}

/// Reads an object; `None` for anything else, and where it has a member twice, at any depth. Parsers differ in which of
/// two they use, so a signed statement with both is ambiguous, and RFC 7515 section 4 lets a verifier reject it.
fn unambiguous(json: &[u8]) -> Option<Map<String, Value>> {
    let document = Document::parse(json).filter(|document| !document.root().repeats_a_name())?;
    match document.root().to_value() {
        Value::Object(members) => Some(members),
        _ => None,
    }
}
