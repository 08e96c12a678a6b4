//! `/v1/introspect`: is this token worth anything? (RFC 7662)

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use http::HeaderMap;
use http::StatusCode;
use http::Uri;
use serde_json::json;

use super::AuthorizationServer;
use super::client_auth::authenticate;
use crate::http::answer::Answer;
use crate::http::params::Params;
use crate::org::Org;
use crate::state::State as Memory;
use crate::state::grants::Grant;
use crate::timestamp::Timestamp;

pub(super) async fn introspect(
    State(org): State<Arc<Org>>,
    server: AuthorizationServer,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of(&uri, &body);
    let client = match authenticate(&org.settings, &headers, &params) {
        Ok(client) => client,
        Err(refusal) => return refusal,
    };
    let token = params.get("token").unwrap_or_default();
    org.look(|state, now| {
        let known = known(state, token, now)
            .filter(|(grant, _)| grant.client.as_str() == client.id && grant.server == server);
        let Some((grant, expires_at)) = known else {
            return Answer::json(StatusCode::OK, &json!({ "active": false }));
        };
        let body = json!({
            "active": true,
            "scope": grant.scopes.join(" "),
            "client_id": grant.client,
            "username": state.users.get(&grant.user).map(|user| &user.login),
            "uid": grant.user,
            "sub": state.users.get(&grant.user).map(|user| &user.login),
            "iss": grant.server.issuer(&org.url),
            "token_type": "Bearer",
            "exp": expires_at.unix_seconds(),
        });
        Answer::json(StatusCode::OK, &body).of(&grant.transaction)
    })
}

fn known<'a>(state: &'a Memory, token: &str, now: Timestamp) -> Option<(&'a Grant, Timestamp)> {
    let access = state.grants.access(token, now).map(|access| (&access.grant, access.expires_at));
    access.or_else(|| state.grants.refresh_grant(token, now))
}
