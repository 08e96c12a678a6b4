//! What is said to a user, in words of the language of the request.

use app::step::Link;
use app::step::Message;
use app::text::Key;
use app::text::Language;
use url::Url;

use crate::flow::Argument;
use crate::flow::FieldError;
use crate::flow::HelpLink;
use crate::flow::Notice;
use crate::flow::Text;

/// Above this a time is given in minutes.
const MOST_SECONDS: u32 = 90;
/// So many characters of a link's label are shown.
const LONGEST_LABEL: usize = 120;

/// Returns what Okta says, without empty messages.
pub fn of<'a>(
    language: Language,
    messages: impl IntoIterator<Item = &'a okta_idx::Message>,
) -> Vec<Message> {
    let drawn = Notice::all(messages).into_iter().map(|notice| drawn(language, &notice));
    drawn.filter(|message| !message.text.is_empty()).collect()
}

/// Returns the links of what Okta says.
pub fn links(language: Language, messages: &[okta_idx::Message]) -> Vec<Link> {
    HelpLink::all(messages).iter().map(|help| link(language, help)).collect()
}

/// Draws a notice.
pub fn drawn(language: Language, notice: &Notice) -> Message {
    let href = notice.href.clone().unwrap_or_default();
    Message { tone: notice.tone, text: text(language, &notice.text), href }
}

/// Draws a link to a page that helps.
pub fn link(language: Language, help: &HelpLink) -> Link {
    let mut said = text(language, &help.label);
    if said.trim().is_empty() {
        let url = Url::parse(&help.href).ok();
        url.as_ref().and_then(Url::host_str).unwrap_or_default().clone_into(&mut said);
    }
    let label = said.chars().filter(|c| !c.is_control()).take(LONGEST_LABEL).collect();
    Link { href: help.href.clone(), label }
}

/// Writes what is wrong with the field of this label; nothing where the step says it elsewhere.
pub fn error(language: Language, error: &FieldError, label: &str) -> String {
    error.text.as_ref().map(|text| at_field(language, text, label)).unwrap_or_default()
}

/// Writes a text that stands at no field.
pub fn text(language: Language, text: &Text) -> String {
    at_field(language, text, "")
}

/// Writes a text that stands at the field with this label.
fn at_field(language: Language, text: &Text, label: &str) -> String {
    match text {
        Text::Own { key, arguments } if arguments.is_empty() => language.text(*key).to_owned(),
        Text::Own { key, arguments } => {
            let values = arguments.iter().map(|argument| value(language, argument, label));
            let values = values.collect::<Vec<_>>();
            language.filled(*key, &values.iter().map(String::as_str).collect::<Vec<_>>())
        }
        Text::Okta { key, params, text } => {
            let known = key.as_deref().and_then(|key| language.okta(key, params));
            known.unwrap_or_else(|| text.clone())
        }
    }
}

fn value(language: Language, argument: &Argument, label: &str) -> String {
    match argument {
        Argument::Value(value) => value.clone(),
        Argument::Label => label.to_owned(),
        Argument::Wait(seconds) if *seconds > MOST_SECONDS => {
            language.filled(Key::Minutes, &[&seconds.div_ceil(60).to_string()])
        }
        Argument::Wait(seconds) => language.filled(Key::Seconds, &[&seconds.to_string()]),
    }
}
