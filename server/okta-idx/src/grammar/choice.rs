//! The options of a field.

use serde_json::Value;

use super::authenticator::Authenticator;
use super::authenticator::Authenticators;
use super::authenticator_key::AuthenticatorKey;
use super::document::Json;
use super::field::Field;
use crate::secret::SecretValue;
use std::sync::Arc;

/// One option: either a plain value, or a nested form whose answers become the value.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Choice {
    /// The label for the user, in the org's language.
    pub label: Option<String>,
    /// The fields of the nested form; empty when the option is a plain value.
    pub fields: Vec<Field>,
    /// The path in the response that the option refers to, such as `$.authenticators.value[0]`.
    pub relates_to: Option<String>,
    /// The authenticator at that path, if it resolves.
    pub authenticator: Option<Arc<Authenticator>>,
    pub(super) value: Option<SecretValue>,
}

impl Choice {
    pub(super) fn read(value: Json<'_>, authenticators: &mut Authenticators<'_>) -> Option<Self> {
        if !value.is_object() {
            return None;
        }
        let inner = value.get("value");
        let form = inner.and_then(|inner| inner.get("form")).or_else(|| value.get("form"));
        let plain = inner.filter(|inner| inner.is_scalar());
        let relates_to = value.owned("relatesTo");
        let fields = Field::read_all(form, authenticators);
        let related = relates_to.as_deref().and_then(|path| authenticators.at(path));
        let id = fields.iter().find(|field| field.name == "id").and_then(Field::value);
        let authenticator =
            related.or_else(|| id.and_then(Value::as_str).and_then(|id| authenticators.of_id(id)));
        Some(Self {
            label: value.owned("label"),
            fields,
            relates_to,
            authenticator,
            value: plain.map(Json::to_value).map(SecretValue),
        })
    }

    /// Returns the plain value, if it is one.
    pub fn value(&self) -> Option<&Value> {
        self.value.as_ref().map(|value| &value.0)
    }

    /// Returns the label, or the plain value if there is no label.
    pub fn title(&self) -> Option<String> {
        self.label.clone().or_else(|| self.value().and_then(readable))
    }

    /// Whether the option is a nested form.
    pub fn is_form(&self) -> bool {
        !self.fields.is_empty()
    }

    /// Returns the product of the authenticator that it refers to.
    pub fn key(&self) -> Option<AuthenticatorKey> {
        self.authenticator.as_ref()?.key
    }

    /// Returns a field of the nested form.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Returns the text of an immutable or preset field of the nested form, such as the `id` of an
    /// authenticator.
    pub fn preset(&self, name: &str) -> Option<&str> {
        self.field(name)?.value()?.as_str()
    }

    /// Whether `name` means this option: its label, plain value, authenticator key, or id.
    pub fn answers_to(&self, name: &str) -> bool {
        let key =
            self.authenticator.as_ref().and_then(|authenticator| authenticator.key_text.as_deref());
        self.label.as_deref() == Some(name)
            || self.value().and_then(readable).as_deref() == Some(name)
            || key == Some(name)
            || self.preset("id") == Some(name)
    }
}

/// Returns a plain value as text.
fn readable(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
