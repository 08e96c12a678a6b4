//! `/v1/keys`: the public keys (RFC 7517).

use std::sync::Arc;

use axum::extract::State;
use http::StatusCode;

use super::AuthorizationServer;
use crate::http::answer::Answer;
use crate::org::Org;

pub(super) async fn keys(State(org): State<Arc<Org>>, _: AuthorizationServer) -> Answer {
    org.look(|state, now| Answer::json(StatusCode::OK, &state.keys.jwks(now)))
}
