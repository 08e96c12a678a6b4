//! `/v1/userinfo`: what an access token lets an app know about its user.

use std::sync::Arc;

use axum::extract::State;
use http::HeaderMap;
use http::StatusCode;
use http::header;
use serde_json::Value;
use serde_json::json;

use super::AuthorizationServer;
use crate::http::answer::Answer;
use crate::http::params::bearer_token;
use crate::org::Org;
use crate::state::users::User;

pub(super) async fn userinfo(
    State(org): State<Arc<Org>>,
    server: AuthorizationServer,
    headers: HeaderMap,
) -> Answer {
    let token = bearer_token(&headers).unwrap_or_default();
    org.look(|state, now| {
        let access = state.grants.access(token, now).filter(|it| it.grant.server == server);
        let Some(access) = access else {
            return refused("The token is missing, invalid, expired or revoked.");
        };
        let grant = &access.grant;
        let Some(user) = state.users.get(&grant.user) else {
            return refused("The user of this token is gone.").of(&grant.transaction);
        };
        let mut claims = json!({ "sub": user.id });
        for (name, value) in profile_claims(user, &grant.scopes) {
            claims[name] = value;
        }
        Answer::json(StatusCode::OK, &claims).of(&grant.transaction)
    })
}

/// The claims that scopes stand for (OIDC Core section 5.4).
pub(super) fn profile_claims(user: &User, scopes: &[String]) -> Vec<(&'static str, Value)> {
    let has = |name: &str| scopes.iter().any(|scope| scope == name);
    let profile = &user.profile;
    let mut claims = Vec::new();
    if has("profile") {
        claims.push(("name", profile.full_name().into()));
        claims.push(("given_name", profile.first_name.as_str().into()));
        claims.push(("family_name", profile.last_name.as_str().into()));
        claims.push(("preferred_username", user.login.as_str().into()));
        claims.push(("locale", profile.locale.as_str().into()));
        claims.push(("zoneinfo", profile.time_zone.as_str().into()));
    }
    if has("email") {
        claims.push(("email", profile.email.as_str().into()));
        claims.push(("email_verified", true.into()));
    }
    claims
}

fn refused(description: &str) -> Answer {
    let challenge = format!("Bearer error=\"invalid_token\", error_description=\"{description}\"");
    Answer::oauth_error(StatusCode::UNAUTHORIZED, "invalid_token", description)
        .header(header::WWW_AUTHENTICATE, challenge)
}
