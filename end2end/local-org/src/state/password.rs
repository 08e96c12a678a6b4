//! Passwords, kept as salted digests even here: people type real ones into test systems.

use std::num::NonZeroU32;

use aws_lc_rs::pbkdf2;
use serde::Deserialize;
use serde::Serialize;

use crate::random::Random;

/// Few rounds: this guards a developer's habit, not a production directory.
const ROUNDS: NonZeroU32 = NonZeroU32::new(2_000).unwrap();

/// A password that can be checked but not read.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PasswordDigest {
    salt: [u8; 32],
    digest: [u8; 32],
}

impl std::fmt::Debug for PasswordDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
}

impl PasswordDigest {
    pub(crate) fn of(password: &str, random: &mut Random) -> Self {
        let salt = random.bytes();
        let mut digest = [0; 32];
        let algorithm = pbkdf2::PBKDF2_HMAC_SHA256;
        pbkdf2::derive(algorithm, ROUNDS, &salt, password.as_bytes(), &mut digest);
        Self { salt, digest }
    }

    pub(crate) fn matches(&self, password: &str) -> bool {
        let algorithm = pbkdf2::PBKDF2_HMAC_SHA256;
        pbkdf2::verify(algorithm, ROUNDS, &self.salt, password.as_bytes(), &self.digest).is_ok()
    }
}
