//! `/_local/calls`: what was asked and answered, secrets and all. For tests.

use std::sync::Arc;

use axum::Json;
use axum::extract::Query;
use axum::extract::State;
use serde::Deserialize;
use serde_json::Value;
use serde_json::json;

use crate::org::Org;

#[derive(Debug, Deserialize)]
pub(super) struct Filter {
    path: Option<String>,
    after: Option<u64>,
    answers: Option<bool>,
}

/// Oldest first; `?path=` narrows it to one path, `after=` to later numbers, `answers=false` leaves the answers out.
pub(super) async fn list(State(org): State<Arc<Org>>, Query(filter): Query<Filter>) -> Json<Value> {
    org.look(|state, _| {
        let wanted = |path: &str| filter.path.as_deref().is_none_or(|wanted| wanted == path);
        let calls =
            state.calls.after(filter.after.unwrap_or_default()).filter(|call| wanted(&call.path));
        let view = calls.map(|call| {
            let mut view = json!(call);
            view["at"] = call.at.iso().into();
            if filter.answers == Some(false) {
                view["answered"] = Value::Null;
            }
            view
        });
        Json(view.collect())
    })
}
