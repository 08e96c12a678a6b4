//! The source of random bytes. Tests provide their own.

use std::fmt::Debug;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

/// Fills buffers with unpredictable bytes.
pub trait Randomness: Send + Sync + Debug {
    /// Overwrites the whole buffer.
    fn fill(&self, buffer: &mut [u8]) -> Result<(), RandomnessError>;
}

/// The system has no random bytes, without which no transaction may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no random bytes available")]
pub struct RandomnessError;

/// The operating system's generator, by aws-lc.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), RandomnessError> {
        aws_lc_rs::rand::fill(buffer).map_err(|_| RandomnessError)
    }
}

/// Returns 256 random bits as 43 characters of base64url, valid as PKCE verifier, state and nonce.
pub(crate) fn token(randomness: &dyn Randomness) -> Result<String, RandomnessError> {
    let mut bytes = Zeroizing::new([0_u8; 32]);
    randomness.fill(bytes.as_mut_slice())?;
    Ok(URL_SAFE_NO_PAD.encode(bytes.as_slice()))
}
