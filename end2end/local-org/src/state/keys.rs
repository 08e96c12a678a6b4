//! The keys that sign tokens, and their rotation.

use std::sync::Arc;

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::encoding::Pkcs8V1Der;
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature;
use aws_lc_rs::signature::KeyPair as _;
use aws_lc_rs::signature::RsaKeyPair;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use serde_json::json;

use crate::random::Random;
use crate::timestamp::Timestamp;

/// An RSA key with the name that token headers call it by.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "StoredKey", into = "StoredKey")]
pub(crate) struct SigningKey {
    kid: String,
    pkcs8: Vec<u8>,
    pair: Arc<RsaKeyPair>,
}

/// The key in use and those on their way out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Keyring {
    active: SigningKey,
    retired: Vec<RetiredKey>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct RetiredKey {
    key: SigningKey,
    published_until: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct StoredKey {
    kid: String,
    pkcs8: String,
}

/// A stored key that no longer is one.
#[derive(Debug, thiserror::Error)]
#[error("the stored signing key {0} is damaged")]
pub(crate) struct DamagedKey(String);

impl TryFrom<StoredKey> for SigningKey {
    type Error = DamagedKey;

    fn try_from(stored: StoredKey) -> Result<Self, DamagedKey> {
        let damaged = || DamagedKey(stored.kid.clone());
        let pkcs8 = STANDARD.decode(&stored.pkcs8).map_err(|_| damaged())?;
        let pair = RsaKeyPair::from_pkcs8(&pkcs8).map_err(|_| damaged())?;
        Ok(Self { kid: stored.kid, pkcs8, pair: Arc::new(pair) })
    }
}

impl From<SigningKey> for StoredKey {
    fn from(key: SigningKey) -> Self {
        Self { kid: key.kid, pkcs8: STANDARD.encode(key.pkcs8) }
    }
}

impl SigningKey {
    fn generate(random: &mut Random) -> Result<Self, Unspecified> {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048)?;
        let der: Pkcs8V1Der<'_> = pair.as_der()?;
        let pkcs8 = der.as_ref().to_vec();
        Ok(Self { kid: random.text(43), pkcs8, pair: Arc::new(pair) })
    }

    pub(crate) fn kid(&self) -> &str {
        &self.kid
    }

    /// RS256 over `message`.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Unspecified> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let random = aws_lc_rs::rand::SystemRandom::new();
        self.pair.sign(&signature::RSA_PKCS1_SHA256, &random, message, &mut signature)?;
        Ok(signature)
    }

    /// Whether `signature` is this key's over `message`.
    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let public = self.pair.public_key().as_ref();
        signature::UnparsedPublicKey::new(&signature::RSA_PKCS1_2048_8192_SHA256, public)
            .verify(message, signature)
            .is_ok()
    }

    /// The public half in DER, which key-confusion attacks use as an HMAC secret.
    pub(crate) fn public_der(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }

    /// One member of a JWKS (RFC 7517).
    fn jwk(&self) -> Value {
        let public = self.pair.public_key();
        json!({
            "kty": "RSA",
            "alg": "RS256",
            "use": "sig",
            "kid": self.kid,
            "e": URL_SAFE_NO_PAD.encode(public.exponent().big_endian_without_leading_zero()),
            "n": URL_SAFE_NO_PAD.encode(public.modulus().big_endian_without_leading_zero()),
        })
    }
}

impl Keyring {
    pub(crate) fn generate(random: &mut Random) -> Result<Self, Unspecified> {
        Ok(Self { active: SigningKey::generate(random)?, retired: Vec::new() })
    }

    pub(crate) fn active(&self) -> &SigningKey {
        &self.active
    }

    /// Puts a new key to use; the old one stays published for `seconds`.
    pub(crate) fn rotate(
        &mut self,
        random: &mut Random,
        now: Timestamp,
        seconds: i64,
    ) -> Result<(), Unspecified> {
        let old = std::mem::replace(&mut self.active, SigningKey::generate(random)?);
        self.retired.insert(0, RetiredKey { key: old, published_until: now.plus_seconds(seconds) });
        self.forget_expired(now);
        Ok(())
    }

    /// Every key that a verifier may still meet, the active one first.
    pub(crate) fn published(&self, now: Timestamp) -> impl Iterator<Item = &SigningKey> {
        let retired = self.retired.iter().filter(move |old| now < old.published_until);
        std::iter::once(&self.active).chain(retired.map(|old| &old.key))
    }

    pub(crate) fn jwks(&self, now: Timestamp) -> Value {
        json!({ "keys": self.published(now).map(SigningKey::jwk).collect::<Vec<_>>() })
    }

    pub(crate) fn forget_expired(&mut self, now: Timestamp) {
        self.retired.retain(|old| now < old.published_until);
    }
}
