//! The validation rules of an ID token (`OpenID` Connect Core section 3.1.3.7, RFC 7515, RFC 8725).

use std::time::Duration;

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use jsonwebtoken::crypto;
use serde_json::Map;
use serde_json::Value;
use time::OffsetDateTime;

use super::claims::Claims;
use super::claims::seconds;
use super::jwt::Jwt;
use super::jwt::JwtError;
use super::keys::NoKey;
use crate::client::Client;
use crate::grammar::items;
use crate::secret::AccessToken;
use crate::secret::Nonce;
use crate::secret::same;

/// The accepted clock skew in seconds.
const SKEW: i64 = 60;

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $reason:literal;)+) => {
        /// An invalid ID token: one variant for each rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
        #[non_exhaustive]
        #[error("{}", self.reason())]
        pub enum IdTokenError { $($(#[$doc])* $variant,)+ }

        impl IdTokenError {
            /// Returns a stable name for logs and tests.
            pub fn reason(self) -> &'static str {
                match self { $(Self::$variant => $reason,)+ }
            }
        }
    };
}

reasons! {
    /// Longer than 64 KiB.
    TooLong = "id_token_too_long";
    /// Not three parts of canonical base64url holding JSON objects without duplicate members.
    Malformed = "id_token_malformed";
    /// Signed with something else than RS256, or not at all.
    Algorithm = "id_token_algorithm";
    /// Another kind of token, such as an access or logout token.
    Type = "id_token_type";
    /// Requires extensions that this library does not know (`crit`).
    Critical = "id_token_critical_header";
    /// Signed with a key that the org does not publish.
    UnknownKey = "id_token_unknown_key";
    /// Several published keys match.
    AmbiguousKey = "id_token_ambiguous_key";
    /// The key is not an RSA key for RS256 signatures.
    UnusableKey = "id_token_unusable_key";
    /// The key is shorter than 2048 bits.
    WeakKey = "id_token_weak_key";
    /// The signature is invalid.
    Signature = "id_token_signature";
    /// From another issuer.
    Issuer = "id_token_issuer";
    /// For another application.
    Audience = "id_token_audience";
    /// Issued to another application.
    AuthorizedParty = "id_token_authorized_party";
    /// Without a subject.
    Subject = "id_token_subject";
    /// Expired, or without an expiry.
    Expired = "id_token_expired";
    /// Without an issue time, issued in the future, or issued after its expiry.
    IssuedAt = "id_token_issued_at";
    /// Not valid yet.
    NotBefore = "id_token_not_before";
    /// Without the nonce of the transaction.
    MissingNonce = "id_token_missing_nonce";
    /// Of another transaction.
    Nonce = "id_token_nonce";
    /// The hash of the access token does not match.
    AccessTokenHash = "id_token_at_hash";
    /// The authentication context is none of the requested ones.
    AuthenticationContext = "id_token_acr";
    /// A required authentication method was not used.
    AuthenticationWays = "id_token_amr";
    /// The authentication is older than requested, or its time is missing.
    AuthenticationTime = "id_token_auth_time";
    /// A refreshed token for another user.
    ChangedSubject = "id_token_changed_subject";
    /// A refreshed token for other applications.
    ChangedAudience = "id_token_changed_audience";
}

/// What a token is compared with.
pub(super) struct Expected<'a> {
    pub(super) access_token: &'a AccessToken,
    pub(super) proof: Proof<'a>,
}

/// What links a token to an earlier state.
pub(super) enum Proof<'a> {
    /// The transaction that it completes.
    Transaction {
        nonce: &'a Nonce,
        acr_values: &'a [String],
        amr: &'a [String],
        max_age: Option<Duration>,
    },
    /// The claims that it refreshes (`OpenID` Connect Core section 12.2).
    Refreshed(&'a Claims),
}

/// Checks the signature, then every rule.
pub(super) async fn validate(
    client: &Client,
    token: &str,
    expected: &Expected<'_>,
) -> Result<Claims, NoKey> {
    let jwt = Jwt::parse(token).map_err(|error| {
        NoKey::Refused(match error {
            JwtError::TooLong => IdTokenError::TooLong,
            JwtError::Malformed => IdTokenError::Malformed,
        })
    })?;
    let key_id = check_header(&jwt.header).map_err(NoKey::Refused)?;
    let key = client.keys().find(client, key_id).await?;
    let fits = crypto::verify(jwt.signature, jwt.signed.as_bytes(), &key, Algorithm::RS256);
    if !fits.unwrap_or(false) {
        return Err(NoKey::Refused(IdTokenError::Signature));
    }
    let rules = Rules { claims: &jwt.payload, now: client.now().unix_timestamp() };
    rules
        .check(client.config().issuer(), client.config().client_id(), expected)
        .map_err(NoKey::Refused)?;
    Ok(Claims::new(jwt.payload))
}

/// Returns the key id. Keys inside the header (`jwk`, `jku`, `x5u`, `x5c`) are never used.
fn check_header(header: &Map<String, Value>) -> Result<Option<&str>, IdTokenError> {
    if header.get("alg").and_then(Value::as_str) != Some("RS256") {
        return Err(IdTokenError::Algorithm);
    }
    let is_jwt = |typ: &Value| typ.as_str().is_some_and(|typ| typ.eq_ignore_ascii_case("JWT"));
    if !header.get("typ").is_none_or(is_jwt) {
        return Err(IdTokenError::Type);
    }
    if header.contains_key("crit") {
        return Err(IdTokenError::Critical);
    }
    match header.get("kid") {
        None => Ok(None),
        Some(Value::String(id)) => Ok(Some(id)),
        Some(_) => Err(IdTokenError::Malformed),
    }
}

struct Rules<'a> {
    claims: &'a Map<String, Value>,
    now: i64,
}

impl Rules<'_> {
    fn check(
        &self,
        issuer: &str,
        client_id: &str,
        expected: &Expected<'_>,
    ) -> Result<(), IdTokenError> {
        ensure(self.text("iss") == Some(issuer), IdTokenError::Issuer)?;
        self.check_audience(client_id)?;
        ensure(self.text("sub").is_some_and(|sub| !sub.is_empty()), IdTokenError::Subject)?;
        self.check_times()?;
        self.check_access_token(expected.access_token)?;
        match &expected.proof {
            Proof::Transaction { nonce, acr_values, amr, max_age } => {
                let sent_back = self.text("nonce").ok_or(IdTokenError::MissingNonce)?;
                ensure(same(sent_back, nonce.expose()), IdTokenError::Nonce)?;
                self.check_context(acr_values)?;
                self.check_ways(amr)?;
                max_age.map_or(Ok(()), |max_age| self.check_age(max_age))
            }
            Proof::Refreshed(before) => self.check_unchanged(before),
        }
    }

    fn check_audience(&self, client_id: &str) -> Result<(), IdTokenError> {
        let (mine, several) = match self.claims.get("aud") {
            Some(Value::String(audience)) => (audience == client_id, false),
            Some(Value::Array(list)) => (list.iter().any(|one| one == client_id), list.len() > 1),
            _ => (false, false),
        };
        ensure(mine, IdTokenError::Audience)?;
        match self.claims.get("azp") {
            None => ensure(!several, IdTokenError::AuthorizedParty),
            Some(party) => ensure(party == client_id, IdTokenError::AuthorizedParty),
        }
    }

    fn check_times(&self) -> Result<(), IdTokenError> {
        let ends = self.moment("exp").ok_or(IdTokenError::Expired)?;
        ensure(self.now - SKEW <= ends, IdTokenError::Expired)?;
        let issued = self.moment("iat").ok_or(IdTokenError::IssuedAt)?;
        ensure(issued <= self.now + SKEW && issued <= ends, IdTokenError::IssuedAt)?;
        match self.claims.get("nbf").map(seconds) {
            None => Ok(()),
            Some(begins) => ensure(
                begins.is_some_and(|begins| begins <= self.now + SKEW),
                IdTokenError::NotBefore,
            ),
        }
    }

    /// Compares the left half of the digest (`OpenID` Connect Core section 3.1.3.6).
    fn check_access_token(&self, token: &AccessToken) -> Result<(), IdTokenError> {
        let Some(hash) = self.claims.get("at_hash") else { return Ok(()) };
        let digest = digest::digest(&digest::SHA256, token.expose().as_bytes());
        let (left, _) = digest.as_ref().split_at(digest.as_ref().len() / 2);
        let expected = URL_SAFE_NO_PAD.encode(left);
        ensure(
            hash.as_str().is_some_and(|hash| same(hash, &expected)),
            IdTokenError::AccessTokenHash,
        )
    }

    fn check_context(&self, wanted: &[String]) -> Result<(), IdTokenError> {
        let reached = self.text("acr");
        let enough = reached.is_some_and(|reached| wanted.iter().any(|wanted| wanted == reached));
        ensure(wanted.is_empty() || enough, IdTokenError::AuthenticationContext)
    }

    /// Checks `amr`, the list of methods that were used (RFC 8176).
    fn check_ways(&self, wanted: &[String]) -> Result<(), IdTokenError> {
        let used = items(self.claims.get("amr"));
        let all = wanted.iter().all(|wanted| used.iter().any(|used| used == wanted));
        ensure(all, IdTokenError::AuthenticationWays)
    }

    fn check_age(&self, max_age: Duration) -> Result<(), IdTokenError> {
        let at = self.moment("auth_time").ok_or(IdTokenError::AuthenticationTime)?;
        let oldest = self.now.saturating_sub_unsigned(max_age.as_secs()).saturating_sub(SKEW);
        ensure(at >= oldest && at <= self.now + SKEW, IdTokenError::AuthenticationTime)
    }

    fn check_unchanged(&self, before: &Claims) -> Result<(), IdTokenError> {
        ensure(self.text("sub") == Some(before.sub()), IdTokenError::ChangedSubject)?;
        ensure(self.claims.get("aud") == before.get("aud"), IdTokenError::ChangedAudience)?;
        let nonce_fits = self
            .claims
            .get("nonce")
            .is_none_or(|nonce| before.get("nonce").is_none_or(|old| old == nonce));
        ensure(nonce_fits, IdTokenError::Nonce)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.claims.get(name)?.as_str()
    }

    /// Returns a time within the range of the calendar, so that later arithmetic cannot overflow.
    fn moment(&self, name: &str) -> Option<i64> {
        let at = seconds(self.claims.get(name)?)?;
        OffsetDateTime::from_unix_timestamp(at).ok().map(OffsetDateTime::unix_timestamp)
    }
}

fn ensure(holds: bool, otherwise: IdTokenError) -> Result<(), IdTokenError> {
    if holds { Ok(()) } else { Err(otherwise) }
}
