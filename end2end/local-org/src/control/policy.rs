//! `/_local/policy`: how users sign in from now on.

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

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wanted {
    name: String,
    enumeration_prevention: Option<bool>,
}

pub(super) async fn read(State(org): State<Arc<Org>>) -> Json<Value> {
    Json(view(&org))
}

/// Puts a policy in force; sign-ins that are past their first page keep theirs.
///
/// `enumerationPrevention` may be switched with it.
pub(super) async fn switch(State(org): State<Arc<Org>>, body: Bytes) -> Response {
    let wanted: Wanted = match parsed(&body) {
        Ok(wanted) => wanted,
        Err(refusal) => return refusal.into_response(),
    };
    if let Err(why) = set(&org, &wanted.name) {
        return refusal(&why).into_response();
    }
    if let Some(enumeration_prevention) = wanted.enumeration_prevention {
        org.change(|state, _| state.enumeration_prevention = enumeration_prevention);
    }
    Json(view(&org)).into_response()
}

/// Puts the policy called `name` in force, or says which ones there are.
pub(crate) fn set(org: &Org, name: &str) -> Result<(), String> {
    if org.settings.policy_named(name).is_none() {
        let names: Vec<&str> = org.settings.policies.iter().map(|it| it.name.as_str()).collect();
        return Err(format!("no policy is called `{name}`; there are {}", names.join(", ")));
    }
    org.change(|state, _| name.clone_into(&mut state.policy));
    org.tell(Event::Policy);
    Ok(())
}

fn view(org: &Org) -> Value {
    let policies: Vec<Value> = org
        .settings
        .policies
        .iter()
        .map(|policy| json!({ "name": policy.name, "description": policy.description }))
        .collect();
    org.look(|state, _| {
        json!({
            "name": state.policy,
            "enumerationPrevention": state.enumeration_prevention,
            "policies": policies,
        })
    })
}
