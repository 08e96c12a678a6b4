//! The answer of the token endpoint.

use http::StatusCode;
use serde_json::json;

use super::access_token;
use super::id_token;
use super::id_token::IdToken;
use crate::http::answer::Answer;
use crate::org::Org;
use crate::protocol::RefreshToken;
use crate::state::State;
use crate::state::grants::Access;
use crate::state::grants::Grant;
use crate::timestamp::Timestamp;

/// What tokens are to be made of.
#[derive(Debug)]
pub(super) struct Issue<'a> {
    pub(super) grant: Grant,
    /// The scopes of this set of tokens; a refresh may ask for fewer than were granted.
    pub(super) scopes: Vec<String>,
    /// Only at the first exchange.
    pub(super) nonce: Option<&'a str>,
    pub(super) refresh_token: Option<RefreshToken>,
}

/// Makes and remembers a set of tokens.
pub(super) fn issue(org: &Org, state: &mut State, now: Timestamp, what: Issue<'_>) -> Answer {
    let Issue { mut grant, scopes, nonce, refresh_token } = what;
    let transaction = grant.transaction.clone();
    let life = org.settings.lifetimes.token;
    grant.scopes.clone_from(&scopes);
    let issued = access_token::issue(&org.url, state, now, life, &grant).and_then(|access| {
        let wanted = scopes.iter().any(|scope| scope == "openid");
        let id_token = if wanted {
            let wish = IdToken { grant: &grant, nonce, access_token: &access, life };
            id_token::issue(&org.url, state, now, &wish)?
        } else {
            None
        };
        Ok((access, id_token))
    });
    let (access_token, id_token) = match issued {
        Ok(tokens) => tokens,
        Err(error) => {
            tracing::error!(%error, "a token could not be signed");
            return Answer::internal_error().of(&transaction);
        }
    };
    let mut body = json!({
        "token_type": "Bearer",
        "expires_in": life,
        "access_token": access_token,
        "scope": scopes.join(" "),
    });
    if let Some(id_token) = id_token {
        body["id_token"] = id_token.into();
    }
    if let Some(refresh_token) = refresh_token {
        body["refresh_token"] = json!(refresh_token);
    }
    let expires_at = now.plus_seconds(life);
    state.grants.add_access(access_token, Access { grant, issued_at: now, expires_at });
    Answer::json(StatusCode::OK, &body).of(&transaction)
}
