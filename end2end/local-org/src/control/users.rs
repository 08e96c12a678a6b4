//! `/_local/users`: the people of the org.

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
use crate::settings::Standing;
use crate::settings::check::looks_like_email;
use crate::state::people::Person;
use crate::state::people::Profile;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wanted {
    login: String,
    first_name: String,
    last_name: String,
    email: Option<String>,
    password: Option<String>,
    #[serde(default)]
    standing: Standing,
}

/// Sorted by login.
pub(super) async fn list(State(org): State<Arc<Org>>) -> Json<Value> {
    let mut people = org.look(|state, _| state.people.all().map(view).collect::<Vec<Value>>());
    people.sort_by_key(|person| person["login"].as_str().unwrap_or_default().to_owned());
    Json(people.into())
}

/// Adds somebody, or replaces whoever has that login; a bad standing ends their sign-ins.
pub(super) async fn put(State(org): State<Arc<Org>>, body: Bytes) -> Response {
    let wanted: Wanted = match parsed(&body) {
        Ok(wanted) => wanted,
        Err(refusal) => return refusal.into_response(),
    };
    let email = wanted.email.unwrap_or_else(|| wanted.login.clone());
    if wanted.login.trim().is_empty() || !looks_like_email(&email) {
        return refusal("`login` (or `email` beside it) must be an e-mail address").into_response();
    }
    let profile = Profile {
        email,
        first_name: wanted.first_name,
        last_name: wanted.last_name,
        ..Profile::unnamed()
    };
    let mut person = Person::new(&wanted.login, profile);
    person.standing = wanted.standing;
    let answer = org.change(|state, _| {
        if let Some(password) = &wanted.password {
            person.set_password(password, &mut state.random);
        }
        if person.standing != Standing::Active {
            state.grants.revoke_user(&person.id);
        }
        let answer = view(&person);
        state.people.add(person);
        answer
    });
    org.tell(Event::People);
    Json(answer).into_response()
}

fn view(person: &Person) -> Value {
    json!({
        "id": person.id,
        "login": person.login,
        "email": person.profile.email,
        "firstName": person.profile.first_name,
        "lastName": person.profile.last_name,
        "standing": person.standing,
        "hasPassword": person.has_password(),
    })
}
