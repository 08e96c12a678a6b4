//! What an app sent in a form.

use serde_json::Value;

/// The JSON body of a form post; everything is looked up, nothing is required to be there.
#[derive(Debug)]
pub(crate) struct Sent(Value);

impl Sent {
    /// The body, if it is a JSON object.
    pub(crate) fn parse(body: &[u8]) -> Option<Self> {
        serde_json::from_slice(body).ok().filter(Value::is_object).map(Self)
    }

    /// Text at `path` (`credentials.passcode`), without the spaces around it; empty when absent.
    pub(crate) fn text(&self, path: &str) -> &str {
        self.verbatim(path).trim()
    }

    /// Text at `path` as it was typed, which matters for passwords.
    pub(crate) fn verbatim(&self, path: &str) -> &str {
        self.value(path).and_then(Value::as_str).unwrap_or_default()
    }

    /// A boolean at `path`, also when it was sent as text.
    pub(crate) fn flag(&self, path: &str) -> Option<bool> {
        match self.value(path)? {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The value at `path`, of any type.
    pub(crate) fn value(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(&self.0, |value, name| value.get(name))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "fixed inputs")]
    use super::*;

    #[test]
    fn nested_values_are_found_and_missing_ones_are_empty() {
        let sent = Sent::parse(br#"{"credentials":{"passcode":" 1 2 "},"keep":"true"}"#).unwrap();
        assert_eq!(sent.text("credentials.passcode"), "1 2");
        assert_eq!(sent.verbatim("credentials.passcode"), " 1 2 ");
        assert_eq!(sent.text("credentials.passcode.deeper"), "");
        assert_eq!(sent.flag("keep"), Some(true));
        assert!(Sent::parse(b"[]").is_none());
        assert!(Sent::parse(b"{").is_none());
    }
}
