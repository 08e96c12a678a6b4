//! Names of steps: random, so that an answer can only name a step that was shown.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use okta_idx::Randomness;
use okta_idx::RandomnessError;

use super::Intent;

/// Returns a fresh name, which says nothing and cannot be guessed.
pub fn fresh_step(randomness: &dyn Randomness) -> Result<String, RandomnessError> {
    let mut bytes = [0; 12];
    randomness.fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Returns a fresh name for the first step of a visitor without a session. It tells what the step starts.
pub fn fresh_start(intent: Intent, randomness: &dyn Randomness) -> Result<String, RandomnessError> {
    Ok(first_step(intent, &fresh_step(randomness)?))
}

/// Returns the name of a first step, made of a fresh name.
pub(super) fn first_step(intent: Intent, fresh: &str) -> String {
    format!("{}.{fresh}", intent.name())
}

/// Returns what a first step starts; `None` for the name of any later step.
pub fn start_of(step: &str) -> Option<Intent> {
    let (intent, random) = step.split_once('.')?;
    (random.len() == 16).then(|| Intent::of_name(intent)).flatten()
}
