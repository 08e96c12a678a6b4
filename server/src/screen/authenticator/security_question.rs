//! A security question: answered, or chosen and answered for the first time.

use app::step::Screen as Kind;
use app::text::Key;
use okta_idx::AuthenticatorKey::SecurityQuestion;
use okta_idx::FieldRole;
use okta_idx::RemediationKind::Challenge;
use okta_idx::RemediationKind::Enroll;

use super::super::draft::At;
use super::super::draft::Draft;
use super::super::table::Effect;
use super::super::table::Screen;
use crate::effect::Credential;

pub(in crate::screen) const SCREENS: &[Screen] = &[
    Screen::of(Challenge, ask)
        .about(SecurityQuestion)
        .effect(Effect::Attempts(Credential::Answer))
        .instead(Key::QuestionInstead),
    Screen::of(Enroll, |_| Draft::of(Kind::Form, Key::QuestionSetUp, Key::Save))
        .about(SecurityQuestion),
];

/// The question is the label of a field that Okta fills in.
fn ask(at: &At<'_>) -> Draft {
    let mut fields = at.form.fields.iter().flat_map(|group| &group.fields);
    let question = fields.find(|field| field.role == FieldRole::QuestionKey);
    let question = question.and_then(|question| question.label.as_deref());
    // As a value it keeps its own direction among words of the user's language.
    let lead = question.map(|question| at.view.language.filled(Key::QuestionLead, &[question]));
    Draft::of(Kind::Form, Key::QuestionTitle, Key::Verify).lead(lead.unwrap_or_default())
}
