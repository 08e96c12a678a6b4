//! What Okta says to the person.

use std::fmt;

use serde_json::Value;
use serde_json::json;

use super::json;
use crate::secret::REDACTED;

/// How grave a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// Something was refused.
    Error,
    /// Something will soon be refused.
    Warning,
    /// Something is so.
    Info,
    /// A word this version does not know.
    Other(String),
}

impl Class {
    /// The word on the wire, such as `ERROR`.
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
/// The text may name the person, so `Debug` shows the class and the key only.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// How grave it is; some messages do not say.
    pub class: Option<Class>,
    /// The stable name, such as `api.authn.error.PASSCODE_INVALID`.
    pub key: Option<String>,
    /// Okta's own words in the org's language; may be empty.
    pub text: String,
    /// What belongs into the gaps of a translation, numbers written out.
    pub params: Vec<String>,
    /// Pages that help, such as how to update a device. Their addresses are Okta's word, not checked.
    pub links: Vec<MessageLink>,
}

/// A page that helps. Neither part is checked: both are Okta's word, or an administrator's.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MessageLink {
    /// Where it leads.
    pub url: String,
    /// What it says; where it says nothing, the text of its message is the link.
    pub label: Option<String>,
}

/// More messages than any answer has; a longer list is cut.
const MOST: usize = 100;

impl Message {
    /// The messages of a `messages` member, in order; what is no message is left out.
    pub(crate) fn read_all(value: Option<&Value>) -> Vec<Self> {
        json::items(value).iter().filter_map(Self::read).collect()
    }

    fn read(value: &Value) -> Option<Self> {
        let i18n = value.get("i18n").unwrap_or(&Value::Null);
        let key = json::owned(i18n, "key");
        let text = json::owned(value, "message");
        if key.is_none() && text.is_none() {
            return None;
        }
        let params = json::items(i18n.get("params")).iter().filter_map(json::readable).collect();
        let links = json::items(value.get("links"));
        Some(Self {
            class: json::text(value, "class").map(Class::read),
            key,
            text: text.unwrap_or_default(),
            params,
            links: links.iter().filter_map(MessageLink::read).collect(),
        })
    }

    /// What Okta says about a code that is not right.
    pub(crate) fn wrong_code() -> Self {
        Self {
            class: Some(Class::Error),
            key: Some("api.authn.error.PASSCODE_INVALID".to_owned()),
            text: String::new(),
            params: Vec::new(),
            links: Vec::new(),
        }
    }

    /// The JSON that [`read_all`](Self::read_all) reads.
    pub(crate) fn write(&self) -> Value {
        let links: Vec<_> = self.links.iter().map(MessageLink::write).collect();
        json!({
            "class": self.class.as_ref().map(Class::as_str),
            "i18n": { "key": self.key, "params": self.params },
            "message": self.text,
            "links": links,
        })
    }

    /// Whether it carries this key.
    pub fn is(&self, key: &str) -> bool {
        self.key.as_deref() == Some(key)
    }

    /// Appends what is not already said with the same key and text.
    pub(crate) fn merge(list: &mut Vec<Self>, more: &[Self]) {
        for message in more {
            // Each is compared with all before it.
            if list.len() < MOST
                && !list.iter().any(|known| known.key == message.key && known.text == message.text)
            {
                list.push(message.clone());
            }
        }
    }
}

impl MessageLink {
    fn read(value: &Value) -> Option<Self> {
        let label = json::owned(value, "label").filter(|label| !label.trim().is_empty());
        Some(Self { url: json::owned(value, "url")?, label })
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
