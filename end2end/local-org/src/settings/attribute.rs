//! The attributes of a profile that a policy asks for.

use serde::Deserialize;
use serde_json::Value;

/// One attribute, as a form asks for it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Attribute {
    /// The member of `userProfile`.
    pub(crate) name: String,
    pub(crate) label: String,
    #[serde(default, rename = "type")]
    pub(crate) kind: Kind,
    #[serde(default)]
    pub(crate) required: bool,
    /// `desc`, a sentence below the label.
    #[serde(default)]
    pub(crate) description: Option<String>,
    #[serde(default)]
    pub(crate) min_length: Option<usize>,
    #[serde(default)]
    pub(crate) max_length: Option<usize>,
    /// Such as `country-code`.
    #[serde(default)]
    pub(crate) format: Option<String>,
    /// What an `enum` or an `array` can be.
    #[serde(default)]
    pub(crate) options: Vec<AttributeOption>,
    /// How to draw it; by its type where left out.
    #[serde(default)]
    pub(crate) show: Option<Show>,
    /// What the form suggests.
    #[serde(default)]
    pub(crate) value: Option<Value>,
    /// Whether the value must come back unchanged.
    #[serde(default)]
    pub(crate) read_only: bool,
}

/// What an attribute can hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    #[default]
    String,
    Number,
    Integer,
    Boolean,
    /// One of several.
    Enum,
    /// Any of several.
    Array,
    Date,
}

/// `inputType` of the hint how to draw an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Show {
    Text,
    Select,
    Radio,
    Checkbox,
    Date,
}

/// One value that an attribute can have.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributeOption {
    pub(crate) label: String,
    pub(crate) value: String,
}

/// What every profile has: first name, last name and email.
pub(super) fn base() -> [Attribute; 3] {
    [("firstName", "First name"), ("lastName", "Last name"), ("email", "Email")]
        .map(|(name, label)| Attribute::text(name, label))
}

/// Whether every profile has an attribute of this name.
pub(super) fn is_base(name: &str) -> bool {
    base().iter().any(|it| it.name == name)
}

impl Attribute {
    fn text(name: &str, label: &str) -> Self {
        Self {
            name: name.to_owned(),
            label: label.to_owned(),
            kind: Kind::String,
            required: true,
            description: None,
            min_length: Some(1),
            max_length: Some(100),
            format: None,
            options: Vec::new(),
            show: None,
            value: None,
            read_only: false,
        }
    }

    /// What is wrong with the attribute.
    pub(super) fn contradiction(&self) -> Option<&'static str> {
        if self.name.is_empty() || self.name.contains('.') {
            return Some("`name` must not be empty or contain a dot");
        }
        if is_base(&self.name) && (self.kind != Kind::String || !self.required || self.read_only) {
            return Some("what every profile has must be a required string that can be written");
        }
        let chooses = matches!(self.kind, Kind::Enum | Kind::Array);
        if chooses == self.options.is_empty() {
            return Some("`options` are needed by the types `enum` and `array`, and only there");
        }
        None
    }
}

impl Show {
    /// As the protocol writes it.
    pub(crate) fn input_type(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Select => "select",
            Self::Radio => "radio",
            Self::Checkbox => "checkbox",
            Self::Date => "date",
        }
    }
}
