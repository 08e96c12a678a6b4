//! `/v1/revoke`: a token is taken back (RFC 7009).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use http::HeaderMap;
use http::Uri;

use super::AuthorizationServer;
use super::client_auth::authenticate;
use crate::http::answer::Answer;
use crate::http::params::Params;
use crate::org::Org;

/// 200 without a body, also for unknown tokens. A refresh token takes the whole sign-in with
/// it.
pub(super) async fn revoke(
    State(org): State<Arc<Org>>,
    _: AuthorizationServer,
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
    org.change(|state, now| {
        if let Some(owner) = state.grants.owner(token).cloned() {
            if owner.client.as_str() == client.id {
                state.grants.revoke_sign_in(&owner.transaction);
            }
            return Answer::empty().of(&owner.transaction);
        }
        let grant = state.grants.access(token, now).map(|access| access.grant.clone());
        match grant {
            Some(grant) if grant.client.as_str() == client.id => {
                state.grants.revoke_access(token);
                Answer::empty().of(&grant.transaction)
            }
            _ => Answer::empty(),
        }
    })
}
