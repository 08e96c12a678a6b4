//! What kind of refusal a message is.
//!
//! Keys are unbounded, because administrators write messages of their own. So only the few kinds are listed that a caller
//! must tell from all others.

use super::message::Message;

/// What a message says, as far as a caller has to act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MessageKind {
    /// Okta does not know the username. Its class is information, although nothing was found.
    UnknownUser,
    /// Okta asks to slow down.
    Throttle,
    /// The trouble is inside the org, and may pass.
    Outage,
    /// A code was wrong, old or one too many. A locked account is among them, because wrong codes lock it.
    Code,
    /// A user whom Okta knows is refused.
    Access,
    /// Anything else.
    Other,
}

const THROTTLE: [&str; 3] = ["tooManyRequests", "errors.E0000047", "E0000047"];
const OUTAGE: [&str; 4] = ["E0000009", "errors.E0000009", "E0000010", "errors.E0000010"];

/// Parts of the keys with which Okta answers a code that is not right.
const CODE: [&str; 24] = [
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
const ACCESS: [&str; 5] =
    ["access_denied", "not.assigned", "not_assigned", "device_assurance", "device.assurance"];

impl MessageKind {
    /// Returns what a message with this key says.
    pub fn of(key: &str) -> Self {
        if key == "idx.unknown.user" {
            return Self::UnknownUser;
        }
        if THROTTLE.contains(&key) {
            return Self::Throttle;
        }
        if OUTAGE.contains(&key) || key.starts_with("idx.error.server.") {
            return Self::Outage;
        }
        let key = key.to_ascii_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| key.contains(part));
        if has(&CODE) {
            Self::Code
        } else if has(&ACCESS) {
            Self::Access
        } else {
            Self::Other
        }
    }
}

impl Message {
    /// Returns what the message says, by its key.
    pub fn kind(&self) -> MessageKind {
        self.key.as_deref().map_or(MessageKind::Other, MessageKind::of)
    }
}
