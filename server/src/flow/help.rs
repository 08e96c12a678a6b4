//! Pages that help with what Okta says.

use okta_idx::Message;
use serde::Deserialize;
use serde::Serialize;
use url::Url;

use super::Text;

/// So many links are kept of one answer.
const MOST: usize = 12;

/// A link to a page that helps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpLink {
    /// Where it leads.
    pub href: String,
    /// What it says; the host of the page where this is empty.
    pub label: Text,
}

impl HelpLink {
    /// Returns the address of a message whose whole text is a link: its only link, without a label.
    pub fn whole(message: &Message) -> Option<String> {
        match message.links.as_slice() {
            [link] if link.label.is_none() && !Text::said(message).is_empty() => {
                web_address(&link.url).map(String::from)
            }
            _ => None,
        }
    }

    /// Returns the links of messages: to web addresses only, each once. A link without a label is named by the text of
    /// its message; where it is the only one, the message itself is the link.
    pub fn all(messages: &[Message]) -> Vec<Self> {
        let mut links: Vec<Self> = Vec::new();
        for message in messages.iter().filter(|message| Self::whole(message).is_none()) {
            for link in &message.links {
                let Some(url) = web_address(&link.url) else { continue };
                if links.len() == MOST || links.iter().any(|known| known.href == url.as_str()) {
                    continue;
                }
                let own = link.label.clone();
                let own = own.map(|text| Text::Okta { key: None, params: Vec::new(), text });
                let label = own.unwrap_or_else(|| Text::said(message));
                links.push(Self { href: url.into(), label });
            }
        }
        links
    }
}

/// An address that a browser opens as a page, without a password in it.
pub fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok().filter(|_| text.len() <= 2048)?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    (matches!(url.scheme(), "https" | "http") && is_plain).then_some(url)
}
