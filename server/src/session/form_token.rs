//! The CSRF token: binds a form to the browser that it was rendered for.
//!
//! A signed double submit (OWASP CSRF Prevention Cheat Sheet, "Signed Double-Submit Cookie"): the field of the form is
//! a MAC over the session that the cookie names, so only the server can have written it, and it fits no other session.
//! It stands behind the gate that judges where a request comes from, for the day that a browser tells that wrongly.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use time::Duration;
use time::OffsetDateTime;

use super::SessionId;
use super::seal::KeyRing;
use crate::environment::Randomness;
use crate::environment::RandomnessError;

/// Two tokens of one form differ in this many bytes, so that the compressed length of a page tells nothing about them.
const SALT: usize = 8;
const HEAD: usize = 8 + SALT;
const TAG: usize = 32;

/// What a form belongs to.
#[derive(Clone, Copy, Debug)]
pub enum Bound<'a> {
    /// The session of the page that shows it.
    Session(&'a SessionId),
    /// A first step, which exists before any session does, and the device cookie of the browser that was shown it.
    FirstStep {
        /// The id of the step.
        step: &'a str,
        /// The name of the browser.
        device: &'a str,
    },
}

/// Why the token of a form is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It is missing or malformed.
    #[error("the form carries no token")]
    Missing,
    /// It was made for another session or step.
    #[error("the form was made for another session or step")]
    Foreign,
    /// It is older than any session can be.
    #[error("the form is too old")]
    Expired,
    /// The browser sent no cookie of this server.
    #[error("the form came without a cookie")]
    NoCookies,
}

/// Makes the token of a form that is rendered at `now`.
pub fn issue(
    keys: &KeyRing,
    bound: Bound<'_>,
    now: OffsetDateTime,
    randomness: &dyn Randomness,
) -> Result<String, RandomnessError> {
    let mut token = [0; HEAD + TAG];
    token[..8].copy_from_slice(&now.unix_timestamp().to_be_bytes());
    randomness.fill(&mut token[8..HEAD])?;
    let tag = hmac::sign(keys.forms(), &signed(bound, &token[..HEAD]));
    token[HEAD..].copy_from_slice(tag.as_ref());
    Ok(URL_SAFE_NO_PAD.encode(token))
}

/// Judges the token that came back with a form, at `now`. The MAC is compared in constant time.
pub fn check(
    keys: &KeyRing,
    bound: Bound<'_>,
    token: &str,
    now: OffsetDateTime,
    lifetime: std::time::Duration,
) -> Result<(), Unfit> {
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| Unfit::Missing)?;
    let (head, tag) = bytes.split_at_checked(HEAD).ok_or(Unfit::Missing)?;
    hmac::verify(keys.forms(), &signed(bound, head), tag).map_err(|_| Unfit::Foreign)?;
    let issued = head.first_chunk().map(|seconds| i64::from_be_bytes(*seconds));
    let issued = issued
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
        .ok_or(Unfit::Missing)?;
    let lifetime = Duration::try_from(lifetime).unwrap_or(Duration::MAX);
    if now - issued > lifetime { Err(Unfit::Expired) } else { Ok(()) }
}

/// What the MAC is over. The head has one length and neither a step nor a device holds a line break, so no two
/// pairs give the same text.
fn signed(bound: Bound<'_>, head: &[u8]) -> Vec<u8> {
    match bound {
        Bound::Session(id) => [&b"S"[..], head, id.lookup_half()].concat(),
        Bound::FirstStep { step, device } => {
            [&b"F"[..], head, step.as_bytes(), b"\n", device.as_bytes()].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use proptest::prelude::*;

    use super::*;
    use crate::environment::SystemRandomness;

    const NOW: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;
    const DAY: std::time::Duration = std::time::Duration::from_hours(24);

    fn keys() -> KeyRing {
        KeyRing::derive(&[7; 32])
    }

    fn id() -> SessionId {
        SessionId::fresh(&SystemRandomness).unwrap()
    }

    fn token(bound: Bound<'_>) -> String {
        issue(&keys(), bound, NOW, &SystemRandomness).unwrap()
    }

    fn judged(bound: Bound<'_>, token: &str) -> Result<(), Unfit> {
        check(&keys(), bound, token, NOW, DAY)
    }

    /// Shows: X3
    #[test]
    fn a_token_fits_what_it_was_made_for_and_nothing_else() {
        let (mine, other) = (id(), id());
        let made = token(Bound::Session(&mine));
        assert_eq!(judged(Bound::Session(&mine), &made), Ok(()));
        assert_eq!(judged(Bound::Session(&other), &made), Err(Unfit::Foreign));
        let first_step = |step, device| Bound::FirstStep { step, device };
        assert_eq!(judged(first_step("sign-in.x", "d"), &made), Err(Unfit::Foreign));
        let first = token(first_step("sign-in.x", "d"));
        assert_eq!(judged(first_step("sign-in.x", "d"), &first), Ok(()));
        assert_eq!(judged(first_step("sign-in.y", "d"), &first), Err(Unfit::Foreign));
        assert_eq!(judged(first_step("sign-in.x", "e"), &first), Err(Unfit::Foreign));
        assert_eq!(judged(first_step("sign-in.xd", ""), &first), Err(Unfit::Foreign));
    }

    /// Shows: X3
    #[test]
    fn a_token_lasts_its_lifetime_and_not_a_second_longer() {
        let mine = id();
        let made = token(Bound::Session(&mine));
        let at = |seconds| {
            let now = NOW + Duration::seconds(seconds);
            check(&keys(), Bound::Session(&mine), &made, now, DAY)
        };
        assert_eq!(at(86_400), Ok(()));
        assert_eq!(at(86_401), Err(Unfit::Expired));
    }

    /// Shows: X3
    #[test]
    fn no_changed_byte_of_a_token_goes_unnoticed() {
        let mine = id();
        let made = URL_SAFE_NO_PAD.decode(token(Bound::Session(&mine))).unwrap();
        for place in 0..made.len() {
            let mut changed = made.clone();
            changed[place] ^= 1;
            let changed = URL_SAFE_NO_PAD.encode(changed);
            assert_eq!(judged(Bound::Session(&mine), &changed), Err(Unfit::Foreign), "{place}");
        }
    }

    #[test]
    fn two_tokens_of_one_form_are_different() {
        let mine = id();
        assert_ne!(token(Bound::Session(&mine)), token(Bound::Session(&mine)));
    }

    proptest! {
        #[test]
        fn what_is_no_token_is_refused_without_a_panic(text in "\\PC{0,120}|[A-Za-z0-9_-]{0,120}") {
            let first = Bound::FirstStep { step: "sign-in.x", device: "d" };
            prop_assert!(judged(first, &text).is_err());
        }
    }
}
