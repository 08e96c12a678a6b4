//! A code that a server outside of the org judges, or that an administrator has given out.
//!
//! The org has no such server: the enrollment holds the code that is right.

use super::Facts;
use super::Refused;
use super::sent_code::PASSCODE;
use crate::forms::message::Message;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;

/// The enrollment that a code stands for.
///
/// # Errors
/// What a code looks like.
pub(super) fn seeded(text: &str) -> Result<Enrollment, String> {
    if is_code(text) {
        Ok(Enrollment::of(&text))
    } else {
        Err(format!("`{text}` is not a code of 4 to 16 letters and digits"))
    }
}

/// Whether `text` can be the code of a token, with a PIN before it or without.
pub(super) fn is_code(text: &str) -> bool {
    (4..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Compares the answer with the code of the enrollment.
///
/// # Errors
/// `wrong`, at `field` or at the form as a whole.
pub(super) fn check(
    step: &StepContext<'_>,
    verification: &Verification,
    facts: &Facts,
    sent: &Sent,
    field: Option<&'static str>,
    wrong: Message,
) -> Result<Option<Enrollment>, Refused> {
    let typed = sent.text(PASSCODE);
    let known = step.user(verification).and_then(|user| user.enrollment(facts)?.read::<String>());
    if known.is_some_and(|known| known == typed) {
        Ok(None)
    } else {
        Err(Refused::guess(typed, field, wrong))
    }
}
