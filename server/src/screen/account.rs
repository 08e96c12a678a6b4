//! The user who is signed in, in plain words.

use std::time::Duration;

use app::pages::Profile;
use app::text::Key;
use app::text::Language;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

use super::names;
use crate::flow::SignedIn;

/// How long a session has lasted, and will.
#[derive(Clone, Copy, Debug)]
pub struct Lasting {
    /// When it was opened.
    pub created_at: OffsetDateTime,
    /// When it ends at the latest.
    pub ends_at: OffsetDateTime,
    /// How long it may lie unused.
    pub idle: Duration,
}

/// Returns what the home page shows of a session: claims of the ID token, never a token.
pub fn of(language: Language, session: Lasting, signed_in: Option<&SignedIn>) -> Profile {
    let text = |key| language.text(key).to_owned();
    let mut profile = Profile {
        ends_at: session.ends_at.format(&Rfc3339).unwrap_or_default(),
        ends_at_text: for_people(session.ends_at),
        idle_minutes: session.idle.as_secs() / 60,
        ..Profile::default()
    };
    let tokens = signed_in.and_then(SignedIn::tokens);
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
        (Key::ClaimSignedInAt, Some(for_people(claims.auth_time().unwrap_or(session.created_at)))),
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
