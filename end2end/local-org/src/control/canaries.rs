//! `/_local/canaries`: secrets that can be recognised wherever they turn up.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::parsed;
use super::refusal;
use crate::http::answer::Answer;
use crate::org::Org;
use crate::random::LONGEST_MARKER;

/// Shorter markers turn up by chance.
const SHORTEST_MARKER: usize = 6;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Canaries {
    marker: String,
}

/// Puts a marker into every handle, code of a client, token and link from now on, until the next reset.
pub(super) async fn mark(State(org): State<Arc<Org>>, body: Bytes) -> Answer {
    let Canaries { marker } = match parsed(&body) {
        Ok(canaries) => canaries,
        Err(refusal) => return refusal,
    };
    let fits = (SHORTEST_MARKER..=LONGEST_MARKER).contains(&marker.len());
    if !fits || !marker.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return refusal(&format!(
            "`marker` is {SHORTEST_MARKER} to {LONGEST_MARKER} letters and digits"
        ));
    }
    org.change(|state, _| state.random.mark(&marker));
    Answer::json(StatusCode::OK, &json!({ "marker": marker }))
}
