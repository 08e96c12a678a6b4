//! Exchanges the interaction code for tokens.

use serde_json::Value;

use super::id_token::Expected;
use super::id_token::IdTokenError;
use super::id_token::Proof;
use super::id_token::validate;
use super::keys::KeysError;
use super::keys::NoKey;
use super::tokens::Granted;
use super::tokens::Tokens;
use crate::call::CallError;
use crate::call::Certainty;
use crate::call::Received;
use crate::caller::Caller;
use crate::client::Client;
use crate::secret::SecretValue;
use crate::transaction::Completed;

/// No tokens, or invalid ones. Unless it is [`Unspent`](Self::Unspent), the code is used: start a
/// new transaction.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExchangeError {
    /// Nothing was sent, or the org rejected the call as overloaded: the code stays valid for about
    /// a minute.
    #[error("calling the token endpoint, in vain")]
    Unspent {
        /// The transaction to exchange again. Can be saved.
        completed: Box<Completed>,
        /// The error, and when to retry.
        #[source]
        error: CallError,
    },
    /// The call failed.
    #[error("calling the token endpoint")]
    Call(#[from] CallError),
    /// A member of the response is missing or invalid.
    #[error("the token answer lacks a usable `{0}`")]
    Incomplete(&'static str),
    /// The keys to verify the ID token are unavailable.
    #[error("getting the signing keys")]
    Keys(#[from] KeysError),
    /// The ID token is invalid.
    #[error("checking the ID token")]
    IdToken(#[from] IdTokenError),
}

impl From<NoKey> for ExchangeError {
    fn from(error: NoKey) -> Self {
        match error {
            NoKey::Refused(error) => Self::IdToken(error),
            NoKey::Unavailable(error) => Self::Keys(error),
        }
    }
}

impl Client {
    /// Exchanges a completed transaction for tokens and validates the ID token.
    ///
    /// It consumes the transaction, because its code is valid for one use. Every rule of
    /// [`IdTokenError`] must hold, the nonce included.
    pub async fn exchange(
        &self,
        caller: &Caller,
        completed: Completed,
    ) -> Result<Tokens, ExchangeError> {
        let Completed { interaction, code } = completed;
        let mut form = self.credentials();
        form.extend([
            ("redirect_uri", self.config().redirect_uri()),
            ("grant_type", "interaction_code"),
            ("code_verifier", interaction.verifier.expose()),
            ("interaction_code", code.expose()),
        ]);
        let answer = match self.oauth(caller, "token", &form).await.and_then(read_grant) {
            Ok(answer) => answer,
            Err(error) if is_unspent(&error) => {
                let completed = Box::new(Completed { interaction, code });
                return Err(ExchangeError::Unspent { completed, error });
            }
            Err(error) => return Err(error.without(&form).into()),
        };
        let granted = Granted::read(&answer.0, self.now()).map_err(ExchangeError::Incomplete)?;
        let id_token = granted.id_token.ok_or(ExchangeError::Incomplete("id_token"))?;
        let proof = Proof::Transaction {
            nonce: &interaction.nonce,
            acr_values: &interaction.acr_values,
            amr: &interaction.amr,
            max_age: interaction.max_age,
        };
        let expected = Expected { access_token: &granted.access_token, proof };
        let claims = validate(self, id_token.expose(), &expected).await?;
        Ok(Tokens {
            claims,
            id_token,
            access_token: granted.access_token,
            refresh_token: granted.refresh_token,
            expires_at: granted.expires_at,
            scope: granted.scope.unwrap_or_else(|| self.config().scopes().joined()),
        })
    }
}

fn is_unspent(error: &CallError) -> bool {
    matches!(error, CallError::RateLimited { .. }) || error.certainty() == Certainty::NothingSent
}

/// Returns the JSON of a successful response of the token endpoint.
pub(super) fn read_grant(received: Received) -> Result<SecretValue, CallError> {
    let answer = serde_json::from_slice::<Value>(&received.body).map(SecretValue);
    match answer {
        Ok(answer)
            if received.is_success() && answer.0.get("error").is_none() && answer.0.is_object() =>
        {
            Ok(answer)
        }
        _ => Err(received.into_error()),
    }
}
