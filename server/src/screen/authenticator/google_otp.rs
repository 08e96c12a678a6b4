//! A code of Google Authenticator, or of an app like it (RFC 6238).

use app::step::Picture;
use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::AuthenticatorKey::GoogleOtp;
use okta_idx::RemediationKind::Challenge;
use okta_idx::RemediationKind::Enroll;
use okta_idx::RemediationKind::Reset;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;

use super::super::draft::At;
use super::super::draft::Draft;
use super::super::qr_code;
use super::super::table::Effect;
use super::super::table::Screen;
use crate::effect::Credential;

pub(in crate::screen) const SCREENS: &[Screen] = &[
    Screen::of(Challenge, enter_code)
        .about(GoogleOtp)
        .effect(Effect::Attempts(Credential::Code))
        .digits(),
    Screen::of(Enroll, set_up).about(GoogleOtp).effect(Effect::Attempts(Credential::Code)).digits(),
    Screen::of(Reset, set_up).about(GoogleOtp).effect(Effect::Attempts(Credential::Code)).digits(),
];

fn enter_code(at: &At<'_>) -> Draft {
    let lead = at.view.language.text(Key::OtpLead);
    Draft::of(Kind::Code, Key::OtpTitle, Key::Verify).lead(lead)
}

/// Shows the key as a QR code, and in groups of four to type into the app.
fn set_up(at: &At<'_>) -> Draft {
    let language = at.view.language;
    let draft = Draft::of(Kind::Code, Key::OtpSetUp, Key::Verify);
    let Some(secret) = at.form.authenticator.as_deref().and_then(|it| it.shared_secret()) else {
        return draft.lead(language.text(Key::OtpLead));
    };
    let letters = secret.chars().collect::<Vec<_>>();
    let groups = letters.chunks(4).map(|group| group.iter().collect::<String>());
    let key = groups.collect::<Vec<_>>().join(" ");
    let picture = qr_code::data_address(&key_address(at, secret)).map(|source| {
        let description = language.text(Key::OtpQrCode).to_owned();
        Picture { source, description }
    });
    draft.lead(language.filled(Key::OtpSetUpLead, &[&key])).picture(picture)
}

/// Returns the address that apps read a key from (`otpauth://`, Google Authenticator's "Key Uri Format").
fn key_address(at: &At<'_>, secret: &str) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let issuer = encoded(at.app_name().unwrap_or("Okta"));
    let user = encoded(at.pending.user_identifier().unwrap_or_default());
    format!("otpauth://totp/{issuer}:{user}?secret={}&issuer={issuer}", encoded(secret))
}
