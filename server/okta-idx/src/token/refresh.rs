//! Refreshes tokens (RFC 6749 section 6).

use super::exchange::read_grant;
use super::id_token::Expected;
use super::id_token::IdTokenError;
use super::id_token::Proof;
use super::id_token::validate;
use super::keys::KeysError;
use super::keys::NoKey;
use super::tokens::Granted;
use super::tokens::Tokens;
use crate::call::CallError;
use crate::caller::Caller;
use crate::client::Client;

/// No new tokens.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RefreshError {
    /// There is no refresh token; `offline_access` was not requested or not granted.
    #[error("there is no refresh token")]
    NoRefreshToken,
    /// The org rejects the refresh token: the session is over.
    #[error("the refresh token is no longer honoured")]
    Over,
    /// The call failed; the old tokens may still be valid.
    #[error("calling the token endpoint")]
    Call(#[from] CallError),
    /// A member of the response is missing or invalid.
    #[error("the token answer lacks a usable `{0}`")]
    Incomplete(&'static str),
    /// The keys to verify the ID token are unavailable.
    #[error("getting the signing keys")]
    Keys(#[from] KeysError),
    /// The new ID token is invalid: end the session.
    #[error("checking the refreshed ID token")]
    IdToken(#[from] IdTokenError),
}

impl From<NoKey> for RefreshError {
    fn from(error: NoKey) -> Self {
        match error {
            NoKey::Refused(error) => Self::IdToken(error),
            NoKey::Unavailable(error) => Self::Keys(error),
        }
    }
}

impl RefreshError {
    /// Whether the session must end.
    pub fn ends_session(&self) -> bool {
        matches!(self, Self::NoRefreshToken | Self::Over | Self::IdToken(_))
    }
}

impl Client {
    /// Requests new tokens. Run one refresh per session at a time, and store the result before
    /// using it. The org may rotate the refresh token and treat a second use of the old one as
    /// theft.
    pub async fn refresh(&self, caller: &Caller, tokens: &Tokens) -> Result<Tokens, RefreshError> {
        let refresh_token = tokens.refresh_token().ok_or(RefreshError::NoRefreshToken)?;
        let mut form = self.credentials();
        form.extend([
            ("grant_type", "refresh_token"),
            ("scope", tokens.scope()),
            ("refresh_token", refresh_token.expose()),
        ]);
        let received = self.oauth(caller, "token", &form).await?;
        let answer = read_grant(received).map_err(|error| match error {
            CallError::OAuth { error, .. } if error.code == "invalid_grant" => RefreshError::Over,
            error => RefreshError::Call(error),
        })?;
        let granted = Granted::read(&answer.0, self.now()).map_err(RefreshError::Incomplete)?;
        let (id_token, claims) = match granted.id_token {
            Some(id_token) => {
                let proof = Proof::Refreshed(tokens.claims());
                let expected = Expected { access_token: &granted.access_token, proof };
                let claims = validate(self, id_token.expose(), &expected).await?;
                (id_token, claims)
            }
            None => (tokens.id_token.clone(), tokens.claims.clone()),
        };
        Ok(Tokens {
            access_token: granted.access_token,
            id_token,
            claims,
            refresh_token: granted.refresh_token.or_else(|| tokens.refresh_token.clone()),
            expires_at: granted.expires_at,
            scope: granted.scope.unwrap_or_else(|| tokens.scope.clone()),
        })
    }
}
