//! An enrollment as the control API describes it: an object with the `key` of its authenticator.

use serde_json::Map;
use serde_json::Value;

/// The member that names the authenticator.
pub(crate) const KEY: &str = "key";

/// The members of one object in `authenticators`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seed<'a>(&'a Map<String, Value>);

impl<'a> Seed<'a> {
    pub(crate) fn new(members: &'a Map<String, Value>) -> Self {
        Self(members)
    }

    /// The text of a member that has to be there.
    ///
    /// # Errors
    /// Which member is missing.
    pub(crate) fn text(self, member: &str) -> Result<&'a str, String> {
        self.optional(member)?.ok_or_else(|| format!("`{member}` is missing"))
    }

    /// The text of a member that may be left out.
    ///
    /// # Errors
    /// Which member is not a text.
    pub(crate) fn optional(self, member: &str) -> Result<Option<&'a str>, String> {
        match self.0.get(member) {
            None => Ok(None),
            Some(Value::String(text)) if !text.is_empty() => Ok(Some(text)),
            Some(_) => Err(format!("`{member}` must be a text that is not empty")),
        }
    }

    /// Refuses members that the authenticator does not read.
    ///
    /// # Errors
    /// The first member that is not among `members`.
    pub(crate) fn only(self, members: &[&str]) -> Result<(), String> {
        let is_known = |name: &str| name == KEY || members.contains(&name);
        match self.0.keys().find(|name| !is_known(name)) {
            Some(unknown) => Err(format!("`{unknown}` is not one of {}", members.join(", "))),
            None => Ok(()),
        }
    }
}
