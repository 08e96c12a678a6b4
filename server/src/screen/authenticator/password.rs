//! A password: given, chosen, or replaced because it has expired or soon will.

use app::step::Link;
use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::AuthenticatorKey::Password;
use okta_idx::RemediationKind::Challenge;
use okta_idx::RemediationKind::Enroll;
use okta_idx::RemediationKind::ReEnroll;
use okta_idx::RemediationKind::ReEnrollWarning;
use okta_idx::RemediationKind::Reset;

use super::super::draft::At;
use super::super::draft::Draft;
use super::super::draft::Title;
use super::super::table::Effect;
use super::super::table::Screen;
use crate::effect::Credential;
use crate::flow::web_address;

pub(in crate::screen) const SCREENS: &[Screen] = &[
    Screen::of(Challenge, |_| Draft::of(Kind::Form, Key::EnterPassword, Key::Verify))
        .about(Password)
        .effect(Effect::Attempts(Credential::Password))
        .instead(Key::PasswordInstead),
    Screen::of(Enroll, |_| choose(Key::SetPassword)).about(Password),
    Screen::of(Reset, |_| choose(Key::ResetPassword)).about(Password),
    Screen::of(ReEnroll, |at| changed_elsewhere(at, choose(Key::PasswordExpired))).about(Password),
    Screen::of(ReEnrollWarning, expiring).about(Password),
];

fn choose(title: impl Into<Title>) -> Draft {
    Draft::of(Kind::Form, title, Key::Save)
}

/// Names the days that are left.
fn expiring(at: &At<'_>) -> Draft {
    let days = at.pending.password().and_then(|password| password.days_to_expiry());
    let draft = match days {
        Some(0) => choose(Key::PasswordExpiresToday),
        Some(days) => choose((Key::PasswordExpires, days.to_string().as_str())),
        None => choose(Key::PasswordExpiresSoon),
    };
    changed_elsewhere(at, draft)
}

/// Leads to the page of the org on which the password is changed, where Okta cannot change it.
fn changed_elsewhere(at: &At<'_>, draft: Draft) -> Draft {
    let Some((href, name)) = at.form.password_page() else { return draft };
    let Some(page) = web_address(href) else { return draft };
    let name = name.map_or_else(|| page.host_str().unwrap_or_default().to_owned(), str::to_owned);
    let label = at.view.language.filled(Key::GoTo, &[&name]);
    let lead = at.view.language.text(Key::PasswordElsewhereLead);
    draft.lead(lead).links(vec![Link { href: page.into(), label }]).without_form()
}
