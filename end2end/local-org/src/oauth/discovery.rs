//! Metadata after OIDC Discovery 1.0 and RFC 8414.

use std::sync::Arc;

use axum::extract::State;
use http::StatusCode;
use serde_json::json;

use super::AuthorizationServer;
use crate::http::answer::Answer;
use crate::org::Org;
use crate::settings::OIDC_SCOPES;

pub(super) async fn metadata(State(org): State<Arc<Org>>, server: AuthorizationServer) -> Answer {
    let base = server.oauth_base(&org.url);
    let own = org.settings.scopes.iter().map(String::as_str);
    let scopes: Vec<&str> = OIDC_SCOPES.into_iter().chain(own).collect();
    let client_authentication = ["client_secret_basic", "client_secret_post", "none"];
    let body = json!({
        "issuer": server.issuer(&org.url),
        "authorization_endpoint": format!("{base}/v1/authorize"),
        "token_endpoint": format!("{base}/v1/token"),
        "userinfo_endpoint": format!("{base}/v1/userinfo"),
        "jwks_uri": format!("{base}/v1/keys"),
        "introspection_endpoint": format!("{base}/v1/introspect"),
        "revocation_endpoint": format!("{base}/v1/revoke"),
        "end_session_endpoint": format!("{base}/v1/logout"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["urn:ietf:params:oauth:grant-type:interaction_code",
            "interaction_code", "refresh_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": client_authentication,
        "revocation_endpoint_auth_methods_supported": client_authentication,
        "introspection_endpoint_auth_methods_supported": client_authentication,
        "scopes_supported": scopes,
        "claims_supported": ["iss", "ver", "sub", "aud", "iat", "exp", "jti", "auth_time", "amr",
            "acr", "idp", "nonce", "at_hash", "name", "preferred_username", "given_name",
            "family_name", "email", "email_verified", "locale", "zoneinfo"],
    });
    Answer::json(StatusCode::OK, &body)
}
