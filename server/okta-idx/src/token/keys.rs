//! The org's signing keys (RFC 7517) and how long they are believed.
//!
//! Keys are asked for again after an hour and whenever a token names one that is not known, the latter at most every 30 s however
//! many such tokens come. While the org cannot be reached, keys up to a day old are good.

use std::sync::Arc;
use std::sync::RwLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::DecodingKey;
use serde_json::Value;
use time::Duration;
use time::OffsetDateTime;
use tokio::sync::Mutex;
use url::Url;

use super::id_token::IdTokenError;
use crate::call::CallError;
use crate::caller::Caller;
use crate::client::Client;
use crate::client::DiscoveryError;
use crate::client::JSON;
use crate::grammar::items;
use crate::grammar::text;

const FRESH: Duration = Duration::hours(1);
const USABLE: Duration = Duration::hours(24);
const BETWEEN_REFETCHES: Duration = Duration::seconds(30);
const SMALLEST_RSA_BITS: usize = 2048;

/// The signing keys could not be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeysError {
    /// It is not known where they are.
    #[error("reading the discovery document")]
    Discovery(#[from] Box<DiscoveryError>),
    /// They could not be fetched.
    #[error("fetching the signing keys")]
    Call(#[from] CallError),
    /// What was fetched is no key set.
    #[error("the key set is malformed")]
    Malformed,
}

/// Why no key was found for a token.
#[derive(Debug)]
pub(super) enum NoKey {
    Refused(IdTokenError),
    Unavailable(KeysError),
}

/// Remembers the keys; one fetch at a time.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    known: RwLock<Option<Arc<KeySet>>>,
    /// When keys were last asked for although some were known.
    refetched_at: Mutex<Option<OffsetDateTime>>,
}

#[derive(Debug)]
pub(crate) struct KeySet {
    keys: Vec<Key>,
    fetched_at: OffsetDateTime,
}

#[derive(Debug)]
struct Key {
    id: Option<String>,
    rsa: Result<DecodingKey, IdTokenError>,
}

impl Keys {
    /// The key a token names, from memory if possible.
    pub(super) async fn find(
        &self,
        client: &Client,
        id: Option<&str>,
    ) -> Result<DecodingKey, NoKey> {
        let fresh = |set: &Arc<KeySet>| set.age(client.now()) < FRESH;
        if let Some(key) = self.known().filter(fresh).and_then(|set| set.pick(id)) {
            return key.map_err(NoKey::Refused);
        }
        let mut refetched_at = self.refetched_at.lock().await;
        let known = self.known();
        if let Some(key) = known.clone().filter(fresh).and_then(|set| set.pick(id)) {
            return key.map_err(NoKey::Refused);
        }
        let now = client.now();
        let too_soon = refetched_at.is_some_and(|at| (now - at).abs() < BETWEEN_REFETCHES);
        let mut failure = None;
        if known.is_none() || !too_soon {
            *refetched_at = known.as_ref().map(|_| now);
            match self.fetch_anywhere(client).await {
                Ok(set) => {
                    return set
                        .pick(id)
                        .unwrap_or(Err(IdTokenError::UnknownKey))
                        .map_err(NoKey::Refused);
                }
                Err(error) => failure = Some(error),
            }
        }
        let usable = known.filter(|set| set.age(now) < USABLE);
        match (usable.and_then(|set| set.pick(id)), failure) {
            (Some(key), _) => key.map_err(NoKey::Refused),
            (None, Some(error)) => Err(NoKey::Unavailable(error)),
            (None, None) => Err(NoKey::Refused(IdTokenError::UnknownKey)),
        }
    }

    async fn fetch_anywhere(&self, client: &Client) -> Result<Arc<KeySet>, KeysError> {
        let uri = client.jwks_uri().await.map_err(Box::new)?;
        self.fetch(client, &uri).await
    }

    /// Fetches them now.
    pub(crate) async fn fetch(&self, client: &Client, uri: &Url) -> Result<Arc<KeySet>, KeysError> {
        let request = client.http().get(uri.clone());
        let received = client.call(&Caller::default(), &JSON, request).await?;
        if !received.is_success() {
            return Err(received.into_error().into());
        }
        let document: Value =
            serde_json::from_slice(&received.body).map_err(|_| KeysError::Malformed)?;
        let keys =
            document.get("keys").filter(|keys| keys.is_array()).ok_or(KeysError::Malformed)?;
        let keys = items(Some(keys)).iter().map(Key::read).collect();
        let set = Arc::new(KeySet { keys, fetched_at: client.now() });
        if let Ok(mut known) = self.known.write() {
            *known = Some(Arc::clone(&set));
        }
        Ok(set)
    }

    fn known(&self) -> Option<Arc<KeySet>> {
        self.known.read().ok()?.clone()
    }
}

impl KeySet {
    fn age(&self, now: OffsetDateTime) -> Duration {
        (now - self.fetched_at).abs()
    }

    /// The key of this id; `None` when it is not among them. A token without an id is only clear when there is one key.
    fn pick(&self, id: Option<&str>) -> Option<Result<DecodingKey, IdTokenError>> {
        let mut matching = self.keys.iter().filter(|key| id.is_none() || key.id.as_deref() == id);
        match (matching.next(), matching.next()) {
            (Some(key), None) => Some(key.rsa.clone()),
            (Some(_), Some(_)) => Some(Err(IdTokenError::AmbiguousKey)),
            (None, _) => None,
        }
    }
}

impl Key {
    fn read(jwk: &Value) -> Self {
        Self { id: text(jwk, "kid").map(str::to_owned), rsa: Self::rsa(jwk) }
    }

    fn rsa(jwk: &Value) -> Result<DecodingKey, IdTokenError> {
        let says =
            |member: &str, expected: &str| text(jwk, member).is_none_or(|said| said == expected);
        if text(jwk, "kty") != Some("RSA") || !says("use", "sig") || !says("alg", "RS256") {
            return Err(IdTokenError::UnusableKey);
        }
        let part = |name: &str| URL_SAFE_NO_PAD.decode(text(jwk, name)?).ok();
        let (Some(modulus), Some(exponent)) = (part("n"), part("e")) else {
            return Err(IdTokenError::UnusableKey);
        };
        if bits(&modulus) < SMALLEST_RSA_BITS {
            return Err(IdTokenError::WeakKey);
        }
        Ok(DecodingKey::from_rsa_raw_components(&modulus, &exponent))
    }
}

fn bits(number: &[u8]) -> usize {
    let leading = number.iter().take_while(|byte| **byte == 0).count();
    let significant = number.get(leading..).unwrap_or_default();
    let unused = significant.first().map_or(0, |byte| byte.leading_zeros() as usize);
    significant.len() * 8 - unused
}
