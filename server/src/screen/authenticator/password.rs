//! A password: given, or chosen anew.

use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::AuthenticatorKey::Password;
use okta_idx::RemediationKind::Challenge;
use okta_idx::RemediationKind::Enroll;
use okta_idx::RemediationKind::ReEnroll;
use okta_idx::RemediationKind::Reset;

use super::super::draft::At;
use super::super::draft::Draft;
use super::super::table::Effect;
use super::super::table::Screen;
use crate::effect::Credential;

pub(in crate::screen) const SCREENS: &[Screen] = &[
    Screen::of(Challenge, |_| Draft::of(Kind::Form, Key::EnterPassword, Key::Verify))
        .about(Password)
        .effect(Effect::Attempts(Credential::Password))
        .instead(Key::PasswordInstead),
    Screen::of(Enroll, choose).about(Password),
    Screen::of(Reset, choose).about(Password),
    Screen::of(ReEnroll, choose).about(Password),
];

fn choose(_: &At<'_>) -> Draft {
    Draft::of(Kind::Form, Key::SetPassword, Key::Save)
}
