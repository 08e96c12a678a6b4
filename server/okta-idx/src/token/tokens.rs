//! A set of tokens.

use std::fmt;

use serde_json::Value;
use serde_json::json;
use time::Duration;
use time::OffsetDateTime;
use zeroize::Zeroizing;

use super::claims::Claims;
use crate::grammar::text;
use crate::secret::AccessToken;
use crate::secret::IdToken;
use crate::secret::RefreshToken;
use crate::transaction::RestoreError;
use crate::transaction::read_saved;
use crate::transaction::saved_moment;
use crate::transaction::saved_text;
use crate::transaction::write_saved;

const VERSION: u64 = 1;

/// The result of a sign-in: the tokens, and the validated claims. `Debug` shows none of them.
#[derive(Clone)]
pub struct Tokens {
    pub(super) access_token: AccessToken,
    pub(super) id_token: IdToken,
    pub(super) claims: Claims,
    pub(super) refresh_token: Option<RefreshToken>,
    pub(super) expires_at: OffsetDateTime,
    pub(super) scope: String,
}

/// One token of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// The access token.
    Access,
    /// The refresh token.
    Refresh,
}

impl Tokens {
    /// Returns the token for calls to APIs.
    pub fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    /// Returns the ID token as Okta sent it, for the logout URL.
    pub fn id_token(&self) -> &IdToken {
        &self.id_token
    }

    /// Returns the validated claims about the user.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// Returns the token for [`Client::refresh`](crate::Client::refresh), if `offline_access` was
    /// granted.
    pub fn refresh_token(&self) -> Option<&RefreshToken> {
        self.refresh_token.as_ref()
    }

    /// Returns when the access token expires.
    pub fn expires_at(&self) -> OffsetDateTime {
        self.expires_at
    }

    /// Returns the granted scopes, separated by spaces.
    pub fn scope(&self) -> &str {
        &self.scope
    }

    /// Serializes the set for storage. Contains secrets in plain text: seal it.
    pub fn save(&self) -> Zeroizing<Vec<u8>> {
        let form = json!({
            "v": VERSION,
            "accessToken": self.access_token.expose(),
            "idToken": self.id_token.expose(),
            "refreshToken": self.refresh_token.as_ref().map(RefreshToken::expose),
            "expiresAt": self.expires_at.unix_timestamp(),
            "scope": self.scope,
        });
        write_saved(form, &[])
    }

    /// Reads what [`save`](Self::save) wrote. The ID token is not validated again, because the seal
    /// protects it.
    pub fn restore(bytes: &[u8]) -> Result<Self, RestoreError> {
        let (saved, _) = read_saved(bytes, &[VERSION])?;
        let saved = saved.root();
        let id_token = saved_text(saved, "idToken")?;
        Ok(Self {
            claims: Claims::of_validated(id_token).ok_or(RestoreError::Malformed)?,
            id_token: IdToken::new(id_token),
            access_token: AccessToken::new(saved_text(saved, "accessToken")?),
            refresh_token: saved.text("refreshToken").map(RefreshToken::new),
            expires_at: saved_moment(saved, "expiresAt").ok_or(RestoreError::Malformed)?,
            scope: saved_text(saved, "scope")?.to_owned(),
        })
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens")
            .field("expires_at", &self.expires_at)
            .field("scope", &self.scope)
            .field("has_refresh_token", &self.refresh_token.is_some())
            .finish_non_exhaustive()
    }
}

/// The response of the token endpoint, not validated yet.
pub(super) struct Granted {
    pub(super) access_token: AccessToken,
    pub(super) id_token: Option<IdToken>,
    pub(super) refresh_token: Option<RefreshToken>,
    pub(super) expires_at: OffsetDateTime,
    pub(super) scope: Option<String>,
}

impl Granted {
    /// Reads a response (RFC 6749 section 5.1), or returns the member that is missing or invalid.
    pub(super) fn read(answer: &Value, now: OffsetDateTime) -> Result<Self, &'static str> {
        let token = |name: &str| text(answer, name).filter(|token| !token.is_empty());
        let kind = text(answer, "token_type").unwrap_or_default();
        if !kind.eq_ignore_ascii_case("Bearer") {
            return Err("token_type");
        }
        let lifetime = answer.get("expires_in").and_then(Value::as_u64).ok_or("expires_in")?;
        let lifetime = Duration::seconds(i64::try_from(lifetime).map_err(|_| "expires_in")?);
        Ok(Self {
            access_token: token("access_token").map(AccessToken::new).ok_or("access_token")?,
            id_token: token("id_token").map(IdToken::new),
            refresh_token: token("refresh_token").map(RefreshToken::new),
            expires_at: now.saturating_add(lifetime),
            scope: text(answer, "scope").map(str::to_owned),
        })
    }
}
