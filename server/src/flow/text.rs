//! What is said to a user, kept as key and arguments.
//!
//! A notice outlives the request that caused it, and the next request may be in another language. So words are found
//! when a step is drawn, by the screens. Sentences in the record would be simpler, but a user who picks another
//! language would read the old one until the next step.

use app::step::Tone;
use app::text::Key;
use app::text::Language;
use okta_idx::Class;
use okta_idx::EndKind;
use okta_idx::Message;
use okta_idx::MessageKind;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::HelpLink;

/// A text before it is put into a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Text {
    /// A text of the catalogue.
    Own {
        /// Its key.
        key: Key,
        /// The values of its arguments, in their order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        arguments: Vec<Argument>,
    },
    /// A text of Okta's.
    Okta {
        /// Its key in Okta's catalogue, where it has one.
        key: Option<String>,
        /// The values of its arguments.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        params: Vec<String>,
        /// Okta's own words, for a key that no catalogue has.
        text: String,
    },
}

/// A value inside a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Argument {
    /// The same in every language.
    Value(String),
    /// A time to wait in seconds, told in seconds or minutes.
    Wait(u32),
    /// The label of the field at which the text stands.
    Label,
}

impl From<Key> for Text {
    fn from(key: Key) -> Self {
        Self::Own { key, arguments: Vec::new() }
    }
}

impl Text {
    /// A text with one value in it.
    pub fn with(key: Key, argument: Argument) -> Self {
        Self::Own { key, arguments: vec![argument] }
    }

    /// A text with one value in it that is the same in every language.
    pub fn filled(key: Key, value: &(impl ToString + ?Sized)) -> Self {
        Self::with(key, Argument::Value(value.to_string()))
    }

    /// What Okta says.
    pub fn said(message: &Message) -> Self {
        let Message { key, params, text, .. } = message;
        Self::Okta { key: key.clone(), params: params.clone(), text: text.clone() }
    }

    /// Returns what the end of a sign-in is about, if this is what Okta says at one.
    pub fn end_kind(&self) -> Option<EndKind> {
        match self {
            Self::Okta { key: Some(key), .. } => Some(EndKind::of(key)),
            _ => None,
        }
        .filter(|kind| *kind != EndKind::Other)
    }

    /// Returns whether there is nothing to read in it: Okta sent no words, and no catalogue knows the key.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Own { .. } => false,
            Self::Okta { key, params, text } => {
                let known = key.as_deref().and_then(|key| Language::default().okta(key, params));
                text.is_empty() && known.is_none()
            }
        }
    }
}

/// A text above the form of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub text: Text,
    /// Where it leads, if the whole text is a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

impl Notice {
    /// Something went wrong or was refused.
    pub fn error(text: impl Into<Text>) -> Self {
        Self::with_tone(Tone::Error, text)
    }

    /// Something to know.
    pub fn info(text: impl Into<Text>) -> Self {
        Self::with_tone(Tone::Info, text)
    }

    /// Something worked.
    pub fn success(text: impl Into<Text>) -> Self {
        Self::with_tone(Tone::Good, text)
    }

    fn with_tone(tone: Tone, text: impl Into<Text>) -> Self {
        Self { tone, text: text.into(), href: None }
    }

    /// What Okta says. It calls an unknown username information; to the user it is an error.
    pub fn said(message: &Message) -> Self {
        let tone = match message.class {
            Some(Class::Error) | None => Tone::Error,
            _ if message.kind() == MessageKind::UnknownUser => Tone::Error,
            _ => Tone::Info,
        };
        Self { href: HelpLink::whole(message), ..Self::with_tone(tone, Text::said(message)) }
    }

    /// All that Okta says, without what has no words.
    pub fn all<'a>(messages: impl IntoIterator<Item = &'a Message>) -> Vec<Self> {
        messages.into_iter().map(Self::said).filter(|notice| !notice.text.is_empty()).collect()
    }
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// What is said at it. Without a text the field shows nothing, not even Okta's message, because a notice says it already.
    pub text: Option<Text>,
}

impl FieldError {
    /// A text at a field.
    pub fn at(field: impl Into<String>, text: impl Into<Text>) -> Self {
        Self { field: field.into(), text: Some(text.into()) }
    }

    /// A field at which nothing is said.
    pub fn silent(field: impl Into<String>) -> Self {
        Self { field: field.into(), text: None }
    }
}

/// Reads a list from a record and leaves out what another release wrote and this one cannot read: a message is lost, and
/// the sign-in goes on.
pub(super) fn readable<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let items = Vec::<serde_json::Value>::deserialize(deserializer)?;
    Ok(items.into_iter().filter_map(|item| serde_json::from_value(item).ok()).collect())
}
