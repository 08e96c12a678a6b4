//! A code by text message or voice call.

use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::AuthenticatorKey::Phone;
use okta_idx::RemediationKind::Challenge;
use okta_idx::RemediationKind::Enroll;
use okta_idx::RemediationKind::EnrollmentData;
use okta_idx::RemediationKind::VerificationData;

use super::super::draft::At;
use super::super::draft::Draft;
use super::super::table::Effect;
use super::super::table::Screen;
use crate::limit::Channel;

pub(in crate::screen) const SCREENS: &[Screen] = &[
    Screen::of(VerificationData, choose_method).about(Phone).effect(Effect::Sends(Channel::Phone)),
    Screen::of(EnrollmentData, ask_number).about(Phone).effect(Effect::Sends(Channel::Phone)),
    Screen::of(Challenge, enter_code).about(Phone).awaits(Channel::Phone).digits(),
    Screen::of(Enroll, enter_code).about(Phone).awaits(Channel::Phone).digits(),
];

fn choose_method(at: &At<'_>) -> Draft {
    let lead = match at.profile("phoneNumber") {
        Some(number) => at.view.language.filled(Key::PhoneLead, &[number]),
        None => at.view.language.text(Key::PhoneLeadNoNumber).to_owned(),
    };
    Draft::of(Kind::Form, Key::VerifyPhone, Key::SendCode).lead(lead)
}

fn ask_number(at: &At<'_>) -> Draft {
    let lead = at.view.language.text(Key::PhoneSetUpLead);
    Draft::of(Kind::Form, Key::PhoneSetUp, Key::SendCode).lead(lead)
}

/// Names the number that Okta says it used, masked.
fn enter_code(at: &At<'_>) -> Draft {
    let lead = match at.profile("phoneNumber") {
        Some(number) => at.view.language.filled(Key::PhoneCodeLead, &[number]),
        None => at.view.language.text(Key::PhoneCodeLeadNoNumber).to_owned(),
    };
    Draft::of(Kind::Code, Key::CheckYourPhone, Key::Verify).lead(lead)
}
