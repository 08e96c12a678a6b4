//! All texts of Usher, with one Fluent file per language.
//!
//! Components and screens contain no texts: they name a [`Key`], and the [`Language`] of the
//! request has its text. Only the server has the files; the browser receives texts ready to show.
//! The alternative, a `match` in Rust, has no plurals and is not a format for translators.

mod catalogue;
mod key;
mod language;
#[cfg(test)]
mod tests;

pub use key::Key;
pub use language::Direction;
pub use language::Language;

use crate::words::Words;
use catalogue::Catalogue;

impl Language {
    /// Parses all files at start-up, so that no request waits for it.
    pub fn load() {
        Catalogue::of(Self::default());
    }

    /// Returns the text of `key`, with `{}` for its arguments.
    pub fn text(self, key: Key) -> &'static str {
        Catalogue::of(self).plain(key)
    }

    /// Returns the text of `key` with these values, in the order of its arguments.
    pub fn filled(self, key: Key, values: &[&str]) -> String {
        Catalogue::of(self).filled(key, values)
    }

    /// Returns the text for a message of Okta, by its i18n key. Returns `None` if the catalogue has
    /// none; Okta's own text is shown then.
    pub fn okta(self, key: &str, params: &[String]) -> Option<String> {
        Catalogue::of(self).other(&format!("okta-{}", key.replace('.', "-")), params)
    }

    /// Returns a better text for a label of Okta, if the catalogue has one.
    pub fn label(self, field: &str) -> Option<String> {
        Catalogue::of(self).other(&format!("label-{}", field.replace('.', "-")), &[])
    }

    /// Returns the name of a country, by its code (ISO 3166-1 alpha-2).
    pub fn region(self, code: &str) -> Option<String> {
        Catalogue::of(self).other(&format!("region-{code}"), &[])
    }

    /// Returns the texts that the browser needs itself.
    pub fn words(self) -> Words {
        let own = |key| self.text(key).to_owned();
        Words {
            available_in: own(Key::AvailableIn),
            available_now: own(Key::AvailableNow),
            expires_in: own(Key::ExpiresIn),
            minutes: own(Key::TickingMinutes),
            seconds: own(Key::TickingSeconds),
            unreachable: own(Key::Unreachable),
            refused: own(Key::Refused),
            available_later: own(Key::AvailableLater),
            new_tab: own(Key::NewTab),
        }
    }
}
