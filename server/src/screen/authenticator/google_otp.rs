//! A code of Google Authenticator, or of an app like it (RFC 6238).

use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::AuthenticatorKey::GoogleOtp;
use okta_idx::RemediationKind::Challenge;
use okta_idx::RemediationKind::Enroll;

use super::super::draft::At;
use super::super::draft::Draft;
use super::super::table::Effect;
use super::super::table::Screen;
use crate::limit::Credential;

pub(in crate::screen) const SCREENS: &[Screen] = &[
    Screen::of(Challenge, enter_code)
        .about(GoogleOtp)
        .effect(Effect::Attempts(Credential::Code))
        .digits(),
    Screen::of(Enroll, set_up).about(GoogleOtp).effect(Effect::Attempts(Credential::Code)).digits(),
];

fn enter_code(at: &At<'_>) -> Draft {
    let lead = at.view.language.text(Key::OtpLead);
    Draft::of(Kind::Code, Key::OtpTitle, Key::Verify).lead(lead)
}

/// Shows the key to type into the app, in groups of four.
fn set_up(at: &At<'_>) -> Draft {
    let secret = at.form.authenticator.as_deref().and_then(|it| it.shared_secret());
    let lead = match secret {
        Some(secret) => {
            let letters = secret.chars().collect::<Vec<_>>();
            let groups = letters.chunks(4).map(|group| group.iter().collect::<String>());
            let key = groups.collect::<Vec<_>>().join(" ");
            at.view.language.filled(Key::OtpSetUpLead, &[&key])
        }
        None => at.view.language.text(Key::OtpLead).to_owned(),
    };
    Draft::of(Kind::Code, Key::OtpSetUp, Key::Verify).lead(lead)
}
