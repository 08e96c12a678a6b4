//! The control API: what tests and the dashboard need and no real org has. Same-origin only.

mod calls;
mod canaries;
mod clock;
mod events;
mod faults;
mod messages;
mod policy;
mod reset;
mod tokens;
mod users;

pub(crate) use self::policy::set as set_policy;
use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use axum::routing::post;
use http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::json;

use crate::http::answer::Answer;
use crate::org::Org;

pub(crate) fn routes() -> Router<Arc<Org>> {
    Router::new()
        .route("/_local/mail", get(messages::mail))
        .route("/_local/messages", get(messages::list))
        .route("/_local/clock", get(clock::read).post(clock::advance))
        .route("/_local/canaries", post(canaries::mark))
        .route("/_local/policy", get(policy::read).post(policy::switch))
        .route("/_local/faults", get(faults::list).post(faults::plan).delete(faults::clear))
        .route("/_local/stats", get(stats))
        .route("/_local/users", get(users::list).post(users::put))
        .route("/_local/calls", get(calls::list))
        .route("/_local/events", get(events::stream))
        .route("/_local/tokens", post(tokens::issue))
        .route("/_local/reset", post(reset::reset))
}

async fn stats(State(org): State<Arc<Org>>) -> Json<Value> {
    org.look(|state, _| Json(json!(state.counts)))
}

/// Reads a JSON body, or says what is wrong with it.
fn parsed<T: DeserializeOwned>(body: &[u8]) -> Result<T, Answer> {
    serde_json::from_slice(body).map_err(|error| refusal(&error.to_string()))
}

fn refusal(why: &str) -> Answer {
    Answer::json(StatusCode::BAD_REQUEST, &json!({ "error": why }))
}
