//! Whether an app may have access, and whether a link that was opened elsewhere may finish a sign-in.

use app::step::Fact;
use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::RemediationKind::AdminConsent;
use okta_idx::RemediationKind::Consent;
use okta_idx::RemediationKind::EmailConsent;
use okta_idx::RemediationKind::GranularConsent;
use okta_idx::RequestedFrom;

use super::draft::At;
use super::draft::Draft;
use super::draft::Title;
use super::table::Screen;

pub(super) const SCREENS: &[Screen] = &[
    Screen::of(Consent, |at| of_app(at, Key::ConsentLead)),
    Screen::of(GranularConsent, |at| of_app(at, Key::GranularConsentLead)),
    Screen::of(AdminConsent, |at| of_app(at, Key::AdminConsentLead)),
    Screen::of(EmailConsent, email),
];

/// Names the app and all that it asks for.
fn of_app(at: &At<'_>, lead: Key) -> Draft {
    let title = match at.app_name() {
        Some(app) => Title::from((Key::ConsentTitle, app)),
        None => Key::ConsentTitleNoName.into(),
    };
    let scopes = at.form.scopes().into_iter().map(|scope| Fact {
        title: scope.label.to_owned(),
        text: scope.description.unwrap_or_default().to_owned(),
    });
    let lead = at.view.language.text(lead);
    Draft::of(Kind::Form, title, Key::Continue).lead(lead).facts(scopes.collect())
}

/// Names the browser and the app from which the sign-in was started.
fn email(at: &At<'_>) -> Draft {
    let language = at.view.language;
    let started = at.pending.requested_from();
    let facts = [
        (Key::AskedByApp, at.app_name().map(str::to_owned)),
        (Key::AskedByBrowser, started.as_ref().and_then(RequestedFrom::browser)),
        (Key::AskedFromPlace, started.as_ref().and_then(RequestedFrom::place)),
    ];
    let facts = facts.into_iter().filter_map(|(title, text)| {
        Some(Fact { title: language.text(title).to_owned(), text: text? })
    });
    let lead = language.text(Key::EmailConsentLead);
    Draft::of(Kind::Form, Key::EmailConsentTitle, Key::Continue).lead(lead).facts(facts.collect())
}
