//! The fields of any form, drawn from what Okta says about them.

use app::step::Choice;
use app::step::Field;
use app::step::FieldKind;
use app::text::Key;
use app::text::Language;
use okta_idx::Answers;
use okta_idx::Form;
use okta_idx::Pending;
use okta_idx::Pick;

use super::messages;
use crate::text_input::clean;
use crate::text_input::code;
use crate::text_input::code::CodeProblem;
use crate::text_input::code::CodeRule;
use crate::text_input::username::Username;
use crate::text_input::username::UsernameProblem;

/// A field as it is shown, and where its answer belongs.
#[derive(Clone, Debug)]
pub struct Bound {
    /// What the browser sees.
    pub shown: Field,
    /// Its dotted name in the form.
    path: String,
    answer: Answer,
}

/// How an answer is written into the form.
#[derive(Clone, Debug)]
enum Answer {
    Text,
    Code,
    Flag,
    /// The option at this place.
    Option(usize),
    /// Asked only if the option with this place is chosen at the field before.
    WithOption(String, usize),
}

impl Bound {
    /// Writes what was typed into the answers, or says which sentence tells what is wrong.
    fn read(&self, typed: &str, read: &mut Read<'_>) -> Result<(), Key> {
        let answers = &mut read.answers;
        match &self.answer {
            Answer::Flag => answers.set(&self.path, typed == "true"),
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
            Answer::Text | Answer::WithOption(..)
                if cleaned(&self.shown.kind, typed).is_empty() =>
            {
                if self.shown.required && matches!(self.answer, Answer::Text) {
                    return Err(Key::FieldMissing);
                }
            }
            Answer::WithOption(field, place) => {
                if read.picked.iter().any(|(path, picked)| path == field && picked == place) {
                    answers.set(&self.path, cleaned(&self.shown.kind, typed));
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

/// The sentence about a username that cannot be read.
pub fn username_problem(problem: UsernameProblem) -> Key {
    match problem {
        UsernameProblem::Missing => Key::UsernameMissing,
        UsernameProblem::TooLong => Key::UsernameTooLong,
        UsernameProblem::Malformed => Key::UsernameMalformed,
    }
}

/// What is wrong with a code that was typed into a field, if it cannot be one.
pub fn code_error(language: Language, field: &Field, typed: &str) -> Option<String> {
    let problem = code::read(typed, code_rule(&field.kind)).err()?;
    Some(said_of(language, code_problem(problem), field))
}

fn said_of(language: Language, problem: Key, field: &Field) -> String {
    match (problem, &field.kind) {
        (Key::LooksMistyped, FieldKind::Email) => {
            language.text(Key::AddressLooksMistyped).to_owned()
        }
        (Key::FieldMissing, _) => language.filled(problem, &[&field.label]),
        (Key::CodeUnlike, FieldKind::Digits(places)) => {
            language.filled(Key::CodeDigits, &[&places.to_string()])
        }
        _ => language.text(problem).to_owned(),
    }
}

struct Read<'a> {
    answers: Answers,
    picked: Vec<(String, usize)>,
    /// What looked mistyped before, and was asked about.
    confirmed: &'a [String],
    /// What looks mistyped now.
    doubted: Vec<String>,
}

/// Why posted answers cannot be sent.
#[derive(Debug, Default)]
pub struct Wrong {
    /// What is wrong, by field name.
    pub told: Vec<(String, String)>,
    /// Usernames and addresses that look mistyped: the next answer with the same ones confirms them.
    pub doubted: Vec<String>,
}

/// Reads what was posted for the fields that were shown; other names are ignored. Or says, by field name, what is wrong.
/// A text that looks mistyped is wrong once: not if it is among those `confirmed`, which were asked about before.
pub fn answers_from(
    language: Language,
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
            wrong.push((field.shown.name.clone(), said_of(language, problem, &field.shown)));
        }
    }
    if wrong.is_empty() {
        Ok(read.answers)
    } else {
        Err(Wrong { told: wrong, doubted: read.doubted })
    }
}

/// What was posted for the fields that may be shown again: all but passwords and codes.
pub fn repeatable(bound: &[Bound], posted: &[(String, String)]) -> Vec<(String, String)> {
    let secret = |kind: &FieldKind| {
        matches!(
            kind,
            FieldKind::Password
                | FieldKind::NewPassword
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

/// The fields of `form` that a person can answer, in Okta's order.
pub fn of_form(language: Language, form: &Form, pending: &Pending) -> Vec<Bound> {
    let reader = Reader { language, form, pending };
    let mut bound = Vec::new();
    for field in &form.fields {
        reader.read("", field, &mut bound);
    }
    for (place, field) in bound.iter_mut().enumerate() {
        field.shown.name = shown_name(&field.path, place);
    }
    bound
}

/// The dotted name, unless it has characters that a posted form gives a meaning of its own.
fn shown_name(path: &str, place: usize) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    if !path.is_empty() && path.len() <= 64 && path.bytes().all(plain) {
        path.to_owned()
    } else {
        format!("field-{place}")
    }
}

struct Reader<'a> {
    language: Language,
    form: &'a Form,
    pending: &'a Pending,
}

impl Reader<'_> {
    fn read(&self, parent: &str, field: &okta_idx::Field, bound: &mut Vec<Bound>) {
        let path =
            if parent.is_empty() { field.name.clone() } else { format!("{parent}.{}", field.name) };
        // Okta remembers people by a cookie of its own, which a browser that never visits Okta does not have.
        if !field.mutable || !field.visible || field.hint.is_some() || field.name == "rememberMe" {
            return;
        }
        if !field.options.is_empty() {
            self.read_options(&path, field, bound);
        } else if field.fields.is_empty() {
            let (kind, answer) = self.kind(&path, field);
            bound.push(self.bind(path, field, kind, answer));
        } else {
            for inner in &field.fields {
                self.read(&path, inner, bound);
            }
        }
    }

    fn read_options(&self, path: &str, field: &okta_idx::Field, bound: &mut Vec<Bound>) {
        let choices = field.options.iter().enumerate().map(|(place, option)| Choice {
            value: place.to_string(),
            label: option.title().unwrap_or_else(|| (place + 1).to_string()),
        });
        let kind = FieldKind::Choice(choices.collect());
        let mut chooser =
            self.bind(path.to_owned(), field, kind, Answer::Option(field.options.len()));
        chooser.shown.required = field.required.unwrap_or(true);
        if field.options.len() == 1 {
            "0".clone_into(&mut chooser.shown.value);
        }
        bound.push(chooser);
        for (place, option) in field.options.iter().enumerate() {
            for inner in option.fields.iter().filter(|inner| inner.mutable && inner.visible) {
                if inner.value().is_some() || !inner.options.is_empty() {
                    continue;
                }
                let inner_path = format!("{path}.{}", inner.name);
                let (kind, _) = self.kind(&inner_path, inner);
                let answer = Answer::WithOption(path.to_owned(), place);
                let mut nested = self.bind(inner_path, inner, kind, answer);
                let title = option.title().unwrap_or_default();
                nested.shown.label = format!("{title}: {}", nested.shown.label);
                nested.shown.required = false;
                bound.push(nested);
            }
        }
    }

    fn bind(
        &self,
        path: String,
        field: &okta_idx::Field,
        kind: FieldKind,
        answer: Answer,
    ) -> Bound {
        let secret = field.secret || matches!(answer, Answer::Code);
        let preset = field.value().filter(|_| !secret).map(|value| match value {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Bool(flag) => flag.to_string(),
            serde_json::Value::Number(number) => number.to_string(),
            _ => String::new(),
        });
        let error = field
            .messages
            .iter()
            .map(|message| messages::text(self.language, message))
            .find(|text| !text.is_empty());
        let label = match (self.language.label(&path), &answer) {
            (_, Answer::Code) => self.language.text(Key::EnterCode).to_owned(),
            (Some(label), _) => label.to_owned(),
            (None, _) => field.label.clone().unwrap_or_else(|| words(&field.name)),
        };
        let shown = Field {
            name: String::new(),
            label,
            required: field.required.unwrap_or(false) || path == "credentials.passcode",
            kind,
            value: preset.unwrap_or_default(),
            hint: field.description.clone().unwrap_or_default(),
            error: error.unwrap_or_default(),
        };
        Bound { shown, path, answer }
    }

    fn kind(&self, path: &str, field: &okta_idx::Field) -> (FieldKind, Answer) {
        if let Some(display) = field.display.as_ref().filter(|display| !display.options.is_empty())
        {
            let choices = display
                .options
                .iter()
                .map(|(value, label)| Choice { value: value.clone(), label: label.clone() });
            return (FieldKind::Choice(choices.collect()), Answer::Text);
        }
        let authenticator = self.form.authenticator.as_deref().and_then(|it| it.key.as_deref());
        let leaf = path.rsplit('.').next().unwrap_or(path);
        let kind = match (leaf, authenticator) {
            _ if field.kind == "boolean" => return (FieldKind::Checkbox, Answer::Flag),
            ("passcode" | "totp", key)
                if key != Some("okta_password") && !self.is_password(field) =>
            {
                return (self.code_kind(field), Answer::Code);
            }
            ("identifier" | "login" | "username", _) => FieldKind::Username,
            ("email" | "secondEmail", _) => FieldKind::Email,
            (leaf, _) if autofill(leaf).is_some() => {
                FieldKind::Text(autofill(leaf).unwrap_or_default().to_owned())
            }
            _ if field.secret || leaf == "passcode" => self.password_kind(),
            _ => FieldKind::Text(String::new()),
        };
        (kind, Answer::Text)
    }

    /// A passcode beside a username or a profile is a password, whatever the form points to.
    fn is_password(&self, field: &okta_idx::Field) -> bool {
        let name = self.form.name.as_str();
        name == "identify" || name == "enroll-profile" || (name.starts_with("re") && field.secret)
    }

    fn password_kind(&self) -> FieldKind {
        match self.form.name.as_str() {
            "identify" | "challenge-authenticator" => FieldKind::Password,
            _ => FieldKind::NewPassword,
        }
    }

    /// Codes by mail, text message or authenticator app are six digits unless the form says otherwise. Others may have
    /// any length, and must not be sent off after six.
    fn code_kind(&self, field: &okta_idx::Field) -> FieldKind {
        let key = self.form.authenticator.as_deref().and_then(|it| it.key.as_deref());
        let digits = match key {
            Some("okta_email") => {
                self.pending.email_challenge().is_some_and(|mail| mail.is_numeric())
            }
            Some("phone_number" | "google_otp" | "okta_verify") => field.format.is_none(),
            _ => false,
        };
        if digits { FieldKind::Digits(places(field)) } else { FieldKind::Letters }
    }
}

/// How many digits a code has: what Okta says if it says one number, otherwise the usual six.
fn places(field: &okta_idx::Field) -> u8 {
    let said = field.min_length.filter(|least| field.max_length == Some(*least));
    said.and_then(|it| u8::try_from(it).ok()).filter(|it| (4..=16).contains(it)).unwrap_or(6)
}

/// The `autocomplete` token of a field of Okta's user profile.
fn autofill(name: &str) -> Option<&'static str> {
    Some(match name {
        "firstName" => "given-name",
        "middleName" => "additional-name",
        "lastName" => "family-name",
        "displayName" => "name",
        "nickName" => "nickname",
        "honorificPrefix" => "honorific-prefix",
        "honorificSuffix" => "honorific-suffix",
        "organization" => "organization",
        "mobilePhone" | "phoneNumber" | "primaryPhone" => "tel",
        _ => return None,
    })
}

/// A name such as `costCenter` as words.
pub fn words(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        match c {
            '-' | '_' | '.' => text.push(' '),
            c if c.is_uppercase() && !text.is_empty() => {
                text.push(' ');
                text.extend(c.to_lowercase());
            }
            c if text.is_empty() => text.extend(c.to_uppercase()),
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_words() {
        assert_eq!(words("costCenter"), "Cost center");
        assert_eq!(words("unlock-account"), "Unlock account");
    }

    #[test]
    fn odd_names_are_replaced() {
        assert_eq!(shown_name("userProfile.email", 3), "userProfile.email");
        assert_eq!(shown_name("a[b]", 3), "field-3");
    }
}
