//! Reads the fields of a form of Okta.

use app::step::Choice;
use app::step::Field;
use app::step::FieldKind;
use app::text::Key;
use app::text::Language;
use okta_idx::FieldRole;
use okta_idx::Form;
use okta_idx::RemediationKind;
use serde_json::Value;

use super::Answer;
use super::Bound;
use super::countries;
use super::decision;
use super::kind;
use super::options;
use super::password_rules;
use super::words;
use crate::flow::Text;
use crate::screen::messages;
use crate::screen::view::View;

pub(super) struct Reader<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) language: Language,
    pub(super) form: &'a Form,
}

impl Reader<'_> {
    /// Appends what a user answers, or sees, of a field of the group `parent`.
    pub(super) fn read(&self, parent: &str, field: &okta_idx::Field, bound: &mut Vec<Bound>) {
        let path =
            if parent.is_empty() { field.name.clone() } else { format!("{parent}.{}", field.name) };
        if let Some((kind, answer)) = decision::of(self.language, self.form, field) {
            bound.push(self.bind(path, field, kind, answer));
            return;
        }
        // Okta remembers people by a cookie of its own, which a browser that never visits Okta does not have.
        if !field.visible || field.hint.is_some() || field.role == FieldRole::RememberMe {
            return;
        }
        if !field.mutable {
            bound.extend(self.locked(path, field).filter(|_| !parent.is_empty()));
        } else if !field.options.is_empty() && !field.is_list() {
            self.read_options(&path, field, bound);
        } else if field.fields.is_empty() {
            let (kind, answer) = kind::of(self.language, self.form, field);
            bound.extend(self.country(&path, &answer));
            bound.push(self.bind(path, field, kind, answer));
        } else {
            for inner in &field.fields {
                self.read(&path, inner, bound);
            }
        }
    }

    /// Returns a value that Okta has fixed, where a user may want to see it: an attribute or a scope with a label.
    fn locked(&self, path: String, field: &okta_idx::Field) -> Option<Bound> {
        let is_asked_of_user = matches!(
            self.form.kind,
            RemediationKind::EnrollProfile
                | RemediationKind::UpdateProfile
                | RemediationKind::GranularConsent
        );
        if !is_asked_of_user || field.label.is_none() || field.value().is_none() {
            return None;
        }
        let (kind, _) = kind::of(self.language, self.form, field);
        let mut bound = self.bind(path, field, kind, Answer::Locked);
        let shown = &mut bound.shown;
        let chosen = |choice: &&Choice| shown.has_chosen(&choice.value);
        let chosen = shown.kind.choices().iter().filter(chosen).map(|choice| choice.label.clone());
        let chosen = chosen.collect::<Vec<_>>();
        if shown.kind != FieldKind::Checkbox {
            if !chosen.is_empty() {
                shown.value = chosen.join(", ");
            }
            shown.kind = FieldKind::default();
        }
        shown.locked = true;
        shown.required = false;
        Some(bound)
    }

    /// Whether the form asks for a code and the next one, which only their labels tell apart.
    fn asks_two_codes(&self) -> bool {
        let mut fields = self.form.fields.iter().flat_map(|it| &it.fields);
        fields.any(|it| it.role == FieldRole::NextPasscode)
    }

    /// Okta names a password in the language of the org, and differently in each form.
    fn password_label(&self) -> &'static str {
        let key = match self.form.kind {
            RemediationKind::Reset
            | RemediationKind::ReEnroll
            | RemediationKind::ReEnrollWarning => Key::NewPassword,
            _ => Key::Password,
        };
        self.language.text(key)
    }

    fn read_options(&self, path: &str, field: &okta_idx::Field, bound: &mut Vec<Bound>) {
        let kind = FieldKind::Choice(options::numbered(self.language, field).unwrap_or_default());
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
                let (kind, answer) = match options::numbered(self.language, inner) {
                    Some(choices) => {
                        (FieldKind::Choice(choices), Answer::Option(inner.options.len()))
                    }
                    None => kind::of(self.language, self.form, inner),
                };
                let country = self.country(&inner_path, &answer);
                let mut asked = self.bind(inner_path, inner, kind, answer);
                // Okta asks for the number later, if none comes with the choice.
                if matches!(asked.answer, Answer::Phone) {
                    asked.shown.required = inner.required.unwrap_or(false);
                }
                bound.extend(country.into_iter().chain([asked]).map(|it| it.of(path, place)));
            }
        }
    }

    /// Returns the choice of a country that stands before a phone number: that of the browser's language, unless the
    /// user chooses another.
    fn country(&self, path: &str, answer: &Answer) -> Option<Bound> {
        if !matches!(answer, Answer::Phone) {
            return None;
        }
        let shown = Field {
            label: self.language.text(Key::Country).to_owned(),
            kind: FieldKind::Choice(countries::with_calling_codes(self.language)),
            value: self.view.region.map(|region| region.code.to_owned()).unwrap_or_default(),
            ..Field::default()
        };
        let path = format!("{path}.country");
        Some(Bound { shown, role: FieldRole::Other, path, answer: Answer::Country })
    }

    fn bind(
        &self,
        path: String,
        field: &okta_idx::Field,
        kind: FieldKind,
        answer: Answer,
    ) -> Bound {
        let error = field
            .messages
            .iter()
            .map(|message| messages::text(self.language, &Text::said(message)))
            .find(|text| !text.is_empty());
        let better = self.language.label(&path).filter(|_| field.own_label.is_none());
        let label = match (better, &answer) {
            (_, Answer::Code) if !self.asks_two_codes() => {
                self.language.text(Key::EnterCode).to_owned()
            }
            (Some(label), _) => label,
            (None, _) if field.own_label.is_none() && is_password(&kind) => {
                self.password_label().to_owned()
            }
            (None, _) => field.label.clone().unwrap_or_else(|| words(&field.name)),
        };
        let reveal = match kind {
            FieldKind::Password | FieldKind::NewPassword => Some(Key::ShowPassword),
            FieldKind::Secret => Some(Key::ShowAnswer),
            _ => None,
        };
        let hint = match (&field.description, &answer) {
            (None, Answer::Words) => self.language.text(Key::SeveralHint).to_owned(),
            (description, _) => description.clone().unwrap_or_default(),
        };
        let shown = Field {
            label,
            required: field.required.unwrap_or(matches!(answer, Answer::Phone))
                || field.role == FieldRole::Passcode,
            rules: match kind {
                FieldKind::NewPassword => password_rules::of(self.language, self.form),
                _ => Vec::new(),
            },
            kind,
            value: preset(field, &answer),
            hint,
            error: error.unwrap_or_default(),
            reveal: reveal.map(|key| self.language.text(key).to_owned()).unwrap_or_default(),
            ..Field::default()
        };
        Bound { shown, role: field.role, path, answer }
    }
}

impl Bound {
    /// Returns the field as one of an option of the field `chooser`.
    fn of(self, chooser: &str, place: usize) -> Self {
        let (chooser, answer) = (chooser.to_owned(), Box::new(self.answer));
        Self { answer: Answer::WithOption { chooser, place, answer }, ..self }
    }
}

fn is_password(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Password | FieldKind::NewPassword)
}

/// Returns the value that Okta presets; never a secret.
fn preset(field: &okta_idx::Field, answer: &Answer) -> String {
    match (field.value(), answer) {
        (_, Answer::Code) => String::new(),
        (_, Answer::Several(values)) => options::preset(field, values),
        (Some(value), _) if !field.secret => readable(value),
        _ => String::new(),
    }
}

fn readable(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(items) => items.iter().map(readable).collect::<Vec<_>>().join(", "),
        Value::Null | Value::Object(_) => String::new(),
    }
}
