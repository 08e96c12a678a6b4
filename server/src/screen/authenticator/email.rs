//! A code or a link by email.

use app::step::Link;
use app::step::Screen as Kind;
use app::text::Key;
use app::text::Language;
use okta_idx::AuthenticatorKey::Email;
use okta_idx::RemediationKind::Challenge;
use okta_idx::RemediationKind::Enroll;
use okta_idx::RemediationKind::EnrollmentData;
use okta_idx::RemediationKind::VerificationData;

use super::super::draft::At;
use super::super::draft::Draft;
use super::super::table::Effect;
use super::super::table::Screen;
use super::super::view::View;
use crate::effect::Channel;
use crate::flow::Flow;
use crate::flow::Intent;
use crate::sign_in::mail_providers;

pub(in crate::screen) const SCREENS: &[Screen] = &[
    Screen::of(VerificationData, send).about(Email).effect(Effect::Sends(Channel::Email)),
    Screen::of(EnrollmentData, send).about(Email).effect(Effect::Sends(Channel::Email)),
    Screen::of(Challenge, enter_code).about(Email).awaits(Channel::Email).digits(),
    Screen::of(Enroll, enter_code).about(Email).awaits(Channel::Email).digits(),
];

fn send(at: &At<'_>) -> Draft {
    let language = at.view.language;
    let lead = match addresses(at) {
        Some(addresses) => language.filled(Key::SendLead, &[&addresses]),
        None => language.text(Key::SendLeadNoAddress).to_owned(),
    };
    Draft::of(Kind::Form, Key::VerifyEmail, Key::SendMail).lead(lead)
}

/// Names the address that Okta says it wrote to, and no other.
fn enter_code(at: &At<'_>) -> Draft {
    let (view, language) = (&at.view, at.view.language);
    let title =
        if at.flow.intent == Intent::SignUp { Key::VerifyEmail } else { Key::CheckYourMail };
    let draft = Draft::of(Kind::Code, title, Key::Verify);
    let Some(mail) = at.pending.email_challenge() else { return draft };
    let (has_link, address) = (mail.uses_magic_link(), at.profile("email"));
    let lead = match addresses(at) {
        Some(addresses) if has_link => language.filled(Key::CodeLead, &[&addresses]),
        Some(addresses) => language.filled(Key::CodeOnlyLead, &[&addresses]),
        None => unaddressed_lead(language, at.flow, has_link),
    };
    draft.lead(lead).waits(at, Key::WaitingForLink).links(mailbox_links(view, address))
}

/// The masked address, and the second one where the email goes to both.
fn addresses(at: &At<'_>) -> Option<String> {
    let first = at.profile("email")?;
    match at.profile("secondaryEmail") {
        Some(second) => Some(at.view.language.filled(Key::BothAddresses, &[first, second])),
        None => Some(first.to_owned()),
    }
}

/// Returns the sentence about an email to an address that may not or cannot be named. It is true with an account and
/// without.
fn unaddressed_lead(language: Language, flow: &Flow, has_link: bool) -> String {
    // At sign-up there is no account yet, and the email went out in any case.
    let (named, unnamed) = if has_link {
        (Key::CodeLeadIfAccount, Key::CodeLeadNoAddress)
    } else {
        (Key::CodeOnlyLeadIfAccount, Key::CodeOnlyLeadNoAddress)
    };
    if flow.username.is_empty() {
        language.text(unnamed).to_owned()
    } else {
        language.filled(named, &[&flow.username])
    }
}

/// Returns where the email can be read: by the domain of the address that Okta says it wrote to, however masked.
///
/// A username says nothing about it, because the mailbox of an account may be elsewhere.
fn mailbox_links(view: &View<'_>, address: Option<&str>) -> Vec<Link> {
    let language = view.language;
    let provider = address
        .and_then(|address| address.rsplit_once('@'))
        .and_then(|(_, domain)| mail_providers::of_domain(&domain.to_ascii_lowercase()))
        .map(|mailbox| Link {
            href: mailbox.inbox.to_owned(),
            label: language.filled(Key::OpenMail, &[mailbox.name]),
        });
    let local = view.mailbox.map(|href| Link {
        href: href.to_owned(),
        label: language.text(Key::OpenMailbox).to_owned(),
    });
    provider.into_iter().chain(local).collect()
}
