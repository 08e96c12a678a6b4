//! The session id: the secret in the cookie.

use aws_lc_rs::hmac::Tag;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroize;
use zeroize::ZeroizeOnDrop;

use crate::environment::Randomness;
use crate::environment::RandomnessError;

/// What the cookie holds: 256 random bits, nothing else.
///
/// The first half finds the record, the second half is needed to read it: a thief of the store, even with
/// the server's key, cannot read a record without the browser's cookie.
///
/// Boxed, because a value that is moved leaves a copy behind that is not wiped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct SessionId(Box<[u8; 32]>);

impl SessionId {
    /// Returns a new random id.
    pub fn fresh(randomness: &dyn Randomness) -> Result<Self, RandomnessError> {
        let mut bytes = Box::new([0; 32]);
        randomness.fill(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    /// Reads the value of a cookie; `None` for anything that is not exactly such a value.
    pub fn parse(value: &str) -> Option<Self> {
        let mut bytes = Box::new([0; 32]);
        let length = URL_SAFE_NO_PAD.decode_slice(value, bytes.as_mut_slice()).ok()?;
        (length == bytes.len() && value.len() == 43).then_some(Self(bytes))
    }

    /// Returns the value for the cookie.
    pub fn expose(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes())
    }

    /// Returns an id of exactly these bytes; `None` if they are too many or too few.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        <Box<[u8]>>::from(bytes).try_into().ok().map(Self)
    }

    /// Returns an id that is the result of an HMAC-SHA-256.
    pub(super) fn of_tag(tag: &Tag) -> Self {
        let mut bytes = Box::new([0; 32]);
        bytes.copy_from_slice(tag.as_ref());
        Self(bytes)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    pub(super) fn lookup_half(&self) -> &[u8] {
        &self.0[..16]
    }

    pub(super) fn key_half(&self) -> &[u8] {
        &self.0[16..]
    }
}

impl std::fmt::Debug for SessionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionId([redacted])")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use proptest::prelude::*;

    use super::*;
    use crate::environment::SystemRandomness;

    #[test]
    fn an_id_survives_its_cookie() {
        let id = SessionId::fresh(&SystemRandomness).unwrap();
        assert!(SessionId::parse(&id.expose()) == Some(id));
    }

    /// Shows: C4
    #[test]
    fn a_hundred_thousand_ids_are_all_different_of_one_length_and_even_in_their_bytes() {
        let ids = (0..100_000).map(|_| SessionId::fresh(&SystemRandomness).unwrap());
        let mut seen = std::collections::HashSet::new();
        let mut counts = [0_u32; 256];
        for id in ids {
            let value = id.expose();
            assert_eq!(value.len(), 43);
            assert!(seen.insert(value));
            id.0.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
        }
        // 3.2 million bytes in 256 bins: chi squared is 255 on average, with a deviation of 22.6.
        let expected = 12_500.0;
        let off = |count: u32| (f64::from(count) - expected).powi(2) / expected;
        let chi_squared = counts.into_iter().map(off).sum::<f64>();
        assert!((80.0..440.0).contains(&chi_squared), "{chi_squared}");
    }

    #[test]
    fn debug_shows_no_part_of_it() {
        let id = SessionId::fresh(&SystemRandomness).unwrap();
        assert_eq!(format!("{id:?}"), "SessionId([redacted])");
    }

    proptest! {
        #[test]
        fn whatever_a_cookie_holds_parsing_does_not_panic(value in "\\PC{0,80}") {
            let _ = SessionId::parse(&value);
        }
    }
}
