//! Every sentence that Usher says, in one catalogue keyed by message.
//!
//! A language is one file that answers [`Key`] and the message keys of Okta; components and the presenter never hold
//! a sentence of their own. Only the server has the catalogue: texts reach the browser ready to show.

mod english;
mod key;

pub use key::Key;

use crate::step::Words;

/// A language that the catalogue speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
}

impl Language {
    /// The BCP 47 tag, for `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }

    /// The sentence for `key`.
    pub fn text(self, key: Key) -> &'static str {
        match self {
            Self::English => english::text(key),
        }
    }

    /// The sentence for `key`, with each `{}` replaced by one of `values`, in order.
    pub fn filled(self, key: Key, values: &[&str]) -> String {
        fill(self.text(key), values)
    }

    /// The sentence for a message that Okta sent, by its i18n key; `None` where the catalogue has none and Okta's own
    /// text must do.
    pub fn okta(self, key: &str, params: &[String]) -> Option<String> {
        let pattern = match self {
            Self::English => english::okta(key)?,
        };
        let values = params.iter().map(String::as_str).collect::<Vec<_>>();
        Some(fill(pattern, &values))
    }

    /// The sentence for a label that Okta sent, where the catalogue says it better.
    pub fn label(self, field: &str) -> Option<&'static str> {
        match self {
            Self::English => english::label(field),
        }
    }

    /// The words that the browser needs by itself.
    pub fn words(self) -> Words {
        let own = |key| self.text(key).to_owned();
        Words {
            available_in: own(Key::AvailableIn),
            available_now: own(Key::AvailableNow),
            expires_in: own(Key::ExpiresIn),
            minutes: own(Key::Minutes),
            seconds: own(Key::Seconds),
            unreachable: own(Key::Unreachable),
            refused: own(Key::Refused),
            available_later: own(Key::AvailableLater),
            new_tab: own(Key::NewTab),
        }
    }
}

fn fill(pattern: &str, values: &[&str]) -> String {
    let mut filled = String::with_capacity(pattern.len() + 32);
    let mut values = values.iter();
    let mut pieces = pattern.split("{}");
    filled.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        filled.push_str(values.next().unwrap_or(&""));
        filled.push_str(piece);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_fill_their_places_in_order() {
        assert_eq!(fill("{} of {}", &["2", "5"]), "2 of 5");
    }

    #[test]
    fn a_missing_value_leaves_no_braces() {
        assert_eq!(fill("Hello, {}!", &[]), "Hello, !");
    }

    #[test]
    fn a_value_that_looks_like_a_place_is_left_alone() {
        assert_eq!(fill("{} and {}", &["{}", "b"]), "{} and b");
    }
}
