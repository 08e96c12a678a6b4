//! Compact JWS (RFC 7515), signed the way the org does and the ways it never should.

use aws_lc_rs::error::Unspecified;
use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use serde_json::json;

use crate::state::keys::SigningKey;

/// Header and claims, ready to be signed.
#[derive(Debug)]
pub(super) struct Unsigned {
    pub(super) header: Value,
    pub(super) claims: Value,
}

impl Unsigned {
    pub(super) fn new(key: &SigningKey, claims: Value) -> Self {
        Self { header: json!({ "kid": key.kid(), "alg": "RS256" }), claims }
    }

    pub(super) fn signed(&self, key: &SigningKey) -> Result<String, Unspecified> {
        let message = self.message();
        let signature = key.sign(message.as_bytes())?;
        Ok(joined(&message, &signature))
    }

    /// With a signature that is not one.
    pub(super) fn signed_wrongly(&self, key: &SigningKey) -> Result<String, Unspecified> {
        let message = self.message();
        let mut signature = key.sign(message.as_bytes())?;
        if let Some(byte) = signature.last_mut() {
            *byte ^= 1;
        }
        Ok(joined(&message, &signature))
    }

    pub(super) fn unsigned(&self) -> String {
        joined(&self.message(), &[])
    }

    /// Key confusion: an HMAC whose secret is the public key.
    pub(super) fn signed_with_public_key(&self, key: &SigningKey) -> String {
        let message = self.message();
        let secret = hmac::Key::new(hmac::HMAC_SHA256, key.public_der());
        joined(&message, hmac::sign(&secret, message.as_bytes()).as_ref())
    }

    /// The same claims twice over, `sub` differing: parsers disagree on which one counts.
    pub(super) fn signed_with_duplicate_keys(
        &self,
        key: &SigningKey,
    ) -> Result<String, Unspecified> {
        let claims = self.claims.to_string();
        let doubled = claims.replacen('{', "{\"sub\":\"00uSomebodyElse00000\",", 1);
        let message = format!("{}.{}", encoded(&self.header.to_string()), encoded(&doubled));
        let signature = key.sign(message.as_bytes())?;
        Ok(joined(&message, &signature))
    }

    fn message(&self) -> String {
        format!("{}.{}", encoded(&self.header.to_string()), encoded(&self.claims.to_string()))
    }
}

/// The claims of a token whose signature one of `keys` made; whether it has expired is not asked.
pub(super) fn verified_claims<'a>(
    token: &str,
    mut keys: impl Iterator<Item = &'a SigningKey>,
) -> Option<Value> {
    let (message, signature) = token.rsplit_once('.')?;
    let (_, claims) = message.split_once('.')?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    keys.find(|key| key.verifies(message.as_bytes(), &signature))?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
}

fn encoded(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

fn joined(message: &str, signature: &[u8]) -> String {
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}
