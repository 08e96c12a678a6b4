//! Codes by time (TOTP, RFC 6238): SHA-1, six digits and 30 seconds, by the org's clock.

use aws_lc_rs::hmac;
use data_encoding::BASE32_NOPAD;
use serde::Deserialize;
use serde::Serialize;

use super::Facts;
use crate::idx::step::StepContext;
use crate::random::Random;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;
use crate::timestamp::Timestamp;

const SECONDS: i64 = 30;
/// How many steps the clock of a phone may be ahead or behind.
const DRIFT: i64 = 1;
const SECRET_BYTES: usize = 20;

/// The shared secret, and the newest step whose code was used.
#[derive(Serialize, Deserialize)]
pub(super) struct Totp {
    secret: String,
    used: i64,
}

/// Why a code is not right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// No device shows it now.
    Code,
    /// It was used before, or one after it was.
    Used,
}

impl Totp {
    /// A secret in base32, as apps read it.
    pub(super) fn new_secret(random: &mut Random) -> String {
        BASE32_NOPAD.encode(&random.bytes()[..SECRET_BYTES])
    }

    pub(super) fn with_secret(secret: &str) -> Self {
        Self { secret: secret.to_owned(), used: 0 }
    }

    /// The enrollment that a secret in the settings or in the control API stands for.
    ///
    /// # Errors
    /// What a secret looks like.
    pub(super) fn seeded(text: &str) -> Result<Enrollment, String> {
        match BASE32_NOPAD.decode(text.as_bytes()) {
            Ok(secret) if !secret.is_empty() => Ok(Enrollment::of(&Self::with_secret(text))),
            _ => Err("the secret of a TOTP is base32 without padding, in capitals".to_owned()),
        }
    }

    pub(super) fn is_seed(enrollment: &Enrollment, text: &str) -> bool {
        enrollment.read::<Self>().is_some_and(|totp| totp.secret == text)
    }

    /// Uses up a code of the user's enrollment, and returns the enrollment to keep.
    ///
    /// # Errors
    /// Why the code is not right; a user without an enrollment has none that is.
    pub(super) fn of_user(
        step: &StepContext<'_>,
        verification: &Verification,
        facts: &Facts,
        typed: &str,
    ) -> Result<Enrollment, Wrong> {
        let totp = step.user(verification).and_then(|user| user.enrollment(facts)?.read::<Self>());
        totp.map_or(Err(Wrong::Code), |totp| totp.used(typed, step.now))
    }

    /// Uses a code up, and returns the enrollment to keep.
    ///
    /// # Errors
    /// Why the code is not right.
    pub(super) fn used(self, typed: &str, now: Timestamp) -> Result<Enrollment, Wrong> {
        let now = step_at(now);
        let at = (now - DRIFT..=now + DRIFT)
            .find(|at| code(&self.secret, *at).as_deref() == Some(typed))
            .ok_or(Wrong::Code)?;
        if at <= self.used {
            return Err(Wrong::Used);
        }
        Ok(Enrollment::of(&Self { used: at, ..self }))
    }
}

fn step_at(now: Timestamp) -> i64 {
    now.unix_seconds().div_euclid(SECONDS)
}

/// The code of one step (RFC 4226 section 5.3), or nothing for a secret that is not base32.
fn code(secret: &str, step: i64) -> Option<String> {
    let secret = BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let offset = usize::from(tag[tag.len() - 1] & 0x0f);
    let bytes: [u8; 4] = std::array::from_fn(|index| tag[offset + index]);
    Some(format!("{:06}", (u32::from_be_bytes(bytes) & 0x7fff_ffff) % 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, SHA-1, the last six of eight digits.
    #[test]
    fn the_codes_are_those_of_the_rfc() {
        let secret = BASE32_NOPAD.encode(b"12345678901234567890");
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let at = step_at(Timestamp::from_unix_millis(seconds * 1000));
            assert_eq!(code(&secret, at).as_deref(), Some(expected), "{seconds}");
        }
        assert_eq!(code("no base32", 1), None);
    }
}
