//! `/_local/clock`: the org's time, which moves on request.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;
use serde_json::json;

use super::parsed;
use super::refusal;
use crate::org::Event;
use crate::org::Org;

/// Ten years; beyond that the calendar of tokens gets strange.
const FURTHEST: i64 = 10 * 366 * 24 * 3600;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Advance {
    advance_seconds: i64,
}

pub(super) async fn read(State(org): State<Arc<Org>>) -> Json<Value> {
    Json(view(&org))
}

/// Moves the clock by `advanceSeconds`; negative values turn it back.
pub(super) async fn advance(State(org): State<Arc<Org>>, body: Bytes) -> Response {
    let advance: Advance = match parsed(&body) {
        Ok(advance) => advance,
        Err(refusal) => return refusal.into_response(),
    };
    let moved = org.change(|state, _| {
        let offset = state.clock_offset.saturating_add(advance.advance_seconds);
        let reachable = (-FURTHEST..=FURTHEST).contains(&offset);
        if reachable {
            state.clock_offset = offset;
        }
        reachable
    });
    if !moved {
        return refusal("`advanceSeconds` would take the clock more than ten years away")
            .into_response();
    }
    org.tell(Event::Clock);
    Json(view(&org)).into_response()
}

fn view(org: &Org) -> Value {
    org.look(|state, now| json!({ "now": now.iso(), "offsetSeconds": state.clock_offset }))
}
