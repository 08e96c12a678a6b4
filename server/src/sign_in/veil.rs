//! Hiding whether an account exists.
//!
//! When accounts are hidden, somebody without a usable account is shown the screen that everybody else gets: a code
//! has been sent, allegedly. No code is right there, and it ends as a real one does. What the real screen looks like
//! is learned from the last real one, because the org decides it.

use std::sync::Mutex;
use std::sync::PoisonError;

use app::step::Field;
use app::step::FieldKind;
use app::step::Form;
use app::step::Screen;
use app::step::Step;
use app::text::Key;
use app::text::Language;
use serde::Deserialize;
use serde::Serialize;

use super::flow::Kind;
use crate::screen::actions::RESEND;
use crate::screen::actions::RESTART;

/// A sign-in that leads nowhere and does not show it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Decoy {
    /// What it looks like.
    pub shape: Shape,
    /// What its guesses are counted under.
    pub transaction: String,
    /// Whether a wrong code was the last thing that was said.
    pub said_wrong: bool,
}

/// What the screen for the code of a mail looks like in this org, without anything of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// The screen.
    pub step: Step,
    /// Seconds until Okta drops the transaction.
    pub lasts: Option<i64>,
}

impl Shape {
    /// The screen of most orgs: six digits, or a link.
    fn usual(language: Language, kind: Kind) -> Self {
        let text = |key| language.text(key).to_owned();
        let action = |name: &str, key| app::step::Action {
            name: name.to_owned(),
            label: text(key),
            wait: 0,
        };
        let back = if kind == Kind::Recovery { Key::BackToSignIn } else { Key::AnotherUsername };
        let field = Field {
            name: "credentials.passcode".to_owned(),
            label: text(Key::EnterCode),
            kind: FieldKind::Digits(6),
            value: String::new(),
            required: true,
            hint: String::new(),
            error: String::new(),
        };
        Self {
            step: Step {
                screen: Screen::Code,
                title: text(Key::CheckYourMail),
                form: Some(Form { fields: vec![field], submit: text(Key::Verify) }),
                actions: vec![action(RESEND, Key::Resend), action(RESTART, back)],
                waiting: text(Key::WaitingForLink),
                ..Step::default()
            },
            lasts: None,
        }
    }
}

/// Whether a step asks for nothing but the code of a mail, so that a decoy can look the same.
pub fn is_plain(step: &Step) -> bool {
    step.screen == Screen::Code
        && step.form.as_ref().is_some_and(|form| form.fields.len() == 1)
        && step.actions.iter().all(|action| [RESEND, RESTART].contains(&action.name.as_str()))
}

/// The shapes that were seen last, by what people came for.
#[derive(Debug, Default)]
pub struct Shapes(Mutex<Vec<(Kind, Shape)>>);

impl Shapes {
    /// Remembers what a real screen looks like.
    pub fn learn(&self, kind: Kind, step: &Step, lasts: Option<i64>) {
        let mut step = step.clone();
        step.id.clear();
        step.lead.clear();
        step.messages.clear();
        step.links.clear();
        step.expires_in = None;
        step.actions.iter_mut().for_each(|action| action.wait = 0);
        for field in step.form.iter_mut().flat_map(|form| &mut form.fields) {
            field.value.clear();
            field.error.clear();
        }
        let mut shapes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shapes.retain(|(known, _)| *known != kind);
        shapes.push((kind, Shape { step, lasts }));
    }

    /// What a decoy is to look like.
    pub fn of(&self, language: Language, kind: Kind) -> Shape {
        let shapes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = shapes.iter().find(|(known, _)| *known == kind);
        known.map_or_else(|| Shape::usual(language, kind), |(_, shape)| shape.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_keeps_nothing_of_the_person_it_was_learned_from() {
        let shapes = Shapes::default();
        let usual = shapes.of(Language::English, Kind::SignIn);
        let mut step = usual.step.clone();
        "secret".clone_into(&mut step.id);
        "We sent a mail to a***a@example.com".clone_into(&mut step.lead);
        step.expires_in = Some(300);
        for field in step.form.iter_mut().flat_map(|form| &mut form.fields) {
            "wrong".clone_into(&mut field.error);
        }
        shapes.learn(Kind::SignIn, &step, None);
        assert_eq!(shapes.of(Language::English, Kind::SignIn), usual);
    }
}
