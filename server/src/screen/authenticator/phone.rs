//! A code by text message or voice call.

use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::AuthenticatorKey::Phone;
use okta_idx::MethodKind;
use okta_idx::RemediationKind::Challenge;
use okta_idx::RemediationKind::Enroll;
use okta_idx::RemediationKind::EnrollmentData;
use okta_idx::RemediationKind::VerificationData;

use super::super::draft::At;
use super::super::draft::Draft;
use super::super::table::Effect;
use super::super::table::Screen;
use crate::effect::Channel;

pub(in crate::screen) const SCREENS: &[Screen] = &[
    Screen::of(VerificationData, choose_method).about(Phone).effect(Effect::Sends(Channel::Phone)),
    Screen::of(EnrollmentData, ask_number).about(Phone).effect(Effect::Sends(Channel::Phone)),
    Screen::of(Challenge, enter_code).about(Phone).awaits(Channel::Phone).digits(),
    Screen::of(Enroll, enter_code).about(Phone).awaits(Channel::Phone).digits(),
];

fn choose_method(at: &At<'_>) -> Draft {
    let lead = match number(at) {
        Some(number) => at.view.language.filled(Key::PhoneLead, &[&number]),
        None => at.view.language.text(Key::PhoneLeadNoNumber).to_owned(),
    };
    Draft::of(Kind::Form, Key::VerifyPhone, Key::SendCode).lead(with_charges(at, &lead))
}

fn ask_number(at: &At<'_>) -> Draft {
    let lead = at.view.language.text(Key::PhoneSetUpLead);
    Draft::of(Kind::Form, Key::PhoneSetUp, Key::SendCode).lead(with_charges(at, lead))
}

/// Names the number that Okta says it used, masked, and whether it wrote or called.
fn enter_code(at: &At<'_>) -> Draft {
    let language = at.view.language;
    let called = at.pending.phone_method() == Some(MethodKind::Voice);
    let lead = match (number(at), called) {
        (Some(number), true) => language.filled(Key::PhoneCallLead, &[&number]),
        (Some(number), false) => language.filled(Key::PhoneCodeLead, &[&number]),
        (None, true) => language.text(Key::PhoneCallLeadNoNumber).to_owned(),
        (None, false) => language.text(Key::PhoneCodeLeadNoNumber).to_owned(),
    };
    Draft::of(Kind::Code, Key::CheckYourPhone, Key::Verify).lead(lead)
}

/// The masked number, with the name that the user gave it.
fn number(at: &At<'_>) -> Option<String> {
    let number = at.profile("phoneNumber")?;
    match at.form.authenticator.as_deref()?.nickname.as_deref() {
        Some(name) => Some(at.view.language.filled(Key::NamedNumber, &[number, name])),
        None => Some(number.to_owned()),
    }
}

fn with_charges(at: &At<'_>, lead: &str) -> String {
    [lead, at.view.language.text(Key::PhoneCharges)].join(" ")
}
