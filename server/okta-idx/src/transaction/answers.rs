//! The user's answers.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use crate::grammar::AuthenticatorKey;
use crate::grammar::Choice;
use crate::grammar::Form;
use crate::secret::REDACTED;
use crate::secret::SecretValue;

/// Answers to a form, by dotted name of the field.
///
/// A value may be a password or a code, so values are wiped when dropped, and `Debug` shows names
/// only.
///
/// ```
/// use okta_idx::{Answers, Pick};
///
/// let code = Answers::new().with("credentials.passcode", "123456");
/// let email = Answers::new().choose("authenticator", Pick::named("okta_email"));
/// ```
#[derive(Clone, Default)]
pub struct Answers {
    values: BTreeMap<String, SecretValue>,
    picks: BTreeMap<String, Pick>,
}

/// A reference to an option of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// By its index in the list, from 0.
    Index(usize),
    /// By its label, plain value, authenticator key (`okta_email`) or id.
    Named(String),
    /// The first one of this authenticator.
    Authenticator(AuthenticatorKey),
}

impl Pick {
    /// References an option by label, plain value, authenticator key or id.
    pub fn named(name: impl Into<String>) -> Self {
        Self::Named(name.into())
    }

    /// Returns the referenced option.
    pub(crate) fn among<'a>(&self, options: &'a [Choice]) -> Option<&'a Choice> {
        match self {
            Self::Index(index) => options.get(*index),
            Self::Named(name) => options.iter().find(|option| option.answers_to(name)),
            Self::Authenticator(key) => options.iter().find(|option| option.key() == Some(*key)),
        }
    }
}

impl Answers {
    /// Returns no answers, for actions.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an answer, replacing an earlier one of the same name.
    ///
    /// The name is dotted as in [`Form::field_at`](crate::Form::field_at); the value is text, a boolean, a number, or a whole
    /// object for a group. Text for a field with options picks the option of that name.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, value: impl Into<Value>) -> Self {
        self.set(path, value);
        self
    }

    /// Adds an answer as [`with`](Self::with) does, in place.
    pub fn set(&mut self, path: impl Into<String>, value: impl Into<Value>) {
        self.values.insert(path.into(), SecretValue(value.into()));
    }

    /// Chooses an option of a field.
    #[must_use]
    pub fn choose(mut self, path: impl Into<String>, pick: Pick) -> Self {
        self.picks.insert(path.into(), pick);
        self
    }

    /// Returns which authenticator the answers choose, if `form` offers some.
    pub fn authenticator(&self, form: &Form) -> Option<AuthenticatorKey> {
        self.picks.get("authenticator")?.among(&form.field("authenticator")?.options)?.key()
    }

    /// Whether there are no answers.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.picks.is_empty()
    }

    /// Returns an answer that is no choice of an option. It may be a secret; do not print it.
    pub fn value(&self, path: &str) -> Option<&Value> {
        self.values.get(path).map(|value| &value.0)
    }

    pub(super) fn pick(&self, path: &str) -> Option<&Pick> {
        self.picks.get(path)
    }

    /// Returns the rest of each dotted name below another, without empty inputs of an HTML form.
    pub(super) fn names_below<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a str> {
        let values =
            self.values.iter().filter(|(_, value)| is_answer(&value.0)).map(|(name, _)| name);
        let names = values.chain(self.picks.keys());
        names.filter_map(move |name| name.strip_prefix(path)?.strip_prefix('.'))
    }

    /// Whether there is an answer below a dotted name.
    pub(super) fn has_below(&self, path: &str) -> bool {
        self.names_below(path).next().is_some()
    }
}

/// Whether an answer is not empty.
pub(super) fn is_answer(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Object(members) => members.values().any(is_answer),
        _ => true,
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values = self.values.keys().map(|name| (name, format_args!("{REDACTED}").to_string()));
        let picks = self.picks.keys().map(|name| (name, format_args!("{REDACTED}").to_string()));
        f.debug_map().entries(values).entries(picks).finish()
    }
}
