//! `/v1/token`: proofs become tokens.

use std::sync::Arc;

use aws_lc_rs::digest;
use axum::body::Bytes;
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderMap;
use http::Uri;

use super::AuthorizationServer;
use super::client_auth::authenticate;
use super::interact::bad_request;
use super::interact::refused;
use super::issue::Issue;
use super::issue::issue;
use super::refresh::refresh;
use crate::faults::refusal::Place;
use crate::http::answer::Answer;
use crate::http::params::Params;
use crate::org::Org;
use crate::settings::ClientSettings;
use crate::state::grants::Grant;
use crate::state::transaction::Stage;

/// RFC 7636 section 4.1.
const VERIFIER_LENGTHS: std::ops::RangeInclusive<usize> = 43..=128;

pub(super) async fn token(
    State(org): State<Arc<Org>>,
    server: AuthorizationServer,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    if let Some(refusal) = refused(&org, Place::Token) {
        return refusal;
    }
    let params = Params::of(&uri, &body);
    let client = match authenticate(&org.settings, &headers, &params) {
        Ok(client) => client,
        Err(refusal) => return refusal,
    };
    match params.get("grant_type") {
        Some("interaction_code" | "urn:ietf:params:oauth:grant-type:interaction_code") => {
            exchange(&org, &server, client, &params)
        }
        Some("refresh_token") => refresh(&org, &server, client, &params),
        Some(other) => {
            let description = format!("The grant type '{other}' is not supported here.");
            bad_request("unsupported_grant_type", &description)
        }
        None => bad_request("invalid_request", "The 'grant_type' parameter is missing."),
    }
}

/// Exchanges an interaction code. Right or wrong, the code is burnt.
fn exchange(
    org: &Org,
    server: &AuthorizationServer,
    client: &ClientSettings,
    params: &Params,
) -> Answer {
    let Some(code) = params.get("interaction_code") else {
        return bad_request("invalid_request", "The 'interaction_code' parameter is missing.");
    };
    let Some(verifier) = params.get("code_verifier") else {
        return bad_request("invalid_request", "The 'code_verifier' parameter is missing.");
    };
    let invalid = |description: &str| bad_request("invalid_grant", description);
    org.change(|state, now| {
        let Some(transaction) = state.transactions.by_code(code) else {
            return invalid("The interaction code is invalid or has expired.");
        };
        let id = transaction.id.clone();
        let Stage::Finished(end) = &mut transaction.stage else {
            return invalid("The interaction code is invalid or has expired.");
        };
        let burnt = std::mem::replace(&mut end.code_burnt, true);
        if burnt || end.code_until <= now {
            return invalid("The interaction code is invalid or has expired.").of(&id);
        }
        let request = transaction.request.clone();
        if request.client.as_str() != client.id || request.server != *server {
            return invalid("The interaction code was issued to another client.").of(&id);
        }
        let redirect_uri = params.get("redirect_uri");
        if redirect_uri.is_some_and(|uri| uri != request.redirect_uri.as_str()) {
            return invalid("The 'redirect_uri' does not match the one of the request.").of(&id);
        }
        if !fits(verifier, &request.code_challenge) {
            return invalid("PKCE verification failed.").of(&id);
        }
        let grant = Grant {
            transaction: id,
            server: request.server,
            client: request.client,
            user: end.user.clone(),
            scopes: request.scopes.clone(),
            amr: end.amr.clone(),
            acr: request.acr_values,
            auth_time: end.at,
        };
        let scopes = request.scopes;
        let nonce = request.nonce.as_deref();
        let lifetimes = &org.settings.lifetimes;
        let refresh_token = scopes.iter().any(|scope| scope == "offline_access").then(|| {
            let until = now.plus_seconds(lifetimes.refresh_token);
            state.grants.start_family(grant.clone(), &mut state.random, until)
        });
        issue(org, state, now, Issue { grant, scopes, nonce, refresh_token })
    })
}

/// RFC 7636 section 4.6.
fn fits(verifier: &str, challenge: &str) -> bool {
    let digest = digest::digest(&digest::SHA256, verifier.as_bytes());
    VERIFIER_LENGTHS.contains(&verifier.len()) && URL_SAFE_NO_PAD.encode(digest) == challenge
}
