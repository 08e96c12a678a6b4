//! What a user types to say who they are.

use super::clean;
use super::email_address;

/// A username that is fit to be sent to Okta.
#[derive(Clone, PartialEq, Eq)]
pub struct Username(String);

/// Why a text is no username.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsernameProblem {
    /// Nothing was typed.
    Missing,
    /// More than the 254 characters an address may have (RFC 5321, section 4.5.3.1.3).
    TooLong,
    /// It has control characters.
    Malformed,
}

/// The most characters of a username.
pub const LONGEST: usize = 254;

impl Username {
    /// Reads a username: cleans the text, and takes the address out of it if there is exactly one.
    ///
    /// An org may know any text as a login, so neither spaces nor several `@` are refused.
    pub fn read(typed: &str) -> Result<Self, UsernameProblem> {
        let cleaned = clean::identifier(typed);
        let name = email_address::find(&cleaned).unwrap_or(cleaned);
        if name.is_empty() {
            return Err(UsernameProblem::Missing);
        }
        if name.chars().count() > LONGEST {
            return Err(UsernameProblem::TooLong);
        }
        if name.contains(char::is_control) {
            return Err(UsernameProblem::Malformed);
        }
        Ok(Self(name))
    }

    /// Returns what to show in the field: the username as it is read, or as much as can be shown of
    /// a text that is none.
    pub fn shown(typed: &str) -> String {
        Self::read(typed).map_or_else(
            |_| {
                let shown = clean::identifier(typed).replace(char::is_control, "");
                shown.chars().take(LONGEST).collect::<String>().trim_end().to_owned()
            },
            |name| name.0,
        )
    }

    /// The username as it is sent and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether to ask once if this is what was meant.
    pub fn looks_mistyped(&self) -> bool {
        email_address::looks_mistyped(&self.0)
    }
}

impl std::fmt::Debug for Username {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Username([redacted])")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_trimmed_and_kept() {
        assert_eq!(Username::read("  ada@example.com ").unwrap().as_str(), "ada@example.com");
    }

    /// Shows: R9
    #[test]
    fn the_same_name_typed_in_two_ways_is_one_name() {
        assert!(
            Username::read("re\u{301}mi@example.com") == Username::read("r\u{e9}mi@example.com")
        );
    }

    #[test]
    fn what_an_org_may_know_as_a_login_is_kept_as_it_is() {
        for name in [
            "ada",
            "John Smith",
            "jane@corp.example@partner",
            "\"jane doe\"@example.com",
            "CORP\\jane",
            "m²",
        ] {
            assert_eq!(Username::read(name).unwrap().as_str(), name);
        }
    }

    /// Shows: R9
    #[test]
    fn each_kind_of_bad_input_is_named() {
        let long = "a".repeat(255);
        let cases = [
            ("", UsernameProblem::Missing),
            ("  \t", UsernameProblem::Missing),
            ("\u{200b}\u{feff}", UsernameProblem::Missing),
            (long.as_str(), UsernameProblem::TooLong),
            ("ada\u{0}@example.com", UsernameProblem::Malformed),
            ("ada\u{1b}[2J", UsernameProblem::Malformed),
        ];
        for (typed, problem) in cases {
            assert_eq!(Username::read(typed).unwrap_err(), problem, "{typed:?}");
        }
    }

    proptest! {
        /// Shows: R9
        #[test]
        fn an_accepted_name_is_clean_and_is_accepted_again(typed in "(\\PC|[@.<>\u{200b}-\u{200f}\u{ad}]){0,300}") {
            if let Ok(name) = Username::read(&typed) {
                prop_assert!(name.as_str().chars().count() <= LONGEST);
                prop_assert!(!name.as_str().contains(char::is_control));
                prop_assert!(!name.as_str().contains(clean::is_invisible));
                prop_assert!(Username::read(name.as_str()) == Ok(name.clone()));
            }
        }

        #[test]
        fn what_is_shown_is_what_is_sent(typed in any::<String>()) {
            let shown = Username::shown(&typed);
            prop_assert_eq!(Username::shown(&shown), shown.clone());
            if let Ok(name) = Username::read(&typed) {
                prop_assert_eq!(name.as_str(), shown);
            }
        }
    }
}
