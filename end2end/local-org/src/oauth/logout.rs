//! `/v1/logout`: the browser is sent back to the app (OIDC RP-Initiated Logout 1.0).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use http::StatusCode;
use http::Uri;
use url::Url;

use super::AuthorizationServer;
use super::jwt::verified_claims;
use crate::http::answer::Answer;
use crate::http::params::Params;
use crate::org::Org;
use crate::pages::notice;

/// Redirects only where the app of the ID token has registered to be sent.
pub(super) async fn logout(
    State(org): State<Arc<Org>>,
    _: AuthorizationServer,
    uri: Uri,
    body: Bytes,
) -> Response {
    let params = Params::of(&uri, &body);
    let refuse = |text: &str| {
        let title = "Signing out did not work";
        notice::page(&org.settings.name, StatusCode::BAD_REQUEST, title, text)
    };
    let Some(hint) = params.get("id_token_hint") else {
        return refuse("The request names no ID token, so there is nothing to sign out of.");
    };
    let claims = org.look(|state, now| verified_claims(hint, state.keys.published(now)));
    let Some(claims) = claims else {
        return refuse("The ID token in the request is not one of this org.");
    };
    let client = claims["aud"].as_str().and_then(|aud| org.settings.client(aud));
    let Some(client) = client else {
        return refuse("The app that the ID token was made for is not known here.");
    };
    let Some(target) = params.get("post_logout_redirect_uri") else {
        let (title, text) = ("You are signed out", "You can close this page.");
        return notice::page(&org.settings.name, StatusCode::OK, title, text);
    };
    let allowed = client.allows_post_logout_redirect(target);
    let Some(mut url) = Url::parse(target).ok().filter(|_| allowed) else {
        return refuse("The app is not registered to be returned to at that address.");
    };
    if let Some(state) = params.get("state") {
        url.query_pairs_mut().append_pair("state", state);
    }
    Answer::empty().redirect(url.as_str()).into_response()
}
