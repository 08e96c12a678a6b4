//! [`Step`]: the only thing about a sign-in that a browser ever sees.
//!
//! A step is data. The whole interface, for every form that Okta may ask for, is drawn from it, so a new
//! authenticator needs no new screen and the WebAssembly does not grow with the list of flows. It holds no handle,
//! token, verifier, address of another server or user id; texts arrive ready to show, in the visitor's language.

use serde::Deserialize;
use serde::Serialize;

/// Where a sign-in stands, as something to show and to answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Names this rendering of the step; an answer carries it back, so that a second answer to the same step is
    /// recognised and has no effect of its own.
    pub id: String,
    /// What kind of screen it is: a styling hook and a name for tests and logs, never a switch for behaviour.
    pub screen: Screen,
    /// The heading.
    pub title: String,
    /// One or two sentences below the heading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lead: String,
    /// What the visitor should know before going on: errors first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Message>,
    /// The form to fill in; absent where there is nothing to type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// What else can be done here, each a small form of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// Plain links below the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Seconds until this sign-in must be started again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u32>,
    /// Says what is awaited, when something may happen without the visitor typing (a link opened from a mail). The
    /// page then listens for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub waiting: String,
    /// The sign-in is over and the visitor belongs on this local path.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub go: String,
}

impl Step {
    /// Whether nothing has begun yet at the step of this id: it names a kind of start and some random characters,
    /// with a dot between.
    pub fn is_first(id: &str) -> bool {
        id.contains('.')
    }

    /// Path of the page that shows the step of this id after a reload.
    pub fn page(id: &str) -> &'static str {
        match id.split_once('.') {
            Some(("sign-up", _)) => "/sign-up",
            Some(("recovery", _)) => "/forgot-password",
            _ => "/sign-in",
        }
    }
}

/// The kind of a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Screen {
    /// Asks who is there.
    #[default]
    Identify,
    /// Asks for the code from a mail.
    Code,
    /// Offers several ways to go on.
    Choose,
    /// Any other form, drawn from the fields that Okta sent.
    Form,
    /// Nothing to fill in: says what happened and how to start again.
    Ended,
    /// Signed in.
    Done,
}

impl Screen {
    /// The name used in the `data-screen` attribute.
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

/// A sentence for the visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub text: String,
}

/// How a [`Message`] is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// Something went wrong or was refused.
    Error,
    /// Something to know.
    Info,
    /// Something worked.
    Good,
}

impl Tone {
    /// The name used in the `data-tone` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Info => "info",
            Self::Good => "good",
        }
    }
}

/// What the visitor fills in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The fields, in the order Okta sent them.
    pub fields: Vec<Field>,
    /// What the button says.
    pub submit: String,
}

/// One thing to fill in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Name in the posted answers.
    pub name: String,
    /// The visible label.
    pub label: String,
    /// How it is drawn.
    pub kind: FieldKind,
    /// What it holds at first. Never a secret.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// Whether it may stay empty.
    #[serde(default)]
    pub required: bool,
    /// A helping sentence below the field.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// What is wrong with what was typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub error: String,
}

/// How a [`Field`] is drawn, and what a browser or password manager may fill in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// A line of text with the `autocomplete` token that describes it (empty for none).
    Text(String),
    /// A username: mostly an e-mail address.
    Username,
    /// An e-mail address.
    Email,
    /// An existing password.
    Password,
    /// A password to be set.
    NewPassword,
    /// A one-time code of digits with this many places.
    Digits(u8),
    /// A one-time code of letters and digits.
    Letters,
    /// Yes or no.
    Checkbox,
    /// One of several.
    Choice(Vec<Choice>),
}

/// One of the values of a [`FieldKind::Choice`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// Something else that can be done at a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Name in the posted answer.
    pub name: String,
    /// What the button says.
    pub label: String,
    /// Seconds to wait before it can be done.
    #[serde(default)]
    pub wait: u32,
}

/// A link below the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads: a local path, or a full address that opens in a new tab.
    pub href: String,
    /// What it says.
    pub label: String,
}

impl Link {
    /// Whether it leads away from this site.
    pub fn is_external(&self) -> bool {
        !self.href.starts_with('/')
    }
}

/// The few words for what ticks in the browser, and for when the server cannot be reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// "in {}": until an action may be used; `{}` becomes `0:24`.
    pub available_in: String,
    /// Announced when the wait is over.
    pub available_now: String,
    /// "This sign-in expires in {}".
    pub expires_in: String,
    /// Minutes, as in `4 min`; `{}` becomes the number.
    pub minutes: String,
    /// Seconds, as in `45 s`; `{}` becomes the number.
    pub seconds: String,
    /// The server could not be reached; what was typed is kept.
    pub unreachable: String,
    /// The server was reached, but would not take what was sent; what was typed is kept.
    pub refused: String,
    /// "Available in {} seconds.": describes an action that has to wait.
    pub available_later: String,
    /// "Opens in a new tab.": describes a link that leads away.
    pub new_tab: String,
}

impl Words {
    /// "in 0:24".
    pub fn countdown(&self, seconds: u32) -> String {
        fill(&self.available_in, &format!("{}:{:02}", seconds / 60, seconds % 60))
    }

    /// "Available in 30 seconds."
    pub fn wait(&self, seconds: u32) -> String {
        fill(&self.available_later, &seconds.to_string())
    }

    /// "This sign-in expires in 4 min"; exact near the end.
    pub fn expiry(&self, seconds: u32) -> String {
        let (pattern, amount) = if seconds > 90 {
            (&self.minutes, seconds.div_ceil(60))
        } else {
            (&self.seconds, seconds)
        };
        fill(&self.expires_in, &fill(pattern, &amount.to_string()))
    }
}

fn fill(pattern: &str, value: &str) -> String {
    match pattern.split_once("{}") {
        Some((before, after)) => [before, value, after].concat(),
        None => pattern.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words {
            available_in: "in {}".to_owned(),
            expires_in: "Expires in {}.".to_owned(),
            minutes: "{} min".to_owned(),
            seconds: "{} s".to_owned(),
            ..Words::default()
        }
    }

    #[test]
    fn a_countdown_shows_minutes_and_two_digits_of_seconds() {
        assert_eq!(words().countdown(65), "in 1:05");
    }

    #[test]
    fn a_wait_is_said_in_seconds() {
        let words = Words { available_later: "Available in {} seconds.".to_owned(), ..words() };
        assert_eq!(words.wait(30), "Available in 30 seconds.");
    }

    #[test]
    fn a_first_step_has_a_page_of_its_own() {
        assert_eq!(Step::page("sign-in.0123456789abcdef"), "/sign-in");
        assert_eq!(Step::page("sign-up.0123456789abcdef"), "/sign-up");
        assert_eq!(Step::page("recovery.0123456789abcdef"), "/forgot-password");
        assert!(Step::is_first("recovery.0123456789abcdef"));
    }

    #[test]
    fn every_later_step_is_shown_by_the_sign_in_page() {
        assert_eq!(Step::page("0123456789abcdef"), "/sign-in");
        assert!(!Step::is_first("0123456789abcdef"));
    }

    #[test]
    fn an_expiry_is_exact_only_near_the_end() {
        assert_eq!(words().expiry(500), "Expires in 9 min.");
        assert_eq!(words().expiry(45), "Expires in 45 s.");
    }
}
