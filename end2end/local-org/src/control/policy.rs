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
use crate::state::policy::InlinePolicy;
use crate::state::policy::PolicyInForce;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wanted {
    /// A policy of the settings.
    name: Option<String>,
    /// A policy of its own, in the members of a settings file.
    policy: Option<Value>,
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
    let done = match (wanted.name, wanted.policy) {
        (Some(name), None) => set(&org, &name),
        (None, Some(policy)) => set_inline(&org, policy),
        _ => Err("expected either `name` or `policy`".to_owned()),
    };
    if let Err(why) = done {
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
    put_in_force(org, PolicyInForce::Named(name.to_owned()));
    Ok(())
}

fn set_inline(org: &Org, policy: Value) -> Result<(), String> {
    let inline = InlinePolicy::try_from(policy).map_err(|error| error.to_string())?;
    put_in_force(org, PolicyInForce::Inline(inline));
    Ok(())
}

fn put_in_force(org: &Org, policy: PolicyInForce) {
    org.change(|state, _| state.policy = policy);
    org.tell(Event::Policy);
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
            "name": state.policy.name(),
            "policy": state.policy.given(),
            "enumerationPrevention": state.enumeration_prevention,
            "policies": policies,
        })
    })
}
