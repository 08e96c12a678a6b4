//! Hiding whether an account exists.
//!
//! When accounts are hidden, somebody without a usable account is shown the screen that everybody else gets: a code
//! has been sent, allegedly. No code is right there, and it ends as a real one does. What the real screen looks like
//! is learned from the last real one, because the org decides it.

use std::sync::Mutex;
use std::sync::PoisonError;

use app::step::Action;
use app::step::Field;
use app::step::FieldKind;
use app::step::Form;
use app::step::Screen;
use app::step::Step;
use app::text::Key;
use app::text::Language;
use okta_idx::Pending;

use crate::flow::Flow;
use crate::flow::Intent;
use crate::flow::Shape;
use crate::screen::View;
use crate::screen::actions::RESEND;
use crate::screen::actions::RESTART;
use crate::screen::draft;

impl Default for Shape {
    /// The screen of most orgs: six digits, or a link.
    fn default() -> Self {
        let field = Field {
            name: "credentials.passcode".to_owned(),
            label: String::new(),
            kind: FieldKind::Digits(6),
            value: String::new(),
            required: true,
            hint: String::new(),
            error: String::new(),
        };
        Self { field, resends: true, waits: true, lasts: None }
    }
}

impl Shape {
    /// Reads the shape off a real screen.
    fn of(step: &Step, lasts: Option<i64>) -> Option<Self> {
        let field = step.form.as_ref()?.fields.first()?;
        let field = Field {
            label: String::new(),
            value: String::new(),
            error: String::new(),
            ..field.clone()
        };
        let resends = step.actions.iter().any(|action| action.name == RESEND);
        Some(Self { field, resends, waits: !step.waiting.is_empty(), lasts })
    }

    /// Draws the screen for what the user came for.
    pub fn draw(&self, language: Language, intent: Intent) -> Step {
        let text = |key| language.text(key).to_owned();
        let action = |name: &str, key| Action { name: name.to_owned(), label: text(key), wait: 0 };
        let back =
            if intent == Intent::Recovery { Key::BackToSignIn } else { Key::AnotherUsername };
        let resend = self.resends.then(|| action(RESEND, Key::Resend));
        let field = Field { label: text(Key::EnterCode), ..self.field.clone() };
        Step {
            screen: Screen::Code,
            title: text(Key::CheckYourMail),
            form: Some(Form { fields: vec![field], submit: text(Key::Verify) }),
            actions: resend.into_iter().chain([action(RESTART, back)]).collect(),
            waiting: if self.waits { text(Key::WaitingForLink) } else { String::new() },
            ..Step::default()
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
pub struct Shapes(Mutex<Vec<(Intent, Shape)>>);

impl Shapes {
    /// Remembers what the real screen of a flow looks like, if a decoy could look the same.
    pub fn learn_from(&self, view: &View<'_>, flow: &Flow, pending: &Pending) {
        let step = draft::draw(*view, flow, pending);
        if is_plain(&step) {
            let lasts = pending.expires_at().map(|end| (end - view.now).whole_seconds());
            self.learn(flow.intent, &step, lasts);
        }
    }

    /// Remembers what a real screen looks like.
    fn learn(&self, intent: Intent, step: &Step, lasts: Option<i64>) {
        let Some(shape) = Shape::of(step, lasts) else { return };
        let mut shapes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shapes.retain(|(known, _)| *known != intent);
        shapes.push((intent, shape));
    }

    /// Returns what a decoy is to look like.
    pub fn of(&self, intent: Intent) -> Shape {
        let shapes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = shapes.iter().find(|(known, _)| *known == intent);
        known.map(|(_, shape)| shape.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_keeps_nothing_of_the_user_it_was_learned_from() {
        let shapes = Shapes::default();
        let usual = Shape::default();
        let mut step = usual.draw(Language::English, Intent::SignIn);
        "secret".clone_into(&mut step.id);
        "We sent an email to a***a@example.com".clone_into(&mut step.lead);
        step.expires_in = Some(300);
        for field in step.form.iter_mut().flat_map(|form| &mut form.fields) {
            "wrong".clone_into(&mut field.error);
        }
        shapes.learn(Intent::SignIn, &step, None);
        assert_eq!(shapes.of(Intent::SignIn), usual);
    }

    #[test]
    fn a_shape_learned_in_one_language_is_drawn_in_that_of_the_visitor() {
        let shapes = Shapes::default();
        let english = Shape::default().draw(Language::English, Intent::SignIn);
        shapes.learn(Intent::SignIn, &english, None);
        let german = shapes.of(Intent::SignIn).draw(Language::German, Intent::SignIn);
        assert_ne!(german.title, english.title);
    }
}
