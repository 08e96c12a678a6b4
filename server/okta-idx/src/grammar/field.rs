//! The fields of a form.

use std::sync::Arc;

use serde_json::Value;

use super::authenticator::Authenticator;
use super::authenticator::Authenticators;
use super::choice::Choice;
use super::document::Json;
use super::field_role::FieldRole;
use super::field_type::FieldType;
use super::message::Message;
use crate::secret::SecretValue;

/// The group whose fields are attributes of the user.
const PROFILE: &str = "userProfile";

/// One field: a value to enter, a value fixed by Okta, or a group of fields.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Field {
    /// The member of the JSON object to send. May itself contain dots (scopes do).
    pub name: String,
    /// The role, by its name.
    pub role: FieldRole,
    /// The label for the user, in the org's language.
    pub label: Option<String>,
    /// The same label, if an administrator wrote it.
    pub own_label: Option<String>,
    /// The type of its value.
    pub kind: FieldType,
    /// Whether Okta requires it. `None` if Okta does not say: not required, but not declared
    /// optional either.
    pub required: Option<bool>,
    /// Whether the value may differ from the preset.
    pub mutable: bool,
    /// Whether the user should see it.
    pub visible: bool,
    /// Whether to mask the input.
    pub secret: bool,
    /// The minimum number of characters.
    pub min_length: Option<u64>,
    /// The maximum number of characters.
    pub max_length: Option<u64>,
    /// A format, such as `alphanumeric` or `country-code`.
    pub format: Option<String>,
    /// The component that fills it in, such as `webauthn` or `captcha`.
    pub hint: Option<String>,
    /// An explanation.
    pub description: Option<String>,
    /// The fields of this group.
    pub fields: Vec<Field>,
    /// The options.
    pub options: Vec<Choice>,
    /// Okta's hint how to draw it.
    pub display: Option<Display>,
    /// Okta's messages about the last value of this field.
    pub messages: Vec<Message>,
    /// The path in the response that it refers to, such as `$.captcha`.
    pub relates_to: Option<String>,
    /// The authenticator at that path, if it resolves to one.
    pub authenticator: Option<Arc<Authenticator>>,
    pub(super) value: Option<SecretValue>,
}

/// A hint how to draw a profile attribute, which Okta sends instead of options.
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
    /// Reads the fields of a `{"value":[…]}` or bare array, in order and without nameless ones.
    pub(super) fn read_all(
        form: Option<Json<'_>>,
        authenticators: &mut Authenticators<'_>,
    ) -> Vec<Self> {
        let fields = form.into_iter().flat_map(Json::items);
        fields.filter_map(|field| Self::read(field, authenticators)).collect()
    }

    fn read(value: Json<'_>, authenticators: &mut Authenticators<'_>) -> Option<Self> {
        let name = value.owned("name")?;
        let preset = value.get("value");
        let inner = preset.and_then(|preset| preset.get("form"));
        let offered = value.items_of("options");
        let display = offered.clone().find_map(Display::read);
        let choices = offered.filter(|option| Display::of(*option).is_none());
        let relates_to = value.owned("relatesTo");
        let mut fields = Self::read_all(value.get("form").or(inner), authenticators);
        if name == PROFILE {
            for field in &mut fields {
                field.role = field.role.of_attribute();
            }
        }
        Some(Self {
            role: FieldRole::of(name.rsplit('.').next().unwrap_or(&name)),
            label: value.owned("label"),
            own_label: value
                .flag("customLabel")
                .filter(|is_own| *is_own)
                .and_then(|_| value.owned("label")),
            kind: FieldType::read(value, display.as_ref()),
            required: value.flag("required"),
            mutable: value.flag("mutable").unwrap_or(true),
            visible: value.flag("visible").unwrap_or(true),
            secret: value.flag("secret").unwrap_or(false),
            min_length: value.number("minLength"),
            max_length: value.number("maxLength"),
            format: value.owned("format"),
            hint: value.owned("hint"),
            description: value.owned("desc"),
            fields,
            options: choices.filter_map(|option| Choice::read(option, authenticators)).collect(),
            display,
            messages: Message::read_all(value, "messages"),
            authenticator: relates_to.as_deref().and_then(|path| authenticators.at(path)),
            relates_to,
            value: preset
                .filter(|preset| !preset.is_null() && inner.is_none())
                .map(Json::to_value)
                .map(SecretValue),
            name,
        })
    }

    /// Returns the preset value: the default of a mutable field, the only value of an immutable
    /// one.
    pub fn value(&self) -> Option<&Value> {
        self.value.as_ref().map(|value| &value.0)
    }

    /// Whether the value is a boolean.
    pub fn is_flag(&self) -> bool {
        self.kind == FieldType::Flag
    }

    /// Whether it takes several values.
    pub fn is_list(&self) -> bool {
        self.kind == FieldType::Several
    }

    /// Whether it is a group of fields, or a choice between groups.
    pub fn is_object(&self) -> bool {
        self.kind == FieldType::Object
            || !self.fields.is_empty()
            || self.options.iter().any(Choice::is_form)
    }

    /// Returns a field of this group.
    pub fn field(&self, name: &str) -> Option<&Self> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Calls `visit` with this field and all fields below it, also inside options, with their
    /// dotted names.
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

/// Joins the dotted name of a field below another.
pub(crate) fn join(parent: &str, name: &str) -> String {
    if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") }
}

impl Display {
    /// Finds the hint in `{"label":"display","value":{"type":"object","value":{"inputType":…}}}`.
    fn of(option: Json<'_>) -> Option<Json<'_>> {
        option.get("value")?.get("value").filter(|hint| hint.is_object())
    }

    fn read(option: Json<'_>) -> Option<Self> {
        let hint = Self::of(option)?;
        let options = hint.items_of("options").filter_map(|option| {
            let value = option.get("value")?.readable()?;
            let label = option.owned("label").unwrap_or_else(|| value.clone());
            Some((value, label))
        });
        Some(Self {
            input: hint.owned("inputType"),
            format: hint.owned("format"),
            options: options.collect(),
        })
    }
}
