//! Okta's messages to the user.

use std::fmt;

use serde_json::Value;
use serde_json::json;

use super::document::Json;
use crate::secret::REDACTED;

/// The class of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// An error.
    Error,
    /// A warning of a later error.
    Warning,
    /// Information.
    Info,
    /// A class that this version does not know.
    Other(String),
}

impl Class {
    /// Returns the class as in the response, such as `ERROR`.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Error => "ERROR",
            Self::Warning => "WARNING",
            Self::Info => "INFO",
            Self::Other(word) => word,
        }
    }

    fn read(word: &str) -> Self {
        match word {
            "ERROR" => Self::Error,
            "WARNING" => Self::Warning,
            "INFO" => Self::Info,
            other => Self::Other(other.to_owned()),
        }
    }
}

/// One message: translate by `key` and `params`, fall back to `text`.
///
/// The text may name the user, so `Debug` shows the class and the key only.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// The class, if the message has one.
    pub class: Option<Class>,
    /// The i18n key, such as `api.authn.error.PASSCODE_INVALID`.
    pub key: Option<String>,
    /// Okta's own text in the org's language; may be empty.
    pub text: String,
    /// The parameters of a translation, with numbers formatted.
    pub params: Vec<String>,
    /// Help pages, such as how to update a device. Their addresses are not checked.
    pub links: Vec<MessageLink>,
}

/// A help page. Both parts are texts of Okta or of an administrator, and not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MessageLink {
    /// The address.
    pub url: String,
    /// The label; without one, the text of the message is the link.
    pub label: Option<String>,
}

/// The maximum number of messages of a response; longer lists are cut.
const MOST: usize = 100;

impl Message {
    /// Reads the messages in the member `name`, in order; invalid ones are omitted.
    pub(crate) fn read_all(value: Json<'_>, name: &str) -> Vec<Self> {
        value.items_of(name).filter_map(Self::read).collect()
    }

    fn read(value: Json<'_>) -> Option<Self> {
        let i18n = value.get("i18n");
        let key = i18n.and_then(|i18n| i18n.owned("key"));
        let text = value.owned("message");
        if key.is_none() && text.is_none() {
            return None;
        }
        let params = i18n.into_iter().flat_map(|i18n| i18n.items_of("params"));
        Some(Self {
            class: value.text("class").map(Class::read),
            key,
            text: text.unwrap_or_default(),
            params: params.filter_map(Json::readable).collect(),
            links: value.items_of("links").filter_map(MessageLink::read).collect(),
        })
    }

    /// Returns Okta's message about a wrong code.
    pub(crate) fn wrong_code() -> Self {
        Self {
            class: Some(Class::Error),
            key: Some("api.authn.error.PASSCODE_INVALID".to_owned()),
            text: String::new(),
            params: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Returns the JSON that [`read_all`](Self::read_all) reads.
    pub(crate) fn write(&self) -> Value {
        let links: Vec<_> = self.links.iter().map(MessageLink::write).collect();
        json!({
            "class": self.class.as_ref().map(Class::as_str),
            "i18n": { "key": self.key, "params": self.params },
            "message": self.text,
            "links": links,
        })
    }

    /// Whether it has this key.
    pub fn is(&self, key: &str) -> bool {
        self.key.as_deref() == Some(key)
    }

    /// Appends messages that are not in the list with the same key and text.
    pub(crate) fn merge(list: &mut Vec<Self>, more: &[Self]) {
        for message in more {
            // Each message is compared with all before it.
            if list.len() < MOST
                && !list.iter().any(|known| known.key == message.key && known.text == message.text)
            {
                list.push(message.clone());
            }
        }
    }
}

impl MessageLink {
    fn read(value: Json<'_>) -> Option<Self> {
        let label = value.owned("label").filter(|label| !label.trim().is_empty());
        Some(Self { url: value.owned("url")?, label })
    }

    fn write(&self) -> Value {
        json!({ "url": self.url, "label": self.label })
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("class", &self.class)
            .field("key", &self.key)
            .field("text", &format_args!("{REDACTED}"))
            .finish_non_exhaustive()
    }
}
