//! What Okta says, in the words of the catalogue where it has some.

use app::step::Link;
use app::step::Message;
use app::step::Tone;
use app::text::Language;
use okta_idx::Class;
use okta_idx::MessageKind;
use url::Url;

/// The messages for the person, without empty ones.
pub fn of<'a>(
    language: Language,
    messages: impl IntoIterator<Item = &'a okta_idx::Message>,
) -> Vec<Message> {
    messages
        .into_iter()
        .map(|message| Message { tone: tone(message), text: text(language, message) })
        .filter(|message| !message.text.is_empty())
        .collect()
}

/// So many links are shown, and so many characters of their labels.
const MOST_LINKS: usize = 12;
const LONGEST_LABEL: usize = 120;

/// The links of the messages: to web addresses only, each once. A link without a label is named by
/// the text of its message.
pub fn links(language: Language, messages: &[okta_idx::Message]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for message in messages {
        for link in &message.links {
            let Some(url) = web_address(&link.url) else { continue };
            if links.len() == MOST_LINKS || links.iter().any(|known| known.href == url.as_str()) {
                continue;
            }
            let said = link.label.clone().unwrap_or_else(|| text(language, message));
            let said =
                if said.trim().is_empty() { url.host_str().unwrap_or_default() } else { &said };
            let label = said.chars().filter(|c| !c.is_control()).take(LONGEST_LABEL).collect();
            links.push(Link { href: url.into(), label });
        }
    }
    links
}

/// An address that a browser opens as a page, without a password in it.
fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok().filter(|_| text.len() <= 2048)?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    (matches!(url.scheme(), "https" | "http") && is_plain).then_some(url)
}

/// The sentence for one message.
pub fn text(language: Language, message: &okta_idx::Message) -> String {
    message
        .key
        .as_deref()
        .and_then(|key| language.okta(key, &message.params))
        .unwrap_or_else(|| message.text.clone())
}

/// Okta calls an unknown username information; to the person it is an error.
fn tone(message: &okta_idx::Message) -> Tone {
    match message.class {
        Some(Class::Error) | None => Tone::Error,
        _ if message.kind() == MessageKind::UnknownUser => Tone::Error,
        _ => Tone::Info,
    }
}
