//! Reading back what was posted for the fields of a screen.

use app::step::Field;
use app::step::FieldKind;
use app::text::Key;
use okta_idx::Answers;

use super::Bound;
use super::read::Read;
use crate::flow::FieldError;
use crate::flow::Text;
use crate::flow::Wrong;
use crate::text_input::clean;
use crate::text_input::code;
use crate::text_input::code::CodeProblem;
use crate::text_input::code::CodeRule;
use crate::text_input::username::Username;

/// What was typed into a field, as it is read, sent and shown again; passwords and codes are left as they are.
pub fn cleaned(kind: &FieldKind, typed: &str) -> String {
    match kind {
        FieldKind::Username | FieldKind::Email => Username::shown(typed),
        FieldKind::Text(_) | FieldKind::Number | FieldKind::Date => clean::line(typed),
        _ => typed.to_owned(),
    }
}

/// What the code of a field must look like.
pub(super) fn code_rule(kind: &FieldKind) -> CodeRule {
    match kind {
        FieldKind::Digits(places) => CodeRule::Digits(*places),
        _ => CodeRule::Letters,
    }
}

pub(super) fn code_problem(problem: CodeProblem, kind: &FieldKind) -> Text {
    match (problem, kind) {
        (CodeProblem::Missing, _) => Key::CodeMissing.into(),
        (CodeProblem::Unlike, FieldKind::Digits(places)) => Text::filled(Key::CodeDigits, places),
        (CodeProblem::Unlike, _) => Key::CodeUnlike.into(),
    }
}

/// What is wrong with a code that was typed into a field, if it cannot be one.
pub fn code_error(field: &Field, typed: &str) -> Option<FieldError> {
    let problem = code::read(typed, code_rule(&field.kind)).err()?;
    Some(FieldError::at(&field.name, code_problem(problem, &field.kind)))
}

/// Reads what was posted for the fields that were shown; other names are ignored. Or says, by field name, what is wrong.
/// A text that looks mistyped is wrong once: not if it is among those `confirmed`, which were asked about before.
pub fn answers_from(
    bound: &[Bound],
    posted: &[(String, String)],
    confirmed: &[String],
) -> Result<Answers, Wrong> {
    let mut read = Read::after(confirmed);
    let mut wrong = Vec::new();
    for field in bound {
        if let Err(text) = field.read(&posted_for(&field.shown, posted), &mut read) {
            wrong.push(FieldError::at(&field.shown.name, text));
        }
    }
    if wrong.is_empty() {
        Ok(read.answers)
    } else {
        Err(Wrong { errors: wrong, doubted: read.doubted })
    }
}

/// What was posted for the fields that may be shown again: all but passwords and codes.
pub fn repeatable(bound: &[Bound], posted: &[(String, String)]) -> Vec<(String, String)> {
    let secret = |kind: &FieldKind| {
        matches!(
            kind,
            FieldKind::Password
                | FieldKind::NewPassword
                | FieldKind::Secret
                | FieldKind::Digits(_)
                | FieldKind::Letters
        )
    };
    let shown = bound.iter().map(|field| &field.shown);
    shown
        .filter(|field| !secret(&field.kind) && !field.locked)
        .map(|field| (field.name.clone(), cleaned(&field.kind, &posted_for(field, posted))))
        .collect()
}

/// Returns what was posted for a field: of several options, the chosen ones with spaces between them.
fn posted_for(field: &Field, posted: &[(String, String)]) -> String {
    let value_of = |name: &str| posted.iter().find(|(it, _)| it == name).map(|(_, value)| value);
    let FieldKind::Several(choices) = &field.kind else {
        return value_of(&field.name).cloned().unwrap_or_default();
    };
    let is_chosen = |value: &&str| value_of(&field.name_of(value)).is_some();
    let values = choices.iter().map(|choice| choice.value.as_str()).filter(is_chosen);
    values.collect::<Vec<_>>().join(" ")
}
