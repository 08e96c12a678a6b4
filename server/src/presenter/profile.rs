//! Who is signed in, in plain words.

use app::pages::Profile;
use app::text::Key;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

use super::names;
use crate::sign_in::record::Session;
use crate::sign_in::record::State;
use crate::state::AppState;

/// What the home page shows of a session: claims of the ID token, never a token.
pub fn of(server: &AppState, session: &Session) -> Profile {
    let language = server.language;
    let text = |key| language.text(key).to_owned();
    let ends_at = server.sessions.ends_at_latest(&session.record);
    let mut profile = Profile {
        ends_at: ends_at.format(&Rfc3339).unwrap_or_default(),
        ends_at_text: for_people(ends_at),
        idle_minutes: server.sessions.lifetimes().idle.as_secs() / 60,
        ..Profile::default()
    };
    let State::SignedIn(signed_in) = &session.record.state else { return profile };
    let tokens = signed_in.tokens();
    let Some(claims) = tokens.as_ref().map(okta_idx::Tokens::claims) else { return profile };
    let claim = |name: &str| claims.string(name).and_then(names::shown);
    let first_of = |names: &[&str]| names.iter().find_map(|name| claim(name));
    profile.username =
        first_of(&["preferred_username", "email"]).unwrap_or_else(|| claims.sub().to_owned());
    profile.name = first_of(&["given_name", "name", "nickname", "family_name"]).unwrap_or_default();
    // The username is the name where there is no other.
    let full_name = first_of(&["name", "given_name", "family_name", "nickname"]);
    let full_name = full_name.unwrap_or_else(|| profile.username.clone());
    let verified = claims
        .get("email_verified")
        .and_then(serde_json::Value::as_bool)
        .map(|yes| text(if yes { Key::Yes } else { Key::No }));
    let rows = [
        (Key::ClaimName, Some(full_name)),
        (Key::ClaimUsername, claim("preferred_username")),
        (Key::ClaimEmail, claim("email")),
        (Key::ClaimEmailVerified, verified),
        (
            Key::ClaimSignedInAt,
            Some(for_people(claims.auth_time().unwrap_or(session.record.created_at))),
        ),
        (
            Key::ClaimMethods,
            Some(claims.amr().collect::<Vec<_>>().join(", ")).filter(|methods| !methods.is_empty()),
        ),
        (Key::ClaimSubject, Some(claims.sub().to_owned())),
    ];
    profile.claims =
        rows.into_iter().filter_map(|(key, value)| Some((text(key), value?))).collect();
    profile
}

fn for_people(at: OffsetDateTime) -> String {
    at.format(format_description!("[year]-[month]-[day] [hour]:[minute] UTC")).unwrap_or_default()
}
