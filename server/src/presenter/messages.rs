//! What Okta says, in the words of the catalogue where it has some.

use app::step::Message;
use app::step::Tone;
use app::text::Language;
use okta_idx::Class;

/// The messages for the person, without empty ones.
pub fn of(language: Language, messages: &[okta_idx::Message]) -> Vec<Message> {
    messages
        .iter()
        .map(|message| Message { tone: tone(message), text: text(language, message) })
        .filter(|message| !message.text.is_empty())
        .collect()
}

/// Whether Okta asks to slow down.
pub fn is_throttle(message: &okta_idx::Message) -> bool {
    ["tooManyRequests", "errors.E0000047", "E0000047"].into_iter().any(|key| message.is(key))
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
    let unknown_user = message.is("idx.unknown.user");
    match message.class {
        Some(Class::Error) | None => Tone::Error,
        _ if unknown_user => Tone::Error,
        _ => Tone::Info,
    }
}
