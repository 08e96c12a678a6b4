//! The discovery document (`OpenID` Connect Discovery section 4): verifies the issuer and locates
//! its keys.

use std::sync::RwLock;

use serde_json::Value;
use time::Duration;
use time::OffsetDateTime;
use tokio::sync::Mutex;
use url::Url;

use super::Client;
use super::JSON;
use crate::call::CallError;
use crate::caller::Caller;
use crate::grammar::items;
use crate::grammar::text;

/// The lifetime of the cached document, as in Okta's own clients.
const FRESH: Duration = Duration::hours(24);

/// The used part of the document. The endpoints themselves follow from the issuer.
#[derive(Clone, Debug)]
pub(super) struct Metadata {
    pub(super) jwks_uri: Url,
    fetched_at: OffsetDateTime,
}

/// The discovery document is missing or invalid.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DiscoveryError {
    /// It could not be fetched.
    #[error("fetching it")]
    Call(#[from] CallError),
    /// It names another issuer than the configured one.
    #[error("it belongs to another issuer than the configured one")]
    IssuerMismatch,
    /// PKCE with S256 is not supported.
    #[error("it does not offer the code challenge method S256")]
    NoS256,
    /// The keys are missing or on another origin than the org.
    #[error("its jwks_uri is missing or not on the org's own origin")]
    JwksUri,
}

/// Caches the document; one fetch at a time.
#[derive(Debug, Default)]
pub(super) struct Discovery {
    known: RwLock<Option<Metadata>>,
    fetching: Mutex<()>,
}

impl Discovery {
    /// Returns the document, and fetches it if it is missing or too old.
    pub(super) async fn get(&self, client: &Client) -> Result<Metadata, DiscoveryError> {
        if let Some(metadata) = self.fresh(client.now()) {
            return Ok(metadata);
        }
        let _one_at_a_time = self.fetching.lock().await;
        match self.fresh(client.now()) {
            Some(metadata) => Ok(metadata),
            None => self.fetch(client).await,
        }
    }

    /// Fetches the document.
    pub(super) async fn fetch(&self, client: &Client) -> Result<Metadata, DiscoveryError> {
        let request = client.http().get(client.config().discovery());
        let received = client.read(&Caller::default(), &JSON, request).await?;
        if !received.is_success() {
            return Err(received.into_error().into());
        }
        let Ok(document) = serde_json::from_slice::<Value>(&received.body) else {
            return Err(received.into_error().into());
        };
        if text(&document, "issuer") != Some(client.config().issuer()) {
            return Err(DiscoveryError::IssuerMismatch);
        }
        let methods = items(document.get("code_challenge_methods_supported"));
        if !methods.iter().any(|method| method == "S256") {
            return Err(DiscoveryError::NoS256);
        }
        let jwks_uri = text(&document, "jwks_uri").and_then(|uri| Url::parse(uri).ok());
        let jwks_uri =
            jwks_uri.filter(|uri| client.config().is_own(uri)).ok_or(DiscoveryError::JwksUri)?;
        let metadata = Metadata { jwks_uri, fetched_at: client.now() };
        if let Ok(mut known) = self.known.write() {
            *known = Some(metadata.clone());
        }
        Ok(metadata)
    }

    fn fresh(&self, now: OffsetDateTime) -> Option<Metadata> {
        let known = self.known.read().ok()?.clone()?;
        ((now - known.fetched_at).abs() < FRESH).then_some(known)
    }
}

impl Client {
    /// Returns the address of the keys, after the issuer was verified.
    pub(crate) async fn jwks_uri(&self) -> Result<Url, DiscoveryError> {
        Ok(self.0.discovery.get(self).await?.jwks_uri)
    }
}
