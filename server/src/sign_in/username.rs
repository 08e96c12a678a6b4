//! What somebody typed to say who they are.

use serde::Deserialize;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// A username that is fit to be sent to Okta.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Username(String);

/// Why what was typed is no username.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsernameProblem {
    /// Nothing was typed.
    Missing,
    /// More than the 254 characters an address may have (RFC 5321, section 4.5.3.1.3).
    TooLong,
    /// Control characters, inner white space, or more than one `@`.
    Malformed,
}

impl Username {
    /// Trims, composes (Unicode NFC) and checks. Usernames need not be e-mail addresses, so an `@` is allowed once and not demanded.
    pub fn parse(typed: &str) -> Result<Self, UsernameProblem> {
        let name = typed.trim().nfc().collect::<String>();
        if name.is_empty() {
            return Err(UsernameProblem::Missing);
        }
        if name.chars().count() > 254 {
            return Err(UsernameProblem::TooLong);
        }
        let odd = |c: char| c.is_control() || c.is_whitespace() || is_invisible(c);
        let lonely_at = name.starts_with('@') || name.ends_with('@');
        if name.contains(odd) || name.matches('@').count() > 1 || lonely_at {
            return Err(UsernameProblem::Malformed);
        }
        Ok(Self(name))
    }

    /// The username as typed, trimmed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What comes after the `@`, in lower case.
    pub fn domain(&self) -> Option<String> {
        self.0.rsplit_once('@').map(|(_, domain)| domain.to_ascii_lowercase())
    }
}

/// Characters that show nothing or turn the direction of writing: in a username they only deceive.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
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
        assert_eq!(Username::parse("  ada@example.com ").unwrap().as_str(), "ada@example.com");
    }

    #[test]
    fn the_same_name_typed_in_two_ways_is_one_name() {
        assert!(
            Username::parse("re\u{301}mi@example.com") == Username::parse("r\u{e9}mi@example.com")
        );
    }

    #[test]
    fn a_short_name_without_domain_is_a_username_too() {
        assert!(Username::parse("ada").is_ok());
    }

    #[test]
    fn each_kind_of_bad_input_is_named() {
        let long = "a".repeat(255);
        let cases = [
            ("", UsernameProblem::Missing),
            ("  \t", UsernameProblem::Missing),
            (long.as_str(), UsernameProblem::TooLong),
            ("a da@example.com", UsernameProblem::Malformed),
            ("a@b@c", UsernameProblem::Malformed),
            ("@example.com", UsernameProblem::Malformed),
            ("ada@", UsernameProblem::Malformed),
            ("ada\u{0}@example.com", UsernameProblem::Malformed),
            ("ada\u{202e}@example.com", UsernameProblem::Malformed),
        ];
        for (typed, problem) in cases {
            assert_eq!(Username::parse(typed).unwrap_err(), problem, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn an_accepted_name_is_clean_and_is_accepted_again(typed in "\\PC{0,300}") {
            if let Ok(name) = Username::parse(&typed) {
                prop_assert!(name.as_str().chars().count() <= 254);
                prop_assert!(!name.as_str().contains(char::is_control));
                prop_assert!(Username::parse(name.as_str()) == Ok(name.clone()));
            }
        }
    }
}
