//! Revokes tokens (RFC 7009).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::AUTHORIZATION;
use reqwest::header::HeaderValue;
use zeroize::Zeroizing;

use super::tokens::TokenKind;
use super::tokens::Tokens;
use crate::call::CallError;
use crate::caller::Caller;
use crate::client::Client;
use crate::client::JSON;
use crate::secret::RefreshToken;

/// The token may still be valid. Revocation can be retried at any time.
#[derive(Debug, thiserror::Error)]
#[error("calling the revocation endpoint")]
pub struct RevokeError(#[from] pub CallError);

impl Client {
    /// Revokes one token of a set. Revoke the refresh token first, because it can obtain new access
    /// tokens.
    ///
    /// A token that is invalid already, or missing, counts as revoked.
    pub async fn revoke(
        &self,
        caller: &Caller,
        tokens: &Tokens,
        kind: TokenKind,
    ) -> Result<(), RevokeError> {
        let (hint, token) = match kind {
            TokenKind::Access => ("access_token", Some(tokens.access_token().expose())),
            TokenKind::Refresh => {
                ("refresh_token", tokens.refresh_token().map(RefreshToken::expose))
            }
        };
        let Some(token) = token else { return Ok(()) };
        let request = self.http().post(self.config().oauth("revoke"));
        let request = request.form(&[("token_type_hint", hint), ("token", token)]);
        let received =
            self.call(caller, &JSON, request.header(AUTHORIZATION, self.basic())).await?;
        if received.is_success() { Ok(()) } else { Err(RevokeError(received.into_error())) }
    }

    /// Returns `Basic` with id and secret, or only the id for a public client, as Okta's own
    /// clients send it.
    fn basic(&self) -> HeaderValue {
        let (id, secret) = (self.config().client_id(), self.config().client_secret());
        let pair = Zeroizing::new(match secret {
            Some(secret) => format!("{id}:{}", secret.expose()),
            None => id.to_owned(),
        });
        let text = Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())));
        // Base64 is always a valid header value.
        let mut value = HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("Basic"));
        value.set_sensitive(true);
        value
    }
}
