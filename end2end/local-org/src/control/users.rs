//! `/_local/users`: the people of the org.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::Value;
use serde_json::json;

use crate::org::Org;

/// Sorted by login.
pub(super) async fn list(State(org): State<Arc<Org>>) -> Json<Value> {
    let mut people = org.look(|state, _| {
        let view = |person: &crate::state::people::Person| {
            json!({
                "id": person.id,
                "login": person.login,
                "email": person.profile.email,
                "firstName": person.profile.first_name,
                "lastName": person.profile.last_name,
                "standing": person.standing,
                "hasPassword": person.has_password(),
            })
        };
        state.people.all().map(view).collect::<Vec<Value>>()
    });
    people.sort_by_key(|person| person["login"].as_str().unwrap_or_default().to_owned());
    Json(people.into())
}
