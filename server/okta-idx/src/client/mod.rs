//! The client: its settings, its state between transactions, and how it makes calls.

mod discovery;
mod start;
mod submit;

use std::sync::Arc;
use std::time::Duration;

use reqwest::RequestBuilder;
use reqwest::header::HeaderValue;
use time::OffsetDateTime;
use tokio::time::Instant;
use url::Url;

use crate::breaker::Breakers;
use crate::call::CallError;
use crate::call::Received;
use crate::call::send;
use crate::caller::Caller;
use crate::clock::Clock;
use crate::config::Config;
use crate::grammar::Form;
use crate::randomness::Randomness;
use crate::token::Keys;
use crate::token::KeysError;

use discovery::Discovery;

pub use discovery::DiscoveryError;
pub use start::StartError;
pub use start::StartOptions;
pub use submit::SubmitError;

pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json");
pub(crate) const ION: HeaderValue = HeaderValue::from_static("application/ion+json");
pub(crate) const ION_1_0_0: HeaderValue =
    HeaderValue::from_static("application/ion+json; okta-version=1.0.0");

/// A read that failed later than this is not retried.
const IN_TIME: Duration = Duration::from_millis(700);
/// The pauses before retries; a random jitter makes each up to twice as long.
const PAUSES: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(200)];

/// Signs users in to one application of one org. Cheap to clone; clones share their caches.
#[derive(Clone, Debug)]
pub struct Client(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    config: Config,
    http: reqwest::Client,
    clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
    discovery: Discovery,
    keys: Keys,
    breakers: Breakers,
}

/// The org's documents could not be fetched in advance.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WarmUpError {
    /// The discovery document.
    #[error("reading the discovery document")]
    Discovery(#[from] DiscoveryError),
    /// The signing keys.
    #[error("reading the signing keys")]
    Keys(#[from] KeysError),
}

impl Client {
    /// Makes a client. Nothing is called yet.
    ///
    /// `http` must not follow redirects and must have a timeout: take it from
    /// [`http_client`](crate::http_client).
    pub fn new(
        config: Config,
        http: reqwest::Client,
        clock: Arc<dyn Clock>,
        randomness: Arc<dyn Randomness>,
    ) -> Self {
        let (discovery, keys, breakers) =
            (Discovery::default(), Keys::default(), Breakers::default());
        Self(Arc::new(Inner { config, http, clock, randomness, discovery, keys, breakers }))
    }

    /// Returns the settings.
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Fetches the discovery document and the signing keys, so that no sign-in waits for them.
    ///
    /// Call it at start-up and then about every half hour. If it fails, the cached documents stay
    /// in use.
    pub async fn warm_up(&self) -> Result<(), WarmUpError> {
        let metadata = self.0.discovery.fetch(self).await?;
        self.0.keys.fetch(self, &metadata.jwks_uri).await?;
        Ok(())
    }

    /// Makes sure that ID tokens can be verified, before a code is used up. Fetches keys only if
    /// none are cached.
    pub async fn ready_for_tokens(&self) -> Result<(), KeysError> {
        self.0.keys.ensure(self).await
    }

    /// Returns how far the org's clock is ahead (behind, if negative), by its last `Date` (RFC 9110
    /// section 6.6.1). The error is a second plus the latency. Beyond 60 s, ID tokens are rejected.
    pub fn clock_skew(&self) -> Option<time::Duration> {
        self.0.breakers.skew()
    }

    /// Returns the address of a link, such as an identity provider's, if it is on the org's own
    /// origin.
    ///
    /// Redirect the browser to it. It may contain a handle, so do not log it.
    pub fn navigation(&self, form: &Form) -> Option<Url> {
        let url = Url::parse(form.href.as_ref()?.expose()).ok()?;
        self.config().is_own(&url).then_some(url)
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.0.keys
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        self.0.clock.now()
    }

    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.0.http
    }

    /// Sends a request on behalf of a caller and reads the response. Not sent while the breaker of
    /// the address is open.
    pub(crate) async fn call(
        &self,
        caller: &Caller,
        accept: &HeaderValue,
        request: RequestBuilder,
    ) -> Result<Received, CallError> {
        let request = request.headers(caller.headers(accept)).build();
        let request = request.map_err(|error| CallError::Unreachable(error.without_url()))?;
        let permit = self.0.breakers.permit(request.url().path(), self.now())?;
        let outcome = send(self.http(), request, self.now()).await;
        permit.settle(&outcome, self.now());
        outcome
    }

    /// Sends a request as [`call`](Self::call) does, with at most two retries, because it changes
    /// nothing at the org. It retries lost responses and server errors, within the retry budget.
    pub(crate) async fn read(
        &self,
        caller: &Caller,
        accept: &HeaderValue,
        request: RequestBuilder,
    ) -> Result<Received, CallError> {
        let began = Instant::now();
        for pause in PAUSES {
            let Some(once) = request.try_clone() else { break };
            let outcome = self.call(caller, accept, once).await;
            let again = match &outcome {
                Ok(received) => received.status.is_server_error(),
                Err(error) => matches!(error, CallError::Unreachable(_) | CallError::Lost(_)),
            };
            // Who waits for a slow failure would wait too long for three of them.
            if !again || began.elapsed() > IN_TIME || !self.0.breakers.may_retry() {
                return outcome;
            }
            let mut jitter = [0];
            // Without randomness there is no jitter, which is harmless.
            let _without_jitter = self.0.randomness.fill(&mut jitter);
            tokio::time::sleep(pause + pause * jitter[0].into() / 256).await;
        }
        self.call(caller, accept, request).await
    }

    /// Returns the client's part of an OAuth form: its id, and its secret if it has one.
    pub(crate) fn credentials(&self) -> Vec<(&'static str, &str)> {
        let config = self.config();
        let mut pairs = vec![("client_id", config.client_id())];
        pairs.extend(config.client_secret().map(|secret| ("client_secret", secret.expose())));
        pairs
    }

    /// Posts an OAuth form.
    pub(crate) async fn oauth(
        &self,
        caller: &Caller,
        name: &str,
        form: &[(&'static str, &str)],
    ) -> Result<Received, CallError> {
        let request = self.http().post(self.config().oauth(name)).form(form);
        self.call(caller, &JSON, request).await
    }
}
