//! What a browser without JavaScript shows of a page: its heading, messages and forms.

use std::collections::BTreeMap;

use html5gum::DefaultEmitter;
use html5gum::HtmlString;
use html5gum::StartTag;
use html5gum::Token;
use html5gum::Tokenizer;

/// A page as the user sees it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// The status code.
    pub(crate) status: u16,
    /// The path of the page.
    pub(crate) path: String,
    /// The heading.
    pub(crate) title: String,
    /// The kind of screen, if the page shows a step.
    pub(crate) screen: Option<String>,
    /// The messages beside the step, each with its tone.
    pub(crate) messages: Vec<Message>,
    /// The forms of the page.
    pub(crate) forms: Vec<Form>,
    /// The targets of its links.
    pub(crate) links: Vec<String>,
    /// The paths of the assets that it loads.
    pub(crate) assets: Vec<String>,
    /// The code to type in another browser, if the page shows one.
    pub(crate) handed_over: Option<String>,
}

/// A message with its tone (`error`, `info`, `good`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) tone: String,
    pub(crate) text: String,
}

/// A form to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) action: String,
    /// All hidden inputs.
    pub(crate) hidden: Vec<(String, String)>,
    /// Names of the visible inputs.
    pub(crate) fields: Vec<String>,
    /// Whether its submit button is disabled (`aria-disabled`).
    pub(crate) waits: bool,
}

impl Page {
    /// Parses the HTML of a page.
    pub(crate) fn read(status: u16, path: &str, html: &str) -> Self {
        let mut page = Self { status, path: path.to_owned(), ..Self::default() };
        let mut form: Option<Form> = None;
        let mut text: Option<Text> = None;
        // Scripts and styles contain no markup.
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Token::StartTag(tag) => {
                    let tag = Tag::of(tag);
                    page.take(&tag, &mut form);
                    text = text.or_else(|| Text::within(&tag));
                }
                Token::String(piece) => {
                    if let Some(text) = &mut text {
                        text.words.push_str(&plain(&piece.value));
                    }
                }
                Token::EndTag(tag) => {
                    let name = plain(&tag.name);
                    if name == "form" {
                        page.forms.extend(form.take());
                    }
                    if let Some(text) = text.take_if(|text| text.element == name) {
                        page.keep(text);
                    }
                }
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        page
    }

    fn take(&mut self, tag: &Tag, form: &mut Option<Form>) {
        match (tag.name.as_str(), form) {
            ("form", form) => *form = Some(Form { action: tag.value("action"), ..Form::default() }),
            ("input", Some(form)) => match tag.value("type").as_str() {
                "hidden" => form.hidden.push((tag.value("name"), tag.value("value"))),
                "submit" | "button" => {}
                _ => form.fields.push(tag.value("name")),
            },
            ("button", Some(form)) => form.waits = tag.value("aria-disabled") == "true",
            ("a", _) => self.links.push(tag.value("href")),
            ("link" | "script", _) => self.assets.extend(tag.get("href")),
            _ => {}
        }
        self.screen = tag.get("data-screen").or(self.screen.take());
    }

    fn keep(&mut self, Text { role, words, .. }: Text) {
        let words = words.trim().to_owned();
        match role {
            Role::Title => self.title = words,
            Role::HandedOver => self.handed_over = Some(words),
            Role::Message { tone } => self.messages.push(Message { tone, text: words }),
        }
    }

    /// Whether this is the start page of a signed-in user.
    pub(crate) fn is_greeting(&self) -> bool {
        self.status == 200 && self.form_to("/api/sign-out").is_some()
    }

    /// Returns the first form with this `action`.
    pub(crate) fn form_to(&self, action: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.action == action)
    }

    /// Returns the form of the action called `name`.
    pub(crate) fn action(&self, name: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.hidden_value("action") == Some(name))
    }

    /// Returns the first message with the tone `error`.
    pub(crate) fn error(&self) -> Option<&str> {
        let mut errors = self.messages.iter().filter(|message| message.tone == "error");
        errors.find(|message| !message.text.is_empty()).map(|message| message.text.as_str())
    }

    /// Whether a message contains `text`.
    pub(crate) fn says(&self, text: &str) -> bool {
        self.messages.iter().any(|message| message.text.contains(text))
    }

    /// Whether the user can continue from this page.
    pub(crate) fn has_a_way_on(&self) -> bool {
        !self.forms.is_empty() || self.links.iter().any(|link| link.starts_with('/'))
    }
}

impl Form {
    /// Returns the value of a hidden input.
    pub(crate) fn hidden_value(&self, name: &str) -> Option<&str> {
        let mut found = self.hidden.iter().filter(|(hidden, _)| hidden == name);
        found.next().map(|(_, value)| value.as_str())
    }

    /// Returns all fields to submit when `typed` is in the visible inputs, in order.
    pub(crate) fn filled(&self, typed: &[&str]) -> Vec<(String, String)> {
        let typed = typed.iter().map(|value| (*value).to_owned());
        let fields = self.fields.iter().cloned().zip(typed);
        self.hidden.iter().cloned().chain(fields).collect()
    }
}

/// A start tag with its attributes.
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
}

impl Tag {
    fn of(tag: StartTag<()>) -> Self {
        let attributes = tag.attributes.into_iter();
        let attributes = attributes.map(|(name, value)| (plain(&name), plain(&value.value)));
        Self { name: plain(&tag.name), attributes: attributes.collect() }
    }

    fn get(&self, name: &str) -> Option<String> {
        self.attributes.get(name).cloned()
    }

    fn value(&self, name: &str) -> String {
        self.get(name).unwrap_or_default()
    }
}

/// An element whose text is being read.
struct Text {
    element: String,
    role: Role,
    words: String,
}

/// The role of a text on the page.
enum Role {
    Title,
    HandedOver,
    Message { tone: String },
}

impl Text {
    /// Returns the text that `tag` begins, if it is one of these roles.
    fn within(tag: &Tag) -> Option<Self> {
        let shown = || tag.get("hidden").is_none();
        let role = match tag.name.as_str() {
            "h1" => Role::Title,
            "output" => Role::HandedOver,
            _ => Role::Message { tone: tag.get("data-tone").filter(|_| shown())? },
        };
        Some(Self { element: tag.name.clone(), role, words: String::new() })
    }
}

fn plain(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a page that is not read fails the test")]
    use super::*;

    const HTML: &str = r#"<!DOCTYPE html><html><head><link rel="stylesheet" href="/pkg/a.css"></head><body>
        <!-- a <form> in a comment --><div class="step" data-screen="code"><h1 id="title">Check <!>your mail</h1>
        <p class="message" data-tone="error">It&#x27;s &quot;wrong&quot; &amp; late</p>
        <p class="message trouble" data-tone="error" role="alert" hidden>not shown</p>
        <form method="post" action="/api/sign-in/submit" novalidate><input type="hidden" name="step" value="a&amp;b"/>
        <input type="hidden" name="token" value="t"><input id="x" type="text" name="answers[code]" value=""/>
        <button type="submit">Verify</button></form>
        <form method="post" action="/api/sign-in/act"><input type="hidden" name="action" value="resend"/>
        <button type="submit" aria-disabled="true">Again</button></form></div>"#;

    #[test]
    fn every_hidden_input_of_a_form_is_sent_with_what_is_typed() {
        let page = Page::read(200, "/sign-in", HTML);
        let form = page.form_to("/api/sign-in/submit").unwrap();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let wanted = [pair("step", "a&b"), pair("token", "t"), pair("answers[code]", "123")];
        assert_eq!(form.filled(&["123"]), wanted);
        assert!(!form.waits && page.action("resend").unwrap().waits);
    }

    #[test]
    fn messages_are_read_with_their_tone_and_hidden_ones_are_not() {
        let page = Page::read(200, "/sign-in", HTML);
        assert_eq!(page.messages.len(), 1);
        assert_eq!(page.error(), Some("It's \"wrong\" & late"));
        assert_eq!(
            (page.title.as_str(), page.screen.as_deref()),
            ("Check your mail", Some("code"))
        );
        assert_eq!(page.assets, ["/pkg/a.css"]);
    }

    #[test]
    fn what_is_no_page_is_read_without_harm() {
        for text in
            ["", "<", "<a", "<a href", "<a href=\"", "<!--", "{\"code\":\"x\"}", "<form><input>"]
        {
            assert!(!Page::read(200, "/", text).is_greeting(), "{text}");
        }
    }
}
