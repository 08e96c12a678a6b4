//! One key for one user, for every spelling of the username.

use super::clean;
use super::email_address;
use super::username::Username;

/// Returns the canonical key of a username: what rate limits count under and what two usernames are
/// compared by. Two spellings of one address share a key: case, Unicode composition, and both
/// spellings of an international domain.
pub fn of(username: &str) -> String {
    let name = Username::read(username)
        .map_or_else(|_| clean::identifier(username), |name| name.as_str().to_owned());
    let ascii = email_address::other_spelling(&name).filter(|_| !is_ascii_domain(&name));
    clean::identifier(&ascii.unwrap_or(name).to_lowercase())
}

fn is_ascii_domain(name: &str) -> bool {
    name.rsplit_once('@').is_none_or(|(_, domain)| domain.is_ascii())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Shows: R9
    #[test]
    fn every_spelling_of_one_address_has_one_key() {
        for other in [
            "ANNA@BÜCHER.EXAMPLE",
            "anna@bu\u{308}cher.example",
            "anna@xn--bcher-kva.example",
            "Anna@XN--BCHER-KVA.example",
            "Anna <anna@bücher.example>",
            "anna＠bücher。example",
        ] {
            assert_eq!(of(other), of("anna@bücher.example"), "{other}");
        }
        assert_ne!(of("anna@bucher.example"), of("anna@bücher.example"));
        assert_eq!(of("John Smith"), "john smith");
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(typed in "(\\PC|[@.ü]){0,40}") {
            let key = of(&typed);
            prop_assert_eq!(of(&key), key);
        }
    }
}
