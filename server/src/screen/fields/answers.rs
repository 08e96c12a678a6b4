//! Reading back what was posted for the fields of a screen.

use app::step::Field;
use app::step::FieldKind;
use app::text::Key;
use okta_idx::Answers;
use okta_idx::Pick;

use super::Answer;
use super::Bound;
use crate::flow::Argument;
use crate::flow::FieldError;
use crate::flow::Text;
use crate::flow::Wrong;
use crate::flow::username_problem;
use crate::text_input::clean;
use crate::text_input::code;
use crate::text_input::code::CodeProblem;
use crate::text_input::code::CodeRule;
use crate::text_input::username::Username;

impl Bound {
    /// Writes what was typed into the answers, or says which text tells what is wrong.
    fn read(&self, typed: &str, read: &mut Read<'_>) -> Result<(), Key> {
        self.read_as(&self.answer, typed, read)
    }

    fn read_as(&self, answer: &Answer, typed: &str, read: &mut Read<'_>) -> Result<(), Key> {
        let answers = &mut read.answers;
        match answer {
            Answer::Flag => answers.set(&self.path, typed == "true"),
            Answer::Decision => match typed.parse::<bool>() {
                Ok(agrees) => answers.set(&self.path, agrees),
                Err(_) => return Err(Key::OptionMissing),
            },
            Answer::Option(count) => match typed.parse::<usize>() {
                Ok(place) if place < *count => {
                    *answers = std::mem::take(answers).choose(&self.path, Pick::Index(place));
                    read.picked.push((self.path.clone(), place));
                }
                _ if !self.shown.required && typed.is_empty() => {}
                _ => return Err(Key::OptionMissing),
            },
            Answer::Code => {
                let code = code::read(typed, code_rule(&self.shown.kind)).map_err(code_problem)?;
                answers.set(&self.path, code);
            }
            Answer::WithOption { chooser, place, answer } => {
                if read.picked.iter().any(|(path, picked)| path == chooser && picked == place) {
                    return self.read_as(answer, typed, read);
                }
            }
            Answer::Text if cleaned(&self.shown.kind, typed).is_empty() => {
                if self.shown.required {
                    return Err(Key::FieldMissing);
                }
            }
            Answer::Text if names_user(&self.shown.kind) => {
                let name = Username::read(typed).map_err(username_problem)?;
                if name.looks_mistyped() {
                    let known = read.confirmed.iter().any(|it| it == name.as_str());
                    read.doubted.push(name.as_str().to_owned());
                    if !known {
                        return Err(Key::LooksMistyped);
                    }
                }
                answers.set(&self.path, name.as_str());
            }
            Answer::Text => answers.set(&self.path, cleaned(&self.shown.kind, typed)),
        }
        Ok(())
    }
}

/// Whether a field holds a username or an email address.
fn names_user(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Username | FieldKind::Email)
}

/// What was typed into a field, as it is read, sent and shown again; passwords and codes are left as they are.
pub fn cleaned(kind: &FieldKind, typed: &str) -> String {
    match kind {
        FieldKind::Username | FieldKind::Email => Username::shown(typed),
        FieldKind::Text(_) => clean::line(typed),
        _ => typed.to_owned(),
    }
}

/// What the code of a field must look like.
fn code_rule(kind: &FieldKind) -> CodeRule {
    match kind {
        FieldKind::Digits(places) => CodeRule::Digits(*places),
        _ => CodeRule::Letters,
    }
}

fn code_problem(problem: CodeProblem) -> Key {
    match problem {
        CodeProblem::Missing => Key::CodeMissing,
        CodeProblem::Unlike => Key::CodeUnlike,
    }
}

/// What is wrong with a code that was typed into a field, if it cannot be one.
pub fn code_error(field: &Field, typed: &str) -> Option<FieldError> {
    let problem = code::read(typed, code_rule(&field.kind)).err()?;
    Some(error_at(field, code_problem(problem)))
}

fn error_at(field: &Field, problem: Key) -> FieldError {
    let text = match (problem, &field.kind) {
        (Key::LooksMistyped, FieldKind::Email) => Key::AddressLooksMistyped.into(),
        (Key::FieldMissing, _) => Text::with(problem, Argument::Label),
        (Key::CodeUnlike, FieldKind::Digits(places)) => Text::filled(Key::CodeDigits, places),
        _ => problem.into(),
    };
    FieldError::at(&field.name, text)
}

struct Read<'a> {
    answers: Answers,
    picked: Vec<(String, usize)>,
    /// What looked mistyped before, and was asked about.
    confirmed: &'a [String],
    /// What looks mistyped now.
    doubted: Vec<String>,
}

/// Reads what was posted for the fields that were shown; other names are ignored. Or says, by field name, what is wrong.
/// A text that looks mistyped is wrong once: not if it is among those `confirmed`, which were asked about before.
pub fn answers_from(
    bound: &[Bound],
    posted: &[(String, String)],
    confirmed: &[String],
) -> Result<Answers, Wrong> {
    let mut read =
        Read { answers: Answers::new(), picked: Vec::new(), confirmed, doubted: Vec::new() };
    let mut wrong = Vec::new();
    for field in bound {
        let typed = posted
            .iter()
            .find(|(name, _)| *name == field.shown.name)
            .map_or("", |(_, value)| value.as_str());
        if let Err(problem) = field.read(typed, &mut read) {
            wrong.push(error_at(&field.shown, problem));
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
    bound
        .iter()
        .filter(|field| !secret(&field.shown.kind))
        .map(|field| {
            let name = &field.shown.name;
            let typed = posted.iter().find(|(posted, _)| posted == name);
            let typed = typed.map(|(_, value)| cleaned(&field.shown.kind, value));
            (name.clone(), typed.unwrap_or_default())
        })
        .collect()
}
