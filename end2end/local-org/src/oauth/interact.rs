//! `/v1/interact`: an app announces a sign-in.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderMap;
use http::StatusCode;
use http::Uri;
use serde_json::json;

use super::AuthorizationServer;
use super::client_auth::authenticate;
use crate::faults::refusal::Place;
use crate::http::answer::Answer;
use crate::http::params::Params;
use crate::idx::step::StepContext;
use crate::idx::user_token;
use crate::org::Org;
use crate::protocol::ClientId;
use crate::protocol::ID_LENGTH;
use crate::protocol::InteractionHandle;
use crate::protocol::RedirectUri;
use crate::protocol::TransactionId;
use crate::settings::ClientSettings;
use crate::settings::Settings;
use crate::state::transaction::Request;
use crate::state::transaction::Stage;
use crate::state::transaction::Transaction;
use crate::state::user_tokens::Opens;

/// Answers `{"interaction_handle":…}` and remembers what the app wants.
pub(super) async fn interact(
    State(org): State<Arc<Org>>,
    server: AuthorizationServer,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    if let Some(refusal) = refused(&org, Place::Interact) {
        return refusal;
    }
    let params = Params::of(&uri, &body);
    let client = match authenticate(&org.settings, &headers, &params) {
        Ok(client) => client,
        Err(refusal) => return refusal,
    };
    let request = match request_of(&org.settings, server, client, &params) {
        Ok(request) => request,
        Err(refusal) => return refusal,
    };
    let life = org.settings.lifetimes.interaction_handle;
    org.change(|state, now| {
        state.forget_expired(now);
        let id = TransactionId::new(state.random.text(ID_LENGTH));
        let handle = InteractionHandle::new(format!("{id}{}", state.random.secret(23)));
        let body = json!({ "interaction_handle": handle });
        let mut transaction = Transaction {
            id,
            request,
            interaction_handle: handle,
            interaction_until: now.plus_seconds(life),
            session: None,
            wrong_answers: 0,
            policy: None,
            activates_device: false,
            stage: Stage::FirstPage,
        };
        if let Some((opens, token)) = token_in(&params) {
            let settings = &org.settings;
            let mut step = StepContext { settings, state, now, transaction: &mut transaction };
            match user_token::arrive(&mut step, opens, token) {
                Some(stage) => transaction.stage = stage,
                None => return unknown_token(opens),
            }
        }
        let answer = Answer::json(StatusCode::OK, &body).of(&transaction.id);
        state.transactions.insert(transaction);
        answer
    })
}

/// The token from the address of the app.
fn token_in(params: &Params) -> Option<(Opens, &str)> {
    let mut all = [Opens::Activation, Opens::Recovery].into_iter();
    all.find_map(|opens| Some((opens, params.get(opens.parameter())?)))
}

fn unknown_token(opens: Opens) -> Answer {
    let description = match opens {
        Opens::Activation => "The activation token is invalid",
        Opens::Recovery => "The recovery token is invalid",
    };
    bad_request("invalid_request", description)
}

fn request_of(
    settings: &Settings,
    server: AuthorizationServer,
    client: &ClientSettings,
    params: &Params,
) -> Result<Request, Answer> {
    let required = |name: &str| {
        params.get(name).map(str::to_owned).ok_or_else(|| {
            bad_request("invalid_request", &format!("The '{name}' parameter is missing."))
        })
    };
    let redirect_uri = required("redirect_uri")?;
    if !client.allows_redirect(&redirect_uri) {
        let description = "The 'redirect_uri' parameter must be a Login redirect URI in the \
                           client app settings.";
        return Err(bad_request("invalid_request", description));
    }
    let scopes = scopes_of(settings, &required("scope")?)?;
    let code_challenge = required("code_challenge")?;
    if required("code_challenge_method")? != "S256" {
        let description = "The 'code_challenge_method' parameter must be S256.";
        return Err(bad_request("invalid_request", description));
    }
    if URL_SAFE_NO_PAD.decode(&code_challenge).is_ok_and(|bytes| bytes.len() != 32)
        || URL_SAFE_NO_PAD.decode(&code_challenge).is_err()
    {
        let description = "The 'code_challenge' parameter is not a SHA-256 digest in base64url.";
        return Err(bad_request("invalid_request", description));
    }
    Ok(Request {
        server,
        client: ClientId::new(&client.id),
        redirect_uri: RedirectUri::new(redirect_uri),
        scopes,
        state: required("state")?,
        nonce: params.get("nonce").map(str::to_owned),
        code_challenge,
        acr_values: params.get("acr_values").map(str::to_owned),
    })
}

/// The scopes of a space-separated list, each one known to the org.
pub(super) fn scopes_of(settings: &Settings, list: &str) -> Result<Vec<String>, Answer> {
    let mut scopes: Vec<String> = Vec::new();
    for scope in list.split_whitespace() {
        if !settings.offers_scope(scope) {
            let description = format!("The scope '{scope}' is not configured here.");
            return Err(bad_request("invalid_scope", &description));
        }
        if !scopes.iter().any(|known| known == scope) {
            scopes.push(scope.to_owned());
        }
    }
    Ok(scopes)
}

/// The refusal that was planned for the app here.
pub(super) fn refused(org: &Org, place: Place) -> Option<Answer> {
    let refusal = org.change(|state, _| state.faults.refuse(place))?;
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let description = refusal.error_description.unwrap_or_default();
    Some(Answer::oauth_error(status, &refusal.error.unwrap_or_default(), &description))
}

pub(super) fn bad_request(error: &str, description: &str) -> Answer {
    Answer::oauth_error(StatusCode::BAD_REQUEST, error, description)
}
