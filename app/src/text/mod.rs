//! Every text that Usher shows, in each language one Fluent file.
//!
//! Components and screens never hold a text of their own: they name a [`Key`], and the [`Language`] of the request turns it
//! into words. Only the server has the files: texts reach the browser ready to show. The alternative, a `match` in Rust, has no
//! plurals, and its sentences could not be given to a translator.

mod catalogue;
mod key;
mod language;
#[cfg(test)]
mod tests;

pub use key::Key;
pub use language::Direction;
pub use language::Language;

use crate::step::Words;
use catalogue::Catalogue;

impl Language {
    /// Parses all files, so that no request waits for that.
    pub fn load() {
        Catalogue::of(Self::default());
    }

    /// The text for `key`, with `{}` in the place of arguments.
    pub fn text(self, key: Key) -> &'static str {
        Catalogue::of(self).plain(key)
    }

    /// The text for `key` with these values, in the order of its arguments.
    pub fn filled(self, key: Key, values: &[&str]) -> String {
        Catalogue::of(self).filled(key, values)
    }

    /// The text for a message that Okta sent, by its i18n key; `None` where the catalogue has none and Okta's own text
    /// must do.
    pub fn okta(self, key: &str, params: &[String]) -> Option<String> {
        Catalogue::of(self).other(&format!("okta-{}", key.replace('.', "-")), params)
    }

    /// The text for a label that Okta sent, where the catalogue says it better.
    pub fn label(self, field: &str) -> Option<String> {
        Catalogue::of(self).other(&format!("label-{}", field.replace('.', "-")), &[])
    }

    /// The words that the browser needs by itself.
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
