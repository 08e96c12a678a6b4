//! Forms and fields of the IDX grammar, as small constructors that serialize to ION.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;

use super::message::Message;
use crate::protocol::StateHandle;
use crate::settings::ExpiryPage;

/// The media type of IDX answers.
pub(crate) const ION: &str = "application/ion+json; okta-version=1.0.0";
/// The media type that IDX forms ask to be sent as.
const ACCEPTS: &str = "application/json; okta-version=1.0.0";

/// `{"type":"array","value":[…]}`.
#[derive(Debug, Serialize)]
pub(crate) struct ArrayOf<T> {
    r#type: &'static str,
    value: Vec<T>,
}

/// `{"type":"object","value":{…}}`.
#[derive(Debug, Serialize)]
pub(crate) struct ObjectOf<T> {
    r#type: &'static str,
    value: T,
}

/// Something an app may submit: a remediation or an action.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Form {
    rel: [&'static str; 1],
    name: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    relates_to: Vec<String>,
    href: String,
    method: &'static str,
    produces: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh: Option<u32>,
    /// What an app asks to be allowed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scopes: Vec<Value>,
    value: Vec<Field>,
    accepts: &'static str,
    #[serde(rename = "customExpiredPasswordName", skip_serializing_if = "Option::is_none")]
    elsewhere_name: Option<String>,
    #[serde(rename = "customExpiredPasswordURL", skip_serializing_if = "Option::is_none")]
    elsewhere_url: Option<String>,
}

/// One field of a form.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Field {
    name: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<Cow<'static, str>>,
    /// `desc`, a sentence below the label.
    #[serde(rename = "desc", skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    visible: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mutable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<Nested>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relates_to: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    messages: Option<ArrayOf<Message>>,
}

/// The fields inside a field.
#[derive(Debug, Serialize)]
pub(crate) struct Nested {
    value: Vec<Field>,
}

/// One option of a field.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Choice {
    label: Cow<'static, str>,
    value: ChoiceValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    relates_to: Option<String>,
}

/// What choosing an option submits.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum ChoiceValue {
    Plain(Cow<'static, str>),
    Flag(bool),
    Object {
        form: Nested,
    },
    /// How to draw the field: the only option of a profile attribute that has one.
    Display(ObjectOf<Display>),
}

/// How the client should draw a profile attribute.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Display {
    pub(crate) input_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) format: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) options: Vec<Choice>,
}

impl<T> ArrayOf<T> {
    pub(crate) fn new(value: Vec<T>) -> Self {
        Self { r#type: "array", value }
    }
}

impl<T> ObjectOf<T> {
    pub(crate) fn new(value: T) -> Self {
        Self { r#type: "object", value }
    }
}

impl Form {
    /// A form without fields of its own: it still carries the state handle.
    pub(super) fn new(name: &'static str, href: String, state_handle: &StateHandle) -> Self {
        Self {
            rel: ["create-form"],
            name,
            relates_to: Vec::new(),
            href,
            method: "POST",
            produces: ION,
            refresh: None,
            scopes: Vec::new(),
            value: vec![Field::fixed("stateHandle", state_handle.as_str())],
            accepts: ACCEPTS,
            elsewhere_name: None,
            elsewhere_url: None,
        }
    }

    /// Adds a field before the state handle.
    pub(crate) fn with(mut self, field: Field) -> Self {
        let before_handle = self.value.len() - 1;
        self.value.insert(before_handle, field);
        self
    }

    pub(crate) fn about(mut self, member: &str) -> Self {
        self.relates_to.push(format!("$.{member}"));
        self
    }

    pub(crate) fn about_scopes(mut self, scopes: Vec<Value>) -> Self {
        self.scopes = scopes;
        self
    }

    pub(crate) fn every(mut self, millis: u32) -> Self {
        self.refresh = Some(millis);
        self
    }

    /// Leads to a page elsewhere at which passwords are changed.
    pub(super) fn elsewhere(mut self, page: &ExpiryPage) -> Self {
        self.elsewhere_name = Some(page.name.clone());
        self.elsewhere_url = Some(page.url.clone());
        self
    }

    /// Hangs a message on the field at `path` (`credentials.passcode`), in each option that has it.
    pub(crate) fn complain(&mut self, path: &str, message: &Message) {
        complain(&mut self.value, path, message);
    }
}

/// A form may have several groups of one name, each with fields of its own.
fn complain(fields: &mut [Field], path: &str, message: &Message) {
    let (head, rest) = path.split_once('.').map_or((path, None), |(head, rest)| (head, Some(rest)));
    for field in fields.iter_mut().filter(|field| field.name == head) {
        let Some(rest) = rest else {
            field.messages = Some(ArrayOf::new(vec![message.clone()]));
            continue;
        };
        if let Some(form) = &mut field.form {
            complain(&mut form.value, rest, message);
        }
        for option in &mut field.options {
            if let ChoiceValue::Object { form } = &mut option.value {
                complain(&mut form.value, rest, message);
            }
        }
    }
}

impl Field {
    pub(crate) fn text(name: &'static str, label: &'static str) -> Self {
        Self { name: name.into(), label: Some(label.into()), ..Self::default() }
    }

    /// A field whose name and label a policy gives.
    pub(crate) fn named(name: String, label: String) -> Self {
        Self { name: name.into(), label: Some(label.into()), ..Self::default() }
    }

    pub(crate) fn boolean(name: &'static str, label: &'static str) -> Self {
        Self::text(name, label).of_type("boolean")
    }

    /// Yes or no, without a label.
    pub(crate) fn flag(name: &'static str) -> Self {
        Self { name: name.into(), ..Self::default() }.of_type("boolean")
    }

    /// Yes or no in words.
    pub(crate) fn of_flags(name: &'static str, options: Vec<Choice>) -> Self {
        Self { options, ..Self::flag(name) }
    }

    /// Fields below a name, without saying that it is an object.
    pub(crate) fn group(name: &'static str, fields: Vec<Self>) -> Self {
        Self { name: name.into(), form: Some(Nested { value: fields }), ..Self::default() }
    }

    pub(crate) fn object(name: &'static str, fields: Vec<Self>) -> Self {
        let form = Some(Nested { value: fields });
        Self { name: name.into(), r#type: Some("object"), form, ..Self::default() }
    }

    pub(crate) fn one_of(name: &'static str, label: &'static str, options: Vec<Choice>) -> Self {
        Self { r#type: Some("string"), options, ..Self::text(name, label) }
    }

    /// Options that each submit an object of their own.
    pub(crate) fn object_of(name: &'static str, options: Vec<Choice>) -> Self {
        Self { name: name.into(), r#type: Some("object"), options, ..Self::default() }
    }

    /// A value that must come back unchanged.
    pub(crate) fn fixed(name: &'static str, value: &str) -> Self {
        Self {
            required: Some(true),
            value: Some(value.into()),
            visible: Some(false),
            mutable: Some(false),
            ..Self { name: name.into(), ..Self::default() }
        }
    }

    /// A value inside an option: fixed, but neither hidden nor always required.
    pub(crate) fn preset(name: &'static str, value: &str, required: bool) -> Self {
        Self {
            required: Some(required),
            value: Some(value.into()),
            mutable: Some(false),
            ..Self { name: name.into(), ..Self::default() }
        }
    }

    pub(crate) fn labelled(mut self, label: impl Into<Cow<'static, str>>) -> Self {
        self.label = Some(label.into());
        self
    }

    pub(crate) fn of_type(mut self, r#type: &'static str) -> Self {
        self.r#type = Some(r#type);
        self
    }

    pub(crate) fn described(mut self, description: Option<String>) -> Self {
        self.description = description;
        self
    }

    /// Names the member of the answer that this field is about.
    pub(crate) fn about(mut self, member: &str) -> Self {
        self.relates_to = Some(format!("$.{member}"));
        self
    }

    pub(crate) fn required(mut self) -> Self {
        self.required = Some(true);
        self
    }

    /// Declares the field not required, which is more than saying nothing about it.
    pub(crate) fn optional(mut self) -> Self {
        self.required = Some(false);
        self
    }

    pub(crate) fn hidden(mut self) -> Self {
        self.visible = Some(false);
        self
    }

    /// Makes the value one that must come back unchanged.
    pub(crate) fn read_only(mut self) -> Self {
        self.mutable = Some(false);
        self
    }

    /// Adds the hint how to draw the field.
    pub(crate) fn displayed(mut self, display: Display) -> Self {
        let value = ChoiceValue::Display(ObjectOf::new(display));
        self.options.push(Choice { label: "display".into(), value, relates_to: None });
        self
    }

    pub(crate) fn secret(mut self) -> Self {
        self.secret = Some(true);
        self
    }

    pub(crate) fn suggested(mut self, value: impl Into<Value>) -> Self {
        self.value = Some(value.into());
        self
    }

    pub(crate) fn lengths(mut self, min: usize, max: usize) -> Self {
        self.min_length = Some(min);
        self.max_length = Some(max);
        self
    }

    /// The same where each end may be open.
    pub(crate) fn lengths_within(mut self, min: Option<usize>, max: Option<usize>) -> Self {
        self.min_length = min;
        self.max_length = max;
        self
    }

    pub(crate) fn format(mut self, format: &'static str) -> Self {
        self.format = Some(format);
        self
    }
}

impl Choice {
    pub(crate) fn plain(label: &'static str, value: &'static str) -> Self {
        Self { label: label.into(), value: ChoiceValue::Plain(value.into()), relates_to: None }
    }

    pub(crate) fn flag(label: &'static str, value: bool) -> Self {
        Self { label: label.into(), value: ChoiceValue::Flag(value), relates_to: None }
    }

    /// An option whose label and value a policy gives.
    pub(crate) fn named(label: String, value: String) -> Self {
        Self { label: label.into(), value: ChoiceValue::Plain(value.into()), relates_to: None }
    }

    /// An option with fields of its own.
    pub(crate) fn of(label: &'static str, fields: Vec<Field>) -> Self {
        let value = ChoiceValue::Object { form: Nested { value: fields } };
        Self { label: label.into(), value, relates_to: None }
    }

    pub(crate) fn object(label: &'static str, fields: Vec<Field>, relates_to: String) -> Self {
        Self { relates_to: Some(relates_to), ..Self::of(label, fields) }
    }
}
