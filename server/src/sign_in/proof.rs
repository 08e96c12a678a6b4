//! Whether an answer of Okta to a code shows that the code was right.
//!
//! Accounts are hidden from users who have proven nothing. A right code is proof, so what Okta says
//! after it is told, whatever its key is. Keys are unbounded: administrators write messages of their
//! own. So the few kinds of messages that a wrong code can lead to are listed, and not all others.

use okta_idx::Class;
use okta_idx::Message;
use okta_idx::Pending;
use okta_idx::Terminal;

use crate::presenter::messages::is_throttle;

/// Parts of the keys with which Okta answers a code that is wrong, old or one too many. A locked
/// account is among them, because wrong codes lock it.
const OF_THE_CODE: [&str; 24] = [
    "passcode",
    "incorrectpassword",
    "invalid_otp",
    "invalidotp",
    "return.link.expired",
    "return.stale",
    "session.expired",
    "expired.session",
    "transaction_resource_not_found",
    "verify.error.fail",
    "verification_failed",
    "verification_timeout",
    "suspended_factor",
    "locked",
    "lockout",
    "attempts",
    "toomany",
    "too_many",
    "too.many",
    "ratelimit",
    "e0000004",
    "e0000068",
    "e0000069",
    "e0000119",
];

/// Parts of the keys with which Okta refuses a user whom it knows.
const OF_ACCESS: [&str; 5] =
    ["access_denied", "not.assigned", "not_assigned", "device_assurance", "device.assurance"];

fn has(message: &Message, parts: &[&str]) -> bool {
    let key = message.key.as_deref().unwrap_or_default().to_ascii_lowercase();
    parts.iter().any(|part| key.contains(part))
}

fn is_about_the_code(message: &Message) -> bool {
    is_throttle(message) || has(message, &OF_THE_CODE)
}

/// Whether the end of a transaction, met with a code, shows that the code was right.
pub(super) fn end_proves(end: &Terminal) -> bool {
    let said = end.messages();
    said.is_empty() || !said.iter().all(is_about_the_code)
}

/// Whether the next step, met with a code, shows that the code was not right: the email challenge
/// stands with an error, and the error is not a refusal of a known user.
pub(super) fn step_refuses_code(next: &Pending) -> bool {
    let Some(challenge) = next.email_challenge() else { return false };
    let is_error = |message: &&Message| message.class == Some(Class::Error);
    let mut errors = next.messages().iter().filter(is_error).peekable();
    if errors.peek().is_none() {
        return false;
    }
    let at_field = challenge.code().messages.iter().any(|said| is_error(&said));
    at_field || !errors.any(|said| has(said, &OF_ACCESS))
}
