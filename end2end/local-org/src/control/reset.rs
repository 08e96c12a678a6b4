//! `/_local/reset`: everything as it was at start.

use std::sync::Arc;

use axum::extract::State;
use http::StatusCode;
use serde_json::json;

use crate::http::answer::Answer;
use crate::org::Event;
use crate::org::Org;
use crate::state::State as Memory;

/// Users, policy, clock, counters, mails, faults, transactions and tokens.
///
/// The signing key stays: relying parties remember it and look for new ones only now and then.
pub(super) async fn reset(State(org): State<Arc<Org>>) -> Answer {
    match Memory::fresh(&org.settings) {
        Ok(mut fresh) => {
            org.change(|state, _| {
                std::mem::swap(&mut fresh.keys, &mut state.keys);
                *state = fresh;
            });
            org.tell(Event::Reset);
            Answer::json(StatusCode::OK, &json!({ "reset": true }))
        }
        Err(error) => {
            tracing::error!(%error, "a fresh state could not be made");
            Answer::internal_error()
        }
    }
}
