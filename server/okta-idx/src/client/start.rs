//! Starts a transaction: interact (PKCE, RFC 7636; state; nonce), then introspect.

use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::header::CONTENT_TYPE;
use serde_json::Value;
use serde_json::json;

use super::Client;
use super::DiscoveryError;
use super::ION_1_0_0;
use super::SubmitError;
use crate::call::CallError;
use crate::call::Received;
use crate::caller::Caller;
use crate::grammar::text;
use crate::randomness::RandomnessError;
use crate::randomness::token;
use crate::secret::CodeVerifier;
use crate::secret::InteractionHandle;
use crate::secret::Nonce;
use crate::secret::SecretValue;
use crate::secret::State;
use crate::transaction::Interaction;
use crate::transaction::Pending;
use crate::transaction::Transaction;
use crate::transaction::advance;

/// Options of a transaction; none of them for a plain sign-in.
#[derive(Clone, Default)]
pub struct StartOptions {
    /// From an activation email: the first step becomes the enrolment.
    pub activation_token: Option<String>,
    /// From a recovery email: the first step becomes the new password.
    pub recovery_token: Option<String>,
    /// The maximum age of the authentication. Checked again in the ID token.
    pub max_age: Option<Duration>,
    /// The accepted authentication contexts, such as `urn:okta:loa:2fa:any`. Checked again in the
    /// ID token.
    pub acr_values: Vec<String>,
    /// The required authentication methods (`amr`, RFC 8176), such as `otp`. Only checked in the ID
    /// token, because they cannot be requested.
    pub amr: Vec<String>,
}

/// A transaction could not be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The org's discovery document is missing or invalid.
    #[error("reading the discovery document")]
    Discovery(#[from] DiscoveryError),
    /// No random bytes for verifier, state and nonce.
    #[error("making the secrets of the transaction")]
    Randomness(#[from] RandomnessError),
    /// The interact call failed: a wrong client, scope, redirect URI or token.
    #[error("calling interact")]
    Interact(#[source] CallError),
    /// The first introspect call failed.
    #[error("calling introspect")]
    Introspect(#[source] CallError),
}

impl Client {
    /// Starts a transaction and fetches its first step: two calls.
    pub async fn start(
        &self,
        caller: &Caller,
        options: StartOptions,
    ) -> Result<Transaction, StartError> {
        let interaction = self.interact(caller, options).await?;
        self.introspect(caller, interaction).await
    }

    /// Starts a transaction without fetching its first step.
    pub async fn interact(
        &self,
        caller: &Caller,
        options: StartOptions,
    ) -> Result<Interaction, StartError> {
        self.jwks_uri().await?;
        let random = || token(self.0.randomness.as_ref());
        let verifier = CodeVerifier::new(random()?);
        let (state, nonce) = (State::new(random()?), Nonce::new(random()?));
        let challenge = challenge(&verifier);
        let scope = self.config().scopes().joined();
        let max_age = options.max_age.map(|age| age.as_secs().to_string());
        let acr_values = options.acr_values.join(" ");
        let mut form = self.credentials();
        form.extend([
            ("scope", scope.as_str()),
            ("redirect_uri", self.config().redirect_uri()),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("state", state.expose()),
            ("nonce", nonce.expose()),
        ]);
        form.extend(max_age.as_deref().map(|age| ("max_age", age)));
        form.extend((!acr_values.is_empty()).then_some(("acr_values", acr_values.as_str())));
        form.extend(options.activation_token.as_deref().map(|token| ("activation_token", token)));
        form.extend(options.recovery_token.as_deref().map(|token| ("recovery_token", token)));
        let received = self.oauth(caller, "interact", &form).await.map_err(StartError::Interact)?;
        let handle =
            read_handle(received).map_err(|error| StartError::Interact(error.without(&form)))?;
        tracing::debug!("transaction started");
        let StartOptions { max_age, acr_values, amr, .. } = options;
        Ok(Interaction {
            handle,
            state,
            nonce,
            verifier,
            started_at: self.now(),
            max_age,
            acr_values,
            amr,
        })
    }

    /// Fetches the first step of a transaction.
    pub async fn introspect(
        &self,
        caller: &Caller,
        interaction: Interaction,
    ) -> Result<Transaction, StartError> {
        let received = self.ask(caller, &interaction).await.map_err(StartError::Introspect)?;
        advance(&Arc::new(interaction), None, &received).map_err(StartError::Introspect)
    }

    /// Fetches the current step: after a lost response, or when the user did something elsewhere.
    /// This changes nothing.
    pub async fn introspect_again(
        &self,
        caller: &Caller,
        pending: &Pending,
    ) -> Result<Transaction, SubmitError> {
        let received = self.ask(caller, pending.interaction()).await?;
        Ok(advance(pending.interaction(), Some(pending), &received)?)
    }

    async fn ask(&self, caller: &Caller, interaction: &Interaction) -> Result<Received, CallError> {
        let body = SecretValue(json!({ "interactionHandle": interaction.handle.expose() }));
        let request = self.http().post(self.config().introspect());
        let request = request.header(CONTENT_TYPE, ION_1_0_0).body(body.0.to_string());
        self.read(caller, &ION_1_0_0, request).await
    }
}

fn read_handle(received: Received) -> Result<InteractionHandle, CallError> {
    let answer = serde_json::from_slice::<Value>(&received.body).map(SecretValue);
    let handle = answer
        .ok()
        .and_then(|answer| text(&answer.0, "interaction_handle").map(InteractionHandle::new));
    match handle {
        Some(handle) if received.is_success() && !handle.expose().is_empty() => Ok(handle),
        _ => Err(received.into_error()),
    }
}

/// RFC 7636 section 4.2.
fn challenge(verifier: &CodeVerifier) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.expose().as_bytes()))
}

impl std::fmt::Debug for StartOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StartOptions")
            .field("activation_token", &self.activation_token.is_some())
            .field("recovery_token", &self.recovery_token.is_some())
            .field("max_age", &self.max_age)
            .field("acr_values", &self.acr_values)
            .field("amr", &self.amr)
            .finish()
    }
}
