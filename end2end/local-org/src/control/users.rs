//! `/_local/users`: the users of the org.

use std::collections::BTreeMap;
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
use crate::authenticator::AuthenticatorRef;
use crate::org::Event;
use crate::org::Org;
use crate::settings::UserSettings;
use crate::settings::UserStatus;
use crate::settings::locale;
use crate::settings::time_zone;
use crate::state::users::User;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    login: String,
    first_name: String,
    last_name: String,
    email: Option<String>,
    #[serde(default)]
    status: UserStatus,
    #[serde(default)]
    profile: BTreeMap<String, Value>,
    /// By the name of the authenticator, as in a settings file.
    #[serde(flatten)]
    authenticators: BTreeMap<String, String>,
}

/// Sorted by login.
pub(super) async fn list(State(org): State<Arc<Org>>) -> Json<Value> {
    Json(org.look(|state, _| state.users.sorted().into_iter().map(view).collect()))
}

/// Adds a user, or replaces the one with that login; a bad status revokes the user's tokens.
pub(super) async fn put(State(org): State<Arc<Org>>, body: Bytes) -> Response {
    let wanted: Wanted = match parsed(&body) {
        Ok(wanted) => wanted,
        Err(refusal) => return refusal.into_response(),
    };
    let settings = UserSettings {
        login: wanted.login,
        email: wanted.email,
        first_name: wanted.first_name,
        last_name: wanted.last_name,
        status: wanted.status,
        locale: locale(),
        time_zone: time_zone(),
        profile: wanted.profile,
        authenticators: wanted.authenticators,
    };
    let added = org.change(|state, _| {
        let user = User::from_settings(&settings, &mut state.random)?;
        if user.status != UserStatus::Active {
            state.grants.revoke_user(&user.id);
        }
        let answer = view(&user);
        state.users.add(user);
        Ok(answer)
    });
    match added {
        Ok(answer) => {
            org.tell(Event::Users);
            Json(answer).into_response()
        }
        Err((name, problem)) => refusal(&format!("`{name}`: {problem}")).into_response(),
    }
}

fn view(user: &User) -> Value {
    let enrolled = AuthenticatorRef::all().filter(|it| user.has_enrolled(*it));
    json!({
        "id": user.id,
        "login": user.login,
        "email": user.profile.email,
        "firstName": user.profile.first_name,
        "lastName": user.profile.last_name,
        "status": user.status,
        "profile": user.profile.attributes,
        "authenticators": enrolled.collect::<Vec<_>>(),
    })
}
