//! `/_local/faults`: what is to go wrong next.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use serde::Deserialize;
use serde_json::Value;
use serde_json::json;

use super::parsed;
use super::refusal;
use crate::faults::PlannedIdToken;
use crate::faults::path::PathFault;
use crate::faults::refusal::Refusal;
use crate::faults::refusal::RefusalError;
use crate::http::answer::Answer;
use crate::org::Org;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RotateKeys {
    rotate_keys: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SafeMode {
    safe_mode: bool,
}

fn switch_safe_mode(org: &Org, body: &[u8]) -> Result<(), Answer> {
    let SafeMode { safe_mode } = parsed(body)?;
    org.change(|state, _| state.faults.safe_mode = safe_mode);
    Ok(())
}

pub(super) async fn list(State(org): State<Arc<Org>>) -> Json<Value> {
    org.look(|state, _| Json(json!(state.faults)))
}

pub(super) async fn clear(State(org): State<Arc<Org>>) -> Json<Value> {
    org.change(|state, _| {
        state.faults.paths.clear();
        state.faults.id_tokens.clear();
        state.faults.refusals.clear();
        state.faults.safe_mode = false;
        Json(json!(state.faults))
    })
}

/// Plans a fault at a path, a wrong ID token or a refusal, or rotates the keys at once.
pub(super) async fn plan(State(org): State<Arc<Org>>, body: Bytes) -> Answer {
    let planned = match parsed::<Value>(&body) {
        Ok(value) if value.get("path").is_some() => plan_path(&org, &body),
        Ok(value) if value.get("idToken").is_some() => plan_id_token(&org, &body),
        Ok(value) if value.get("refuse").is_some() => plan_refusal(&org, &body),
        Ok(value) if value.get("rotateKeys").is_some() => rotate_keys(&org, &body),
        Ok(value) if value.get("safeMode").is_some() => switch_safe_mode(&org, &body),
        Ok(_) => {
            let members = "`path`, `idToken`, `refuse`, `rotateKeys` or `safeMode`";
            Err(refusal(&format!("expected an object with {members}")))
        }
        Err(refusal) => Err(refusal),
    };
    match planned {
        Ok(()) => org.look(|state, _| Answer::json(http::StatusCode::OK, &json!(state.faults))),
        Err(refusal) => refusal,
    }
}

fn plan_path(org: &Org, body: &[u8]) -> Result<(), Answer> {
    let fault: PathFault = parsed(body)?;
    fault.check().map_err(|error| refusal(&error.to_string()))?;
    org.change(|state, _| state.faults.paths.push(fault));
    Ok(())
}

fn plan_id_token(org: &Org, body: &[u8]) -> Result<(), Answer> {
    let planned: PlannedIdToken = parsed(body)?;
    if planned.times == 0 {
        return Err(refusal("`times` must be at least 1"));
    }
    org.change(|state, _| state.faults.id_tokens.push(planned));
    Ok(())
}

fn plan_refusal(org: &Org, body: &[u8]) -> Result<(), Answer> {
    let refusal: Refusal = parsed(body)?;
    refusal.check().map_err(|error| refusal_of(&error))?;
    org.change(|state, _| state.faults.refusals.push(refusal));
    Ok(())
}

fn refusal_of(error: &RefusalError) -> Answer {
    refusal(&error.to_string())
}

fn rotate_keys(org: &Org, body: &[u8]) -> Result<(), Answer> {
    let wanted: RotateKeys = parsed(body)?;
    if !wanted.rotate_keys {
        return Err(refusal("`rotateKeys` can only be true"));
    }
    let life = org.settings.lifetimes.retired_key;
    org.change(|state, now| state.keys.rotate(&mut state.random, now, life)).map_err(|error| {
        tracing::error!(%error, "a key could not be generated");
        Answer::internal_error()
    })
}
