//! The refresh grant: rotation, grace, and what happens when an old token comes back.

use super::AuthorizationServer;
use super::interact::bad_request;
use super::issue::Issue;
use super::issue::issue;
use crate::http::answer::Answer;
use crate::http::params::Params;
use crate::org::Org;
use crate::settings::ClientSettings;
use crate::state::grants::Refreshed;

pub(super) fn refresh(
    org: &Org,
    server: &AuthorizationServer,
    client: &ClientSettings,
    params: &Params,
) -> Answer {
    let Some(token) = params.get("refresh_token") else {
        return bad_request("invalid_request", "The 'refresh_token' parameter is missing.");
    };
    let asked: Option<Vec<&str>> = params.get("scope").map(|list| list.split(' ').collect());
    org.change(|state, now| {
        let Some(owner) = state.grants.owner(token).cloned() else { return invalid() };
        let id = owner.transaction.clone();
        if owner.client.as_str() != client.id || owner.server != *server {
            return invalid().of(&id);
        }
        let granted = |scope: &&str| owner.scopes.iter().any(|own| own == scope);
        if asked.iter().flatten().any(|scope| !scope.is_empty() && !granted(scope)) {
            let description = "The scope goes beyond what was granted.";
            return bad_request("invalid_scope", description).of(&id);
        }
        let rotate = client.rotate_refresh_tokens;
        let grace = org.settings.lifetimes.refresh_grace;
        match state.grants.refresh(token, rotate, grace, &mut state.random, now) {
            Refreshed::Granted(grant, next) => {
                let scopes = match &asked {
                    Some(asked) => {
                        let kept = |own: &&String| asked.contains(&own.as_str());
                        grant.scopes.iter().filter(kept).cloned().collect()
                    }
                    None => grant.scopes.clone(),
                };
                let what = Issue { grant, scopes, nonce: None, refresh_token: Some(next) };
                issue(org, state, now, what)
            }
            Refreshed::Reused(transaction) => {
                tracing::warn!("a replaced refresh token came back; its sign-in was revoked");
                invalid().of(&transaction)
            }
            Refreshed::Unknown => invalid().of(&id),
        }
    })
}

fn invalid() -> Answer {
    bad_request("invalid_grant", "The refresh token is invalid or expired.")
}
