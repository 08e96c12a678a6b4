//! The OAuth and OIDC endpoints, the same under every authorization server of the org.

mod access_token;
mod client_auth;
mod discovery;
mod id_token;
mod interact;
mod introspect;
mod issue;
mod jwt;
mod keys;
mod logout;
mod refresh;
mod revoke;
mod server;
mod token;
mod userinfo;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use axum::routing::post;

pub(crate) use self::server::AuthorizationServer;
use crate::org::Org;

pub(crate) fn routes() -> Router<Arc<Org>> {
    let mut routes = Router::new()
        .route("/.well-known/openid-configuration", get(discovery::metadata))
        .route("/.well-known/oauth-authorization-server", get(discovery::metadata))
        .route("/oauth2/{server}/.well-known/openid-configuration", get(discovery::metadata))
        .route("/oauth2/{server}/.well-known/oauth-authorization-server", get(discovery::metadata));
    for base in ["/oauth2/v1", "/oauth2/{server}/v1"] {
        let path = |endpoint: &str| format!("{base}/{endpoint}");
        routes = routes
            .route(&path("interact"), post(interact::interact))
            .route(&path("token"), post(token::token))
            .route(&path("keys"), get(keys::keys))
            .route(&path("userinfo"), get(userinfo::userinfo).post(userinfo::userinfo))
            .route(&path("revoke"), post(revoke::revoke))
            .route(&path("introspect"), post(introspect::introspect))
            .route(&path("logout"), get(logout::logout).post(logout::logout));
    }
    routes
}
