//! Who is signed in, in plain words.

use app::pages::Profile;
use app::text::Key;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

use crate::session::Session;
use crate::session::State;
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
    let username = claims.preferred_username().or(claims.email()).unwrap_or(claims.sub());
    username.clone_into(&mut profile.username);
    let name = claims.string("given_name").or(claims.name()).unwrap_or_default();
    name.clone_into(&mut profile.name);
    let verified = claims
        .get("email_verified")
        .and_then(serde_json::Value::as_bool)
        .map(|yes| text(if yes { Key::Yes } else { Key::No }));
    let rows = [
        (Key::ClaimName, claims.name().map(str::to_owned)),
        (Key::ClaimUsername, claims.preferred_username().map(str::to_owned)),
        (Key::ClaimEmail, claims.email().map(str::to_owned)),
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
