//! Steps that Usher asks by itself, before Okta is asked and after it has no more to say.

use app::step::Field;
use app::step::FieldKind;
use app::step::Form;
use app::step::Link;
use app::step::Screen;
use app::step::Step;
use app::text::Key;
use app::text::Language;

use super::messages;
use super::remember;
use super::view::View;
use crate::first_page::Offers;
use crate::flow::Flow;
use crate::flow::IDENTIFIER;
use crate::flow::Intent;
use crate::flow::PASSCODE;
use crate::flow::SamePath;

/// The first step of a visitor without a session.
pub fn blank(view: &View<'_>, intent: Intent, name: String) -> Step {
    Step { id: name, ..first(view, intent, view.remembers.username()) }
}

/// The first step of a flow that stands at its start, again.
pub(super) fn of_flow(view: &View<'_>, flow: &Flow) -> Step {
    let mut step = first(view, flow.intent, &flow.username);
    for field in step.form.iter_mut().flat_map(|form| &mut form.fields) {
        if let Some(error) = flow.error_at(&field.name) {
            field.error = messages::error(view.language, error, &field.label);
        }
    }
    step
}

/// Lets the links from one sign-in page to another keep the page that the user came for.
pub fn keep_target(step: &mut Step, return_to: Option<&SamePath>) {
    let Some(return_to) = return_to else { return };
    for link in &mut step.links {
        // A link that names a target already has another form.
        if Intent::starts_at(&link.href) {
            link.href = return_to.asked_at(&link.href);
        }
    }
}

pub(super) fn first(view: &View<'_>, intent: Intent, username: &str) -> Step {
    let text = |key| view.language.text(key).to_owned();
    let (title, lead, submit) = match intent {
        Intent::SignIn => (Key::SignIn, String::new(), Key::Next),
        Intent::SignUp => (Key::SignUp, text(Key::SignUpLead), Key::Continue),
        Intent::Recovery => (Key::ForgotTitle, text(Key::ForgotLead), Key::Next),
        Intent::Unlock => (Key::UnlockAccount, text(Key::UnlockLead), Key::Next),
        Intent::Activation => (Key::ActivateTitle, text(Key::ActivateLead), Key::Continue),
        Intent::Reset => (Key::ResetPassword, text(Key::ResetLead), Key::Continue),
    };
    let who = identifier(view.language, username);
    let fields = match intent {
        Intent::SignUp => Vec::new(),
        Intent::SignIn => {
            let password = view.first_page.password.then(|| password(view.language));
            std::iter::once(who).chain(password).chain(remember::field(view)).collect()
        }
        Intent::Recovery | Intent::Unlock => vec![who],
        Intent::Activation | Intent::Reset => intent.token().map(hidden).into_iter().collect(),
    };
    Step {
        screen: Screen::Identify,
        title: text(title),
        lead,
        form: Some(Form { fields, submit: text(submit) }),
        links: neighbours(view, intent),
        ..Step::default()
    }
}

fn identifier(language: Language, username: &str) -> Field {
    Field {
        name: IDENTIFIER.to_owned(),
        label: language.text(Key::Username).to_owned(),
        kind: FieldKind::Username,
        value: username.to_owned(),
        required: true,
        ..Field::default()
    }
}

/// A field for the token of the address.
fn hidden(name: &str) -> Field {
    Field { name: name.to_owned(), kind: FieldKind::Hidden, ..Field::default() }
}

fn password(language: Language) -> Field {
    Field {
        name: PASSCODE.to_owned(),
        label: language.text(Key::Password).to_owned(),
        kind: FieldKind::Password,
        value: String::new(),
        reveal: language.text(Key::ShowPassword).to_owned(),
        ..identifier(language, "")
    }
}

/// The links of a page that asks who signs in.
pub(super) fn offered(language: Language, offers: Offers) -> Vec<Link> {
    let links = [
        (offers.recovery, Intent::Recovery, Key::ForgotPassword),
        (offers.sign_up, Intent::SignUp, Key::SignUpLink),
        (offers.unlock, Intent::Unlock, Key::UnlockAccount),
    ];
    let links = links.into_iter().filter(|(is_offered, ..)| *is_offered);
    links.map(|(_, intent, label)| link(language, intent, label)).collect()
}

/// The links below a first step.
pub(super) fn neighbours(view: &View<'_>, intent: Intent) -> Vec<Link> {
    match intent {
        Intent::SignIn => offered(view.language, view.first_page.offers),
        _ => vec![link(view.language, Intent::SignIn, Key::BackToSignIn)],
    }
}

fn link(language: Language, intent: Intent, label: Key) -> Link {
    Link { href: intent.page().to_owned(), label: language.text(label).to_owned() }
}
