//! The org's signing keys (RFC 7517) and their cache.
//!
//! Keys are fetched again after an hour, and when a token names an unknown key. Any number of such
//! tokens cause at most one fetch per 30 s. While the org is unreachable, keys are valid for up to
//! a day; without any, a fetch is attempted at most every 2 s.

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
const BETWEEN_FIRST_FETCHES: Duration = Duration::seconds(2);
const SMALLEST_RSA_BITS: usize = 2048;

/// The signing keys are unavailable.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeysError {
    /// Their address is unknown.
    #[error("reading the discovery document")]
    Discovery(#[from] Box<DiscoveryError>),
    /// They could not be fetched.
    #[error("fetching the signing keys")]
    Call(#[from] CallError),
    /// The response is not a key set.
    #[error("the key set is malformed")]
    Malformed,
    /// A fetch failed too recently to repeat it.
    #[error("the signing keys were asked for a moment ago")]
    TooSoon,
}

/// Why no key was found for a token.
#[derive(Debug)]
pub(super) enum NoKey {
    Refused(IdTokenError),
    Unavailable(KeysError),
}

/// Caches the keys; one fetch at a time.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    known: RwLock<Option<Arc<KeySet>>>,
    /// When keys were last fetched again, or a fetch failed.
    asked_at: Mutex<Option<OffsetDateTime>>,
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
    /// Makes sure that there are valid keys; fetches them only if there are none.
    pub(crate) async fn ensure(&self, client: &Client) -> Result<(), KeysError> {
        if self.usable(client).is_some() {
            return Ok(());
        }
        let mut asked_at = self.asked_at.lock().await;
        if self.usable(client).is_some() {
            return Ok(());
        }
        self.ask(client, &mut asked_at).await.map(|_| ())
    }

    /// Returns the key of a token, from the cache if possible.
    pub(super) async fn find(
        &self,
        client: &Client,
        id: Option<&str>,
    ) -> Result<DecodingKey, NoKey> {
        let fresh = |set: &Arc<KeySet>| set.age(client.now()) < FRESH;
        if let Some(key) = self.known().filter(fresh).and_then(|set| set.pick(id)) {
            return key.map_err(NoKey::Refused);
        }
        let mut asked_at = self.asked_at.lock().await;
        let usable = self.usable(client);
        if let Some(key) = usable.clone().filter(fresh).and_then(|set| set.pick(id)) {
            return key.map_err(NoKey::Refused);
        }
        let asked = self.ask(client, &mut asked_at).await;
        let newest = asked.as_ref().ok().cloned().or_else(|| usable.clone());
        match (newest.and_then(|set| set.pick(id)), asked) {
            (Some(key), _) => key.map_err(NoKey::Refused),
            (None, Err(KeysError::TooSoon)) if usable.is_some() => {
                Err(NoKey::Refused(IdTokenError::UnknownKey))
            }
            (None, Err(error)) => Err(NoKey::Unavailable(error)),
            (None, Ok(_)) => Err(NoKey::Refused(IdTokenError::UnknownKey)),
        }
    }

    /// Fetches the keys, but not within the pause after an earlier fetch, so that tokens cannot
    /// flood the org.
    async fn ask(
        &self,
        client: &Client,
        asked_at: &mut Option<OffsetDateTime>,
    ) -> Result<Arc<KeySet>, KeysError> {
        let now = client.now();
        let had_some = self.usable(client).is_some();
        let pause = if had_some { BETWEEN_REFETCHES } else { BETWEEN_FIRST_FETCHES };
        if asked_at.is_some_and(|at| (now - at).abs() < pause) {
            return Err(KeysError::TooSoon);
        }
        *asked_at = Some(now);
        let asked = self.fetch_anywhere(client).await;
        if asked.is_ok() && !had_some {
            // A first fetch starts no pause, so the next unknown key id may cause another one.
            *asked_at = None;
        }
        asked
    }

    async fn fetch_anywhere(&self, client: &Client) -> Result<Arc<KeySet>, KeysError> {
        let uri = client.jwks_uri().await.map_err(Box::new)?;
        self.fetch(client, &uri).await
    }

    /// Fetches the keys.
    pub(crate) async fn fetch(&self, client: &Client, uri: &Url) -> Result<Arc<KeySet>, KeysError> {
        let request = client.http().get(uri.clone());
        let received = client.read(&Caller::default(), &JSON, request).await?;
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

    fn usable(&self, client: &Client) -> Option<Arc<KeySet>> {
        self.known().filter(|set| set.age(client.now()) < USABLE)
    }
}

impl KeySet {
    fn age(&self, now: OffsetDateTime) -> Duration {
        (now - self.fetched_at).abs()
    }

    /// Returns the key of this id, or `None` if there is none. A token without an id is accepted
    /// only with a single key.
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
