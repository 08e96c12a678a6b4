//! What somebody without JavaScript gets out of a page: its heading, its messages, its forms.

/// A page as its reader sees it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// The status it came with.
    pub(crate) status: u16,
    /// The path at which it was found.
    pub(crate) path: String,
    /// The heading.
    pub(crate) title: String,
    /// The kind of step, if it shows one.
    pub(crate) screen: Option<String>,
    /// What it says beside the step, with the tone it is said in.
    pub(crate) messages: Vec<Message>,
    /// What can be sent.
    pub(crate) forms: Vec<Form>,
    /// Where its links lead.
    pub(crate) links: Vec<String>,
    /// The names of the files that it loads.
    pub(crate) assets: Vec<String>,
    /// The code to carry over to another browser, where it shows one.
    pub(crate) handed_over: Option<String>,
}

/// A sentence with a tone (`error`, `info`, `good`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) tone: String,
    pub(crate) text: String,
}

/// A form, ready to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) action: String,
    /// Every hidden input, whatever it is for.
    pub(crate) hidden: Vec<(String, String)>,
    /// Names of the inputs to type in.
    pub(crate) fields: Vec<String>,
    /// Whether its button asks to wait.
    pub(crate) waits: bool,
}

impl Page {
    /// Reads the HTML of a page.
    pub(crate) fn read(status: u16, path: &str, html: &str) -> Self {
        let mut page = Self { status, path: path.to_owned(), ..Self::default() };
        let mut form: Option<Form> = None;
        let mut rest = html;
        while let Some((tag, after)) = next_tag(rest) {
            rest = after;
            match tag.name.as_str() {
                "h1" => page.title = text_until(after, "</h1>"),
                "form" => form = Some(Form { action: tag.value("action"), ..Form::default() }),
                "/form" => page.forms.extend(form.take()),
                "input" => read_input(&tag, form.as_mut()),
                "button" => {
                    if let Some(form) = &mut form {
                        form.waits = tag.get("aria-disabled").is_some_and(|value| value == "true");
                    }
                }
                "a" => page.links.push(tag.value("href")),
                "link" | "script" => page.assets.extend(tag.get("href").map(str::to_owned)),
                "output" => page.handed_over = Some(text_until(after, "</output>")),
                _ => {}
            }
            if let Some(screen) = tag.get("data-screen") {
                page.screen = Some(screen.to_owned());
            }
            if let Some(tone) = tag.get("data-tone").filter(|_| tag.get("hidden").is_none()) {
                let text = text_until(after, "</p>");
                page.messages.push(Message { tone: tone.to_owned(), text });
            }
        }
        page
    }

    /// Whether it greets somebody who is signed in.
    pub(crate) fn is_greeting(&self) -> bool {
        self.status == 200 && self.form_to("/api/sign-out").is_some()
    }

    /// The first form that is sent to `action`.
    pub(crate) fn form_to(&self, action: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.action == action)
    }

    /// The form that does the action called `name`.
    pub(crate) fn action(&self, name: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.hidden_value("action") == Some(name))
    }

    /// The first thing it says in the tone of an error.
    pub(crate) fn error(&self) -> Option<&str> {
        let mut errors = self.messages.iter().filter(|message| message.tone == "error");
        errors.find(|message| !message.text.is_empty()).map(|message| message.text.as_str())
    }

    /// Whether it says something that contains `text`.
    pub(crate) fn says(&self, text: &str) -> bool {
        self.messages.iter().any(|message| message.text.contains(text))
    }

    /// Whether a person who reads it can do something.
    pub(crate) fn has_a_way_on(&self) -> bool {
        !self.forms.is_empty() || self.links.iter().any(|link| link.starts_with('/'))
    }
}

impl Form {
    /// The value of a hidden input.
    pub(crate) fn hidden_value(&self, name: &str) -> Option<&str> {
        let mut found = self.hidden.iter().filter(|(hidden, _)| hidden == name);
        found.next().map(|(_, value)| value.as_str())
    }

    /// All that is sent when `typed` is in its fields, in order.
    pub(crate) fn filled(&self, typed: &[&str]) -> Vec<(String, String)> {
        let typed = typed.iter().map(|value| (*value).to_owned());
        let fields = self.fields.iter().cloned().zip(typed);
        self.hidden.iter().cloned().chain(fields).collect()
    }
}

fn read_input(tag: &Tag, form: Option<&mut Form>) {
    let Some(form) = form else { return };
    match tag.value("type").as_str() {
        "hidden" => form.hidden.push((tag.value("name"), tag.value("value"))),
        "submit" | "button" => {}
        _ => form.fields.push(tag.value("name")),
    }
}

#[derive(Debug)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(attribute, _)| attribute == name);
        found.map(|(_, value)| value.as_str())
    }

    fn value(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }
}

/// The next tag and what follows it; comments are skipped.
fn next_tag(html: &str) -> Option<(Tag, &str)> {
    let mut rest = html;
    loop {
        rest = rest.get(rest.find('<')? + 1..)?;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
        } else if rest.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/') {
            break;
        }
    }
    let end = rest.find([' ', '\n', '\t', '>']).filter(|end| *end > 0)?;
    let name = rest[..end].trim_end_matches('/').to_ascii_lowercase();
    let name = if name.is_empty() { "/".to_owned() } else { name };
    let mut tag = Tag { name, attributes: Vec::new() };
    rest = &rest[end..];
    loop {
        rest = rest.trim_start_matches([' ', '\n', '\t', '/']);
        if let Some(after) = rest.strip_prefix('>') {
            return Some((tag, after));
        }
        let end = rest.find(['=', ' ', '\n', '\t', '>', '/'])?;
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let value = match rest.strip_prefix("=\"") {
            Some(quoted) => {
                let (value, after) = quoted.split_once('"')?;
                rest = after;
                plain(value)
            }
            None => match rest.strip_prefix('=') {
                Some(bare) => {
                    let end = bare.find([' ', '\n', '\t', '>'])?;
                    rest = &bare[end..];
                    plain(&bare[..end])
                }
                None => String::new(),
            },
        };
        tag.attributes.push((name, value));
    }
}

/// The text before `end`, without the tags and comments in it.
fn text_until(html: &str, end: &str) -> String {
    let inside = html.split_once(end).map_or("", |(inside, _)| inside);
    let mut text = String::new();
    let mut rest = inside;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    plain(text.trim())
}

/// Text with its character references replaced by the characters.
fn plain(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'")];
    let text = pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    text.replace("&amp;", "&")
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
