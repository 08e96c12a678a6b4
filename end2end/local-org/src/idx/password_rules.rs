//! What a password must be like.

use crate::forms::authenticator::PASSWORD_MIN_LENGTH;

pub(super) use crate::forms::authenticator::PASSWORD_RULES as IN_WORDS;

/// Longer ones are not passwords but attempts to keep the digest busy.
const LONGEST: usize = 256;

/// Whether `password` fits the complexity that the forms announce.
pub(super) fn are_met(password: &str, login: &str) -> bool {
    let has = |kind: fn(char) -> bool| password.chars().any(kind);
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let names_user = login
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|part| part.len() > 3 && lower.contains(part));
    (PASSWORD_MIN_LENGTH..=LONGEST).contains(&length)
        && has(char::is_lowercase)
        && has(char::is_uppercase)
        && has(|c| c.is_ascii_digit())
        && !names_user
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_is_enforced() {
        assert!(are_met("Correct-Horse-9", "pat@example.com"));
        for bad in ["Short-9", "no-capitals-9", "NO-SMALL-ONES-9", "No-Digits-Here", "Example-99"] {
            assert!(!are_met(bad, "pat@example.com"), "{bad}");
        }
    }
}
