//! ID tokens, right ones and those that tests ask to be wrong.

use aws_lc_rs::digest;
use aws_lc_rs::error::Unspecified;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use serde_json::json;

use super::jwt::Unsigned;
use super::userinfo::profile_claims;
use crate::faults::id_token::IdTokenFault;
use crate::protocol::AccessToken;
use crate::state::State;
use crate::state::grants::Grant;
use crate::state::keys::Keyring;
use crate::timestamp::Timestamp;

/// What an ID token speaks about.
#[derive(Debug)]
pub(super) struct IdToken<'a> {
    pub(super) grant: &'a Grant,
    pub(super) nonce: Option<&'a str>,
    pub(super) access_token: &'a AccessToken,
    pub(super) life: i64,
}

/// Makes an ID token; `None` when a fault wants the answer to lack it.
pub(super) fn issue(
    org_url: &str,
    state: &mut State,
    now: Timestamp,
    wish: &IdToken<'_>,
) -> Result<Option<String>, Unspecified> {
    let mut token = Unsigned::new(state.keys.active(), claims(org_url, state, now, wish));
    token.claims["jti"] = json!(format!("ID.{}", state.random.secret(43)));
    let key = state.keys.active();
    let Some(fault) = state.faults.spoil_id_token() else {
        return token.signed(key).map(Some);
    };
    fault.spoil(&mut token.header, &mut token.claims, now.unix_seconds());
    match fault {
        IdTokenFault::Absent => Ok(None),
        IdTokenFault::Garbage => Ok(Some("this.is.not-a-token".to_owned())),
        IdTokenFault::AlgNone => Ok(Some(token.unsigned())),
        IdTokenFault::AlgHs256 => Ok(Some(token.signed_with_public_key(key))),
        IdTokenFault::WrongSignature => token.signed_wrongly(key).map(Some),
        IdTokenFault::DuplicateKeys => token.signed_with_duplicate_keys(key).map(Some),
        IdTokenFault::NonCanonical => token.signed(key).map(|token| Some(non_canonical(token))),
        IdTokenFault::ForeignJku | IdTokenFault::ForeignX5u => {
            let stranger = Keyring::generate(&mut state.random)?;
            token.signed(stranger.active()).map(Some)
        }
        IdTokenFault::EmbeddedJwk => {
            let stranger = Keyring::generate(&mut state.random)?;
            token.header["jwk"] = stranger.jwks(now)["keys"][0].clone();
            token.signed(stranger.active()).map(Some)
        }
        _ => token.signed(key).map(Some),
    }
}

/// A signature of 256 bytes leaves four bits of its last character unused; this sets one of them.
fn non_canonical(mut token: String) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let last = token.pop().and_then(|last| ALPHABET.iter().position(|c| char::from(*c) == last));
    if let Some(at) = last {
        token.push(char::from(ALPHABET[at | 1]));
    }
    token
}

fn claims(org_url: &str, state: &State, now: Timestamp, wish: &IdToken<'_>) -> Value {
    let grant = wish.grant;
    let issued_at = now.unix_seconds();
    let mut claims = json!({
        "sub": grant.user,
        "ver": 1,
        "iss": grant.server.issuer(org_url),
        "aud": grant.client,
        "iat": issued_at,
        "exp": issued_at + wish.life,
        "amr": grant.amr,
        "idp": "00oLocalOrg000000000",
        "auth_time": grant.auth_time.unix_seconds(),
        "at_hash": half_hash(wish.access_token),
    });
    if let Some(nonce) = wish.nonce {
        claims["nonce"] = nonce.into();
    }
    if let Some(acr) = &grant.acr {
        claims["acr"] = acr.clone().into();
    }
    if let Some(user) = state.users.get(&grant.user) {
        for (name, value) in profile_claims(user, &grant.scopes) {
            claims[name] = value;
        }
    }
    claims
}

/// `at_hash` after OIDC Core section 3.1.3.6.
fn half_hash(token: &AccessToken) -> String {
    let digest = digest::digest(&digest::SHA256, token.as_str().as_bytes());
    URL_SAFE_NO_PAD.encode(&digest.as_ref()[..16])
}
