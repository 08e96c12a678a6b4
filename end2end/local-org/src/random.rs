//! Unpredictable values from one key: HMAC-SHA-256 in counter mode.
//!
//! Drawing the key is the only step that can fail, and it happens at start-up. With a seed the
//! whole org becomes repeatable, RSA keys excepted.

use aws_lc_rs::digest;
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::hmac;
use serde::Deserialize;
use serde::Serialize;

const LETTERS_AND_DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const DIGITS: &[u8] = b"0123456789";
/// No 0/O, 1/I/L, 5/S: a code is read from a mail and typed by hand.
const EASY_TO_TYPE: &[u8] = b"ABCDEFGHJKMNPQRTUVWXYZ2346789";

/// A source of values that cannot be guessed, unless its seed is known.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Random {
    key: [u8; 32],
    drawn: u64,
    /// What every secret begins with, so that it can be found wherever it turns up.
    #[serde(default)]
    marker: String,
}

/// The characters of a secret that stay unpredictable beside a marker.
const UNMARKED: usize = 11;
/// How long a marker may be, since the shortest secret has this many characters more than [`UNMARKED`].
pub(crate) const LONGEST_MARKER: usize = 12;

impl std::fmt::Debug for Random {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Random").field("drawn", &self.drawn).finish_non_exhaustive()
    }
}

impl Random {
    /// Starts from the seed, or from the machine's own randomness without one.
    pub(crate) fn start(seed: Option<u64>) -> Result<Self, Unspecified> {
        if let Some(seed) = seed {
            return Ok(Self::repeatable(seed));
        }
        let mut key = [0; 32];
        aws_lc_rs::rand::fill(&mut key)?;
        Ok(Self { key, drawn: 0, marker: String::new() })
    }

    /// Starts from the seed: the same values at every start.
    pub(crate) fn repeatable(seed: u64) -> Self {
        let mut key = [0; 32];
        let digest = digest::digest(&digest::SHA256, &seed.to_be_bytes());
        key.copy_from_slice(digest.as_ref());
        Self { key, drawn: 0, marker: String::new() }
    }

    pub(crate) fn bytes(&mut self) -> [u8; 32] {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.key);
        let tag = hmac::sign(&key, &self.drawn.to_be_bytes());
        self.drawn += 1;
        let mut bytes = [0; 32];
        bytes.copy_from_slice(tag.as_ref());
        bytes
    }

    /// Letters and digits, about six bits each: ids, handles, tokens.
    pub(crate) fn text(&mut self, length: usize) -> String {
        self.pick(LETTERS_AND_DIGITS, length)
    }

    /// What only the client and the user may see: handles, codes of clients, tokens.
    ///
    /// It begins with the marker, if there is one; a search for leaks looks for that.
    pub(crate) fn secret(&mut self, length: usize) -> String {
        let marked = length.saturating_sub(UNMARKED).min(self.marker.len());
        let rest = self.text(length - marked);
        [&self.marker[..marked], &rest].concat()
    }

    /// Marks all secrets from now on. The marker is of letters and digits.
    pub(crate) fn mark(&mut self, marker: &str) {
        marker.clone_into(&mut self.marker);
    }

    /// A numeric one-time code.
    pub(crate) fn digits(&mut self, length: usize) -> String {
        self.pick(DIGITS, length)
    }

    /// A one-time code of capital letters and digits that cannot be mistaken for one another.
    pub(crate) fn typeable(&mut self, length: usize) -> String {
        self.pick(EASY_TO_TYPE, length)
    }

    /// Even choice by rejection: bytes beyond the last whole multiple are thrown away.
    fn pick(&mut self, alphabet: &[u8], length: usize) -> String {
        let bound = 256 - 256 % alphabet.len();
        let mut text = String::with_capacity(length);
        while text.len() < length {
            for byte in self.bytes() {
                if usize::from(byte) < bound && text.len() < length {
                    text.push(char::from(alphabet[usize::from(byte) % alphabet.len()]));
                }
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed draw fails the test")]
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_values() {
        let (mut one, mut two) = (Random::start(Some(7)).unwrap(), Random::start(Some(7)).unwrap());
        assert_eq!(one.text(40), two.text(40));
        assert_eq!(one.digits(6), two.digits(6));
    }

    #[test]
    fn without_a_seed_no_value_comes_twice() {
        let mut random = Random::start(None).unwrap();
        assert_ne!(random.text(20), random.text(20));
        assert_ne!(Random::start(None).unwrap().text(20), random.text(20));
    }

    #[test]
    fn a_marked_secret_begins_with_the_marker_and_keeps_its_length() {
        let mut random = Random::start(Some(1)).unwrap();
        random.mark("Canary");
        let secret = random.secret(23);
        assert!(secret.len() == 23 && secret.starts_with("Canary"), "{secret}");
        assert_ne!(random.secret(23), secret);
        assert!(!random.text(23).contains("Canary"), "what is no secret is not marked");
    }

    #[test]
    fn codes_have_the_length_and_alphabet_asked_for() {
        let mut random = Random::start(Some(1)).unwrap();
        let code = random.digits(6);
        assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
        assert!(random.typeable(10).bytes().all(|byte| EASY_TO_TYPE.contains(&byte)));
    }
}
