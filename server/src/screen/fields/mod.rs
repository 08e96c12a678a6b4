//! The fields of any form, drawn from what Okta says about them.

mod answers;
mod decision;
mod kind;

use app::step::Choice;
use app::step::Field;
use app::step::FieldKind;
use app::step::OptionOf;
use app::text::Key;
use app::text::Language;
use okta_idx::FieldRole;
use okta_idx::Form;
use okta_idx::MethodKind;

pub use answers::answers_from;
pub use answers::cleaned;
pub use answers::code_error;
pub use answers::repeatable;

use super::messages;
use crate::flow::Text;

/// A field as it is shown, and where its answer belongs.
#[derive(Clone, Debug)]
pub struct Bound {
    /// What the browser sees.
    pub shown: Field,
    /// What the answer is.
    pub role: FieldRole,
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
    /// Yes or no, each by a button.
    Decision,
    /// The option at this place.
    Option(usize),
    /// As `answer`, where the option with this place is chosen at the field with this path.
    WithOption {
        chooser: String,
        place: usize,
        answer: Box<Answer>,
    },
}

/// The fields of `form` that a person can answer, in Okta's order.
pub fn of_form(language: Language, form: &Form) -> Vec<Bound> {
    let reader = Reader { language, form };
    let mut bound = Vec::new();
    for field in &form.fields {
        reader.read("", field, &mut bound);
    }
    for (place, field) in bound.iter_mut().enumerate() {
        let name = match &field.answer {
            // Two options may have fields of one name.
            Answer::WithOption { place, .. } => format!("{}.{place}", field.path),
            _ => field.path.clone(),
        };
        field.shown.name = shown_name(&name, place);
    }
    name_options(&mut bound);
    bound
}

/// Tells the fields of options the name under which the field with these options is shown.
fn name_options(bound: &mut [Bound]) {
    let choosers = bound.iter().filter(|field| matches!(field.answer, Answer::Option(_)));
    let names = choosers.map(|field| (field.path.clone(), field.shown.name.clone()));
    let names = names.collect::<Vec<_>>();
    for field in bound {
        let Answer::WithOption { chooser, place, .. } = &field.answer else { continue };
        let name = names.iter().find(|(path, _)| path == chooser).map(|(_, name)| name.clone());
        let value = place.to_string();
        field.shown.of_option = name.map(|field| OptionOf { field, value });
    }
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
}

impl Reader<'_> {
    fn read(&self, parent: &str, field: &okta_idx::Field, bound: &mut Vec<Bound>) {
        let path =
            if parent.is_empty() { field.name.clone() } else { format!("{parent}.{}", field.name) };
        if let Some((kind, answer)) = decision::of(self.language, self.form, field) {
            bound.push(self.bind(path, field, kind, answer));
            return;
        }
        // Okta remembers people by a cookie of its own, which a browser that never visits Okta does not have.
        if !field.mutable
            || !field.visible
            || field.hint.is_some()
            || field.role == FieldRole::RememberMe
        {
            return;
        }
        if !field.options.is_empty() {
            self.read_options(&path, field, bound);
        } else if field.fields.is_empty() {
            let (kind, answer) = kind::of(self.form, field);
            bound.push(self.bind(path, field, kind, answer));
        } else {
            for inner in &field.fields {
                self.read(&path, inner, bound);
            }
        }
    }

    /// Whether the form asks for a code and the next one, which only their labels tell apart.
    fn asks_two_codes(&self) -> bool {
        self.form
            .fields
            .iter()
            .flat_map(|it| &it.fields)
            .any(|it| it.role == FieldRole::NextPasscode)
    }

    fn read_options(&self, path: &str, field: &okta_idx::Field, bound: &mut Vec<Bound>) {
        let kind = FieldKind::Choice(options_of(self.language, field).unwrap_or_default());
        let mut chooser =
            self.bind(path.to_owned(), field, kind, Answer::Option(field.options.len()));
        chooser.shown.required = field.required.unwrap_or(true);
        if field.options.len() == 1 {
            "0".clone_into(&mut chooser.shown.value);
        }
        bound.push(chooser);
        for (place, option) in field.options.iter().enumerate() {
            let asked = |inner: &&okta_idx::Field| inner.mutable && inner.visible;
            for inner in option.fields.iter().filter(asked) {
                let inner_path = format!("{path}.{}", inner.name);
                if inner.value().is_some() {
                    continue;
                }
                let (kind, answer) = match options_of(self.language, inner) {
                    Some(choices) => {
                        (FieldKind::Choice(choices), Answer::Option(inner.options.len()))
                    }
                    None => kind::of(self.form, inner),
                };
                let (chooser, answer) = (path.to_owned(), Box::new(answer));
                let answer = Answer::WithOption { chooser, place, answer };
                bound.push(self.bind(inner_path, inner, kind, answer));
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
            .map(|message| messages::text(self.language, &Text::said(message)))
            .find(|text| !text.is_empty());
        let label = match (self.language.label(&path), &answer) {
            (_, Answer::Code) if !self.asks_two_codes() => {
                self.language.text(Key::EnterCode).to_owned()
            }
            (Some(label), _) => label,
            (None, _) => field.label.clone().unwrap_or_else(|| words(&field.name)),
        };
        let reveal = match kind {
            FieldKind::Password | FieldKind::NewPassword => Some(Key::ShowPassword),
            FieldKind::Secret => Some(Key::ShowAnswer),
            _ => None,
        };
        let shown = Field {
            name: String::new(),
            label,
            required: field.required.unwrap_or(false) || field.role == FieldRole::Passcode,
            kind,
            value: preset.unwrap_or_default(),
            hint: field.description.clone().unwrap_or_default(),
            error: error.unwrap_or_default(),
            reveal: reveal.map(|key| self.language.text(key).to_owned()).unwrap_or_default(),
            of_option: None,
        };
        Bound { shown, role: field.role, path, answer }
    }
}

/// The options of a field, by their places; `None` if it has none.
fn options_of(language: Language, field: &okta_idx::Field) -> Option<Vec<Choice>> {
    let named = |option: &okta_idx::Choice| method_name(language, field.role, option);
    let choices = field.options.iter().enumerate().map(|(place, option)| Choice {
        value: place.to_string(),
        label: named(option).or_else(|| title(option)).unwrap_or_else(|| (place + 1).to_string()),
        ..Choice::default()
    });
    (!field.options.is_empty()).then(|| choices.collect())
}

/// Returns what Okta calls an option, or the authenticator that it stands for.
fn title(option: &okta_idx::Choice) -> Option<String> {
    let named = || option.authenticator.as_ref()?.display_name.clone();
    let has_words = |text: &String| !text.trim().is_empty();
    option.title().filter(has_words).or_else(|| named().filter(has_words))
}

/// Returns the name of a method of an authenticator. Okta calls a voice call `VOICE`, for example.
fn method_name(language: Language, role: FieldRole, option: &okta_idx::Choice) -> Option<String> {
    if !matches!(role, FieldRole::MethodType | FieldRole::Channel) {
        return None;
    }
    let key = match MethodKind::of(option.value()?.as_str()?) {
        MethodKind::Sms => Key::MethodSms,
        MethodKind::Voice => Key::MethodVoice,
        MethodKind::Email => Key::MethodEmail,
        MethodKind::Push => Key::MethodPush,
        MethodKind::Totp => Key::MethodTotp,
        MethodKind::SignedNonce => Key::MethodSignedNonce,
        MethodKind::QrCode => Key::MethodQrCode,
        MethodKind::SameDevice => Key::MethodSameDevice,
        MethodKind::DeviceBootstrap => Key::MethodDeviceBootstrap,
        _ => return None,
    };
    Some(language.text(key).to_owned())
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
