//! `/_local/users`: the users of the org.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::Response;
use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::parsed;
use super::refusal;
use crate::authenticator::AuthenticatorRef;
use crate::authenticator::password::life_of;
use crate::authenticator::password::set_life;
use crate::authenticator::password_life::Life;
use crate::authenticator::seed::KEY;
use crate::authenticator::seed::Seed;
use crate::org::Event;
use crate::org::Org;
use crate::random::Random;
use crate::settings::UserSettings;
use crate::settings::UserStatus;
use crate::settings::locale;
use crate::settings::time_zone;
use crate::state::users::User;
use crate::timestamp::Timestamp;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    login: String,
    first_name: String,
    last_name: String,
    email: Option<String>,
    #[serde(default)]
    status: UserStatus,
    /// What the user has enrolled, each with the `key` of its authenticator.
    #[serde(default)]
    authenticators: Vec<Map<String, Value>>,
    /// How long the password is good for.
    password_state: Option<String>,
    #[serde(default)]
    profile: BTreeMap<String, Value>,
    /// By the name of the authenticator, as in a settings file.
    #[serde(flatten)]
    by_name: BTreeMap<String, String>,
}

/// Sorted by login.
pub(super) async fn list(State(org): State<Arc<Org>>) -> Json<Value> {
    let views = org
        .look(|state, now| state.users.sorted().into_iter().map(|user| view(user, now)).collect());
    Json(views)
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
        authenticators: wanted.by_name,
    };
    let added = org.change(|state, now| {
        let mut user = User::from_settings(&settings, &mut state.random)
            .map_err(|(name, problem)| format!("`{name}`: {problem}"))?;
        enroll(&mut user, &wanted.authenticators, &mut state.random)?;
        if let Some(text) = &wanted.password_state {
            limit_password(&mut user, text, now)?;
        }
        if user.status != UserStatus::Active {
            state.grants.revoke_user(&user.id);
        }
        let answer = view(&user, now);
        state.users.add(user);
        Ok::<_, String>(answer)
    });
    match added {
        Ok(answer) => {
            org.tell(Event::Users);
            Json(answer).into_response()
        }
        Err(problem) => refusal(&problem).into_response(),
    }
}

fn enroll(
    user: &mut User,
    authenticators: &[Map<String, Value>],
    random: &mut Random,
) -> Result<(), String> {
    for (index, members) in authenticators.iter().enumerate() {
        let seed = Seed::new(members);
        let enrollment = seed
            .text(KEY)
            .and_then(AuthenticatorRef::with_key)
            .and_then(|it| Ok((it, it.described_by(seed, random)?)));
        let (authenticator, enrollment) =
            enrollment.map_err(|problem| format!("`authenticators[{index}]`: {problem}"))?;
        user.enroll(authenticator, enrollment);
    }
    Ok(())
}

fn limit_password(user: &mut User, text: &str, now: Timestamp) -> Result<(), String> {
    let place = |problem: String| format!("`passwordState`: {problem}");
    let life = Life::parse(text, now).map_err(place)?;
    let password = AuthenticatorRef::resettable().filter(|it| user.has_enrolled(*it));
    password.ok_or_else(|| place("the user has no password".to_owned()))?;
    set_life(user, life);
    Ok(())
}

fn view(user: &User, now: Timestamp) -> Value {
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
        "passwordState": life_of(user).written(now),
    })
}
