//! Steps that Usher asks by itself, before Okta is asked and after it has no more to say.

use app::step::Field;
use app::step::FieldKind;
use app::step::Form;
use app::step::Link;
use app::step::Screen;
use app::step::Step;
use app::text::Key;
use app::text::Language;

use super::view::View;
use crate::sign_in::begin::IDENTIFIER;
use crate::sign_in::flow::Flow;
use crate::sign_in::flow::Kind;
use crate::sign_in::same_path::SamePath;

/// The first step of somebody who has no session yet.
pub fn blank(view: &View<'_>, kind: Kind, name: String) -> Step {
    Step { id: name, ..first(view.language, kind, "", "") }
}

/// The first step of a flow that stands at its start, again.
pub(super) fn of_flow(view: &View<'_>, flow: &Flow) -> Step {
    let wrong = flow
        .wrong
        .iter()
        .find(|(name, _)| name == IDENTIFIER)
        .map_or("", |(_, text)| text.as_str());
    first(view.language, flow.kind, &flow.username, wrong)
}

/// Lets the links from one kind of sign-in to another keep the page that the user came for.
pub fn keep_target(step: &mut Step, return_to: Option<&SamePath>) {
    let Some(return_to) = return_to else { return };
    for link in &mut step.links {
        // A link that names a target already has another form.
        if Kind::starts_at(&link.href) {
            link.href = return_to.asked_at(&link.href);
        }
    }
}

pub(super) fn first(language: Language, kind: Kind, username: &str, wrong: &str) -> Step {
    let text = |key| language.text(key).to_owned();
    let (title, lead, submit) = match kind {
        Kind::SignIn => (Key::SignIn, String::new(), Key::Next),
        Kind::SignUp => (Key::SignUp, text(Key::SignUpLead), Key::Continue),
        Kind::Recovery => (Key::ForgotTitle, text(Key::ForgotLead), Key::Next),
    };
    let field = Field {
        name: IDENTIFIER.to_owned(),
        label: text(Key::Username),
        kind: FieldKind::Username,
        value: username.to_owned(),
        required: true,
        hint: String::new(),
        error: wrong.to_owned(),
    };
    let fields = if kind == Kind::SignUp { Vec::new() } else { vec![field] };
    Step {
        screen: Screen::Identify,
        title: text(title),
        lead,
        form: Some(Form { fields, submit: text(submit) }),
        links: neighbours(language, kind),
        ..Step::default()
    }
}

/// The links below a first step.
pub(super) fn neighbours(language: Language, kind: Kind) -> Vec<Link> {
    let link = |kind: Kind, label| Link {
        href: kind.page().to_owned(),
        label: language.text(label).to_owned(),
    };
    match kind {
        Kind::SignIn => {
            vec![link(Kind::Recovery, Key::ForgotPassword), link(Kind::SignUp, Key::SignUpLink)]
        }
        Kind::SignUp | Kind::Recovery => vec![link(Kind::SignIn, Key::BackToSignIn)],
    }
}
