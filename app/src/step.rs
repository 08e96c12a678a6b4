//! [`Step`]: all that a browser sees of a sign-in.
//!
//! A step is data. The whole interface is drawn from it, for every form that Okta may request. So a
//! new authenticator needs no new screen, and the WebAssembly does not grow with the number of
//! flows.
//!
//! It contains no handle, token, verifier, address of another server or user id. Texts are ready to
//! show, in the user's language.

use serde::Deserialize;
use serde::Serialize;

/// The current state of a sign-in, to show and to respond to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The id of this rendering of the step. The form sends it back, so that a second submission of
    /// the same step is detected and has no effect.
    pub id: String,
    /// The kind of screen: a styling hook and a name for tests and logs, never a condition for
    /// behaviour.
    pub screen: Screen,
    /// The heading.
    pub title: String,
    /// One or two sentences below the heading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lead: String,
    /// A picture below the lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// What the step is about in detail, such as the scopes that an app asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// The messages for the user, errors first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Message>,
    /// The form to fill in, if the step has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// Other actions, each a small form of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// Plain links below the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Seconds until this sign-in must be started again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u32>,
    /// The event that the step waits for, if it can continue without input (a link opened from an
    /// email). The page then listens for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub waiting: String,
    /// The local path to navigate to, if the sign-in is over.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub go: String,
}

impl Step {
    /// Whether a step with this id is a first step: its id is a kind of start and random
    /// characters, separated by a dot.
    pub fn is_first(id: &str) -> bool {
        id.contains('.')
    }

    /// Returns the path of the page that shows this step after a reload.
    pub fn page(id: &str) -> &'static str {
        match id.split_once('.') {
            Some(("sign-up", _)) => "/sign-up",
            Some(("recovery", _)) => "/forgot-password",
            Some(("unlock", _)) => "/unlock",
            _ => "/sign-in",
        }
    }
}

/// The kind of a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Screen {
    /// Asks for the username.
    #[default]
    Identify,
    /// Asks for the code from an email.
    Code,
    /// Offers a choice of authenticators or methods.
    Choose,
    /// Any other form, drawn from the fields of Okta's response.
    Form,
    /// Has no form; explains what happened and how to start again.
    Ended,
    /// Signed in.
    Done,
}

impl Screen {
    /// Returns the value of the `data-screen` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identify => "identify",
            Self::Code => "code",
            Self::Choose => "choose",
            Self::Form => "form",
            Self::Ended => "ended",
            Self::Done => "done",
        }
    }
}

/// A picture that the step is about, such as a QR code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The picture itself, as a `data:` address.
    pub source: String,
    /// What it shows, for those who do not see it.
    pub description: String,
}

/// A fact that the user should know before answering.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is about.
    pub title: String,
    /// More about it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// A message to the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The tone.
    pub tone: Tone,
    /// The text.
    pub text: String,
    /// The web address that the text is a link to; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub href: String,
}

impl Message {
    /// Returns a message that is no link.
    pub fn new(tone: Tone, text: String) -> Self {
        Self { tone, text, href: String::new() }
    }
}

/// The tone of a [`Message`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// An error or a refusal.
    Error,
    /// Information.
    Info,
    /// A success.
    Good,
}

impl Tone {
    /// Returns the value of the `data-tone` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Info => "info",
            Self::Good => "good",
        }
    }
}

/// A form for the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The fields, in the order Okta sent them.
    pub fields: Vec<Field>,
    /// The text of the button.
    pub submit: String,
}

/// A field of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Name in the posted answers.
    pub name: String,
    /// The visible label.
    pub label: String,
    /// How it is drawn.
    pub kind: FieldKind,
    /// The initial value; of [`FieldKind::Several`], the values of the chosen options with spaces between them. Never a
    /// secret.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// Whether the field is required.
    #[serde(default)]
    pub required: bool,
    /// A hint below the field.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// The error of the last submission.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub error: String,
    /// The label of the box that shows a secret while it is entered; empty for fields that hide nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reveal: String,
    /// What a new password must be like.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// Whether it only shows a value, which the user cannot change.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
    /// The option that it belongs to: it is shown below that option, and while it is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_option: Option<OptionOf>,
}

/// A requirement of a new password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// What it requires.
    pub text: String,
    /// A regular expression of JavaScript (with the flags `s` and `u`) that matches where it is met; empty if only Okta
    /// can tell.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pattern: String,
}

/// An option of another field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionOf {
    /// The name of the field.
    pub field: String,
    /// The value of its option.
    pub value: String,
}

impl Field {
    /// Whether it belongs to this option of the field `name`.
    pub fn belongs_to(&self, name: &str, value: &str) -> bool {
        self.of_option.as_ref().is_some_and(|of| of.field == name && of.value == value)
    }

    /// Whether this option is chosen.
    pub fn has_chosen(&self, value: &str) -> bool {
        match self.kind {
            FieldKind::Several(_) => self.value.split(' ').any(|chosen| chosen == value),
            _ => self.value == value,
        }
    }

    /// Returns the name of an option in the posted answers. Options of which several may be chosen have a name each,
    /// because a form that posts one name several times is not read.
    pub fn name_of(&self, value: &str) -> String {
        match self.kind {
            FieldKind::Several(_) => [&self.name, "~", value].concat(),
            _ => self.name.clone(),
        }
    }
}

/// How a [`Field`] is drawn, and what a browser or password manager may fill in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// A text input with its `autocomplete` token (empty for none).
    Text(String),
    /// A username, usually an email address.
    Username,
    /// An email address.
    Email,
    /// An existing password.
    Password,
    /// A new password.
    NewPassword,
    /// A secret that no password manager keeps, such as the answer to a question.
    Secret,
    /// A one-time code of this many digits.
    Digits(u8),
    /// A one-time code of letters and digits.
    Letters,
    /// Yes or no.
    Checkbox,
    /// A value that the page brings along and no one sees.
    Hidden,
    /// A number.
    Number,
    /// A calendar date.
    Date,
    /// A choice of one value.
    Choice(Vec<Choice>),
    /// A choice that is the answer to the whole form: each value is a button that submits it.
    Buttons(Vec<Choice>),
    /// A choice of any number of values, which have no spaces.
    Several(Vec<Choice>),
}

impl Default for FieldKind {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl FieldKind {
    /// Returns the options of a choice.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::Choice(choices) | Self::Buttons(choices) | Self::Several(choices) => choices,
            _ => &[],
        }
    }
}

/// One of the values of a choice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The value to submit.
    pub value: String,
    /// The text to show.
    pub label: String,
    /// What tells it apart from another of the same label, such as a masked number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// Another action at a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Name in the posted answer.
    pub name: String,
    /// The text of the button.
    pub label: String,
    /// Seconds until the action is available.
    #[serde(default)]
    pub wait: u32,
}

/// A link below the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The target: a local path, or a full address that opens in a new tab.
    pub href: String,
    /// The text of the link.
    pub label: String,
}

impl Link {
    /// Whether the link leads to another site.
    pub fn is_external(&self) -> bool {
        !self.href.starts_with('/')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_step_has_a_page_of_its_own() {
        assert_eq!(Step::page("sign-in.0123456789abcdef"), "/sign-in");
        assert_eq!(Step::page("sign-up.0123456789abcdef"), "/sign-up");
        assert_eq!(Step::page("recovery.0123456789abcdef"), "/forgot-password");
        assert_eq!(Step::page("unlock.0123456789abcdef"), "/unlock");
        assert!(Step::is_first("recovery.0123456789abcdef"));
    }

    #[test]
    fn every_later_step_is_shown_by_the_sign_in_page() {
        assert_eq!(Step::page("0123456789abcdef"), "/sign-in");
        assert!(!Step::is_first("0123456789abcdef"));
    }
}
