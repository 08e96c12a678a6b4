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
use super::view::View;
use crate::flow::Flow;
use crate::flow::IDENTIFIER;
use crate::flow::Intent;
use crate::flow::SamePath;

/// The first step of a visitor without a session.
pub fn blank(view: &View<'_>, intent: Intent, name: String) -> Step {
    Step { id: name, ..first(view.language, intent, "", "") }
}

/// The first step of a flow that stands at its start, again.
pub(super) fn of_flow(view: &View<'_>, flow: &Flow) -> Step {
    let language = view.language;
    let label = language.text(Key::Username);
    let wrong = flow.error_at(IDENTIFIER).map(|error| messages::error(language, error, label));
    first(language, flow.intent, &flow.username, &wrong.unwrap_or_default())
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

pub(super) fn first(language: Language, intent: Intent, username: &str, wrong: &str) -> Step {
    let text = |key| language.text(key).to_owned();
    let (title, lead, submit) = match intent {
        Intent::SignIn => (Key::SignIn, String::new(), Key::Next),
        Intent::SignUp => (Key::SignUp, text(Key::SignUpLead), Key::Continue),
        Intent::Recovery => (Key::ForgotTitle, text(Key::ForgotLead), Key::Next),
    };
    let field = Field {
        name: IDENTIFIER.to_owned(),
        label: text(Key::Username),
        kind: FieldKind::Username,
        value: username.to_owned(),
        required: true,
        error: wrong.to_owned(),
        ..Field::default()
    };
    let fields = if intent == Intent::SignUp { Vec::new() } else { vec![field] };
    Step {
        screen: Screen::Identify,
        title: text(title),
        lead,
        form: Some(Form { fields, submit: text(submit) }),
        links: neighbours(language, intent),
        ..Step::default()
    }
}

/// The links below a first step.
pub(super) fn neighbours(language: Language, intent: Intent) -> Vec<Link> {
    let link = |intent: Intent, label| Link {
        href: intent.page().to_owned(),
        label: language.text(label).to_owned(),
    };
    match intent {
        Intent::SignIn => {
            vec![link(Intent::Recovery, Key::ForgotPassword), link(Intent::SignUp, Key::SignUpLink)]
        }
        Intent::SignUp | Intent::Recovery => vec![link(Intent::SignIn, Key::BackToSignIn)],
    }
}
