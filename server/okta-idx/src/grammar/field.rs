//! The fields of a form.

use serde_json::Value;

use super::authenticator::Authenticators;
use super::choice::Choice;
use super::field_role::FieldRole;
use super::json;
use super::message::Message;
use crate::secret::SecretValue;

/// One field: something to be answered, fixed by Okta, or grouping other fields.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Field {
    /// The member of the JSON object that is sent. May itself contain dots (scopes do).
    pub name: String,
    /// What the answer is, by its name.
    pub role: FieldRole,
    /// What the person reads, in the org's language.
    pub label: Option<String>,
    /// `string` when Okta does not say, else `boolean`, `object`, or a word this version does not know.
    pub kind: String,
    /// Whether Okta wants it. `None` when Okta does not say: not required, but not declared optional either.
    pub required: Option<bool>,
    /// Whether an answer may differ from the preset value.
    pub mutable: bool,
    /// Whether the person should see it.
    pub visible: bool,
    /// Whether to mask what is typed.
    pub secret: bool,
    /// The smallest number of characters.
    pub min_length: Option<u64>,
    /// The largest number of characters.
    pub max_length: Option<u64>,
    /// A format word, such as `alphanumeric` or `country-code`.
    pub format: Option<String>,
    /// Who fills it in, such as `webauthn` or `captcha`.
    pub hint: Option<String>,
    /// A sentence of explanation.
    pub description: Option<String>,
    /// The fields grouped under this one.
    pub fields: Vec<Field>,
    /// What may be chosen.
    pub options: Vec<Choice>,
    /// How Okta suggests to draw it.
    pub display: Option<Display>,
    /// What Okta says about this field's last answer.
    pub messages: Vec<Message>,
    /// Where it points to inside the answer, such as `$.captcha`.
    pub relates_to: Option<String>,
    pub(super) value: Option<SecretValue>,
}

/// A drawing hint that Okta sends in place of options, for attributes of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Display {
    /// Such as `select`, `text`, `radio`, `checkbox`.
    pub input: Option<String>,
    /// Such as `country-code`.
    pub format: Option<String>,
    /// Pairs of value and label.
    pub options: Vec<(String, String)>,
}

impl Field {
    /// The fields of a `{"value":[…]}` or bare array, in order; what has no name is left out.
    pub(super) fn read_all(
        form: Option<&Value>,
        authenticators: &mut Authenticators<'_>,
    ) -> Vec<Self> {
        json::items(form).iter().filter_map(|field| Self::read(field, authenticators)).collect()
    }

    fn read(value: &Value, authenticators: &mut Authenticators<'_>) -> Option<Self> {
        let name = json::owned(value, "name")?;
        let preset = value.get("value");
        let form = value.get("form").or_else(|| preset.and_then(|preset| preset.get("form")));
        let offered = json::items(value.get("options"));
        let display = offered.iter().find_map(Display::read);
        let choices = offered.iter().filter(|option| Display::read(option).is_none());
        Some(Self {
            role: FieldRole::of(name.rsplit('.').next().unwrap_or(&name)),
            label: json::owned(value, "label"),
            kind: json::owned(value, "type").unwrap_or_else(|| "string".to_owned()),
            required: json::flag(value, "required"),
            mutable: json::flag(value, "mutable").unwrap_or(true),
            visible: json::flag(value, "visible").unwrap_or(true),
            secret: json::flag(value, "secret").unwrap_or(false),
            min_length: json::number(value, "minLength"),
            max_length: json::number(value, "maxLength"),
            format: json::owned(value, "format"),
            hint: json::owned(value, "hint"),
            description: json::owned(value, "desc"),
            fields: Self::read_all(form, authenticators),
            options: choices.filter_map(|option| Choice::read(option, authenticators)).collect(),
            display,
            messages: Message::read_all(value.get("messages")),
            relates_to: json::owned(value, "relatesTo"),
            value: preset
                .filter(|preset| !preset.is_null() && preset.get("form").is_none())
                .cloned()
                .map(SecretValue),
            name,
        })
    }

    /// The preset value: the default of a mutable field, the only value of an immutable one.
    pub fn value(&self) -> Option<&Value> {
        self.value.as_ref().map(|value| &value.0)
    }

    /// Whether the answer is yes or no.
    pub fn is_flag(&self) -> bool {
        self.kind == "boolean"
    }

    /// Whether it groups other fields or chooses between such groups.
    pub fn is_object(&self) -> bool {
        self.kind == "object" || !self.fields.is_empty() || self.options.iter().any(Choice::is_form)
    }

    /// A field grouped under this one.
    pub fn field(&self, name: &str) -> Option<&Self> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Calls `visit` with this field and every field below it, also inside options, with their dotted names.
    pub(crate) fn walk<'a>(&'a self, parent: &str, visit: &mut impl FnMut(&str, &'a Self)) {
        let path = join(parent, &self.name);
        visit(&path, self);
        for field in &self.fields {
            field.walk(&path, visit);
        }
        for field in self.options.iter().flat_map(|option| &option.fields) {
            field.walk(&path, visit);
        }
    }
}

/// The dotted name of a field below another.
pub(crate) fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}

impl Display {
    /// Reads `{"label":"display","value":{"type":"object","value":{"inputType":…}}}`.
    fn read(option: &Value) -> Option<Self> {
        let hint = option.get("value")?.get("value").filter(|hint| hint.is_object())?;
        let options = json::items(hint.get("options")).iter().filter_map(|option| {
            let value = json::readable(option.get("value")?)?;
            let label = json::owned(option, "label").unwrap_or_else(|| value.clone());
            Some((value, label))
        });
        Some(Self {
            input: json::owned(hint, "inputType"),
            format: json::owned(hint, "format"),
            options: options.collect(),
        })
    }
}
