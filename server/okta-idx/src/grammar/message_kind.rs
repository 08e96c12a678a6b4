//! The kinds of messages that a caller must tell apart.
//!
//! Keys are unbounded, because administrators write messages of their own. So only these few kinds
//! are listed.

use super::message::Message;

/// The kind of a message, as far as a caller must act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MessageKind {
    /// Okta does not know the username. The message has the class `INFO`, although no user was
    /// found.
    UnknownUser,
    /// A rate limit.
    Throttle,
    /// A failure inside the org, which may pass.
    Outage,
    /// A code was wrong, expired or one too many. This includes a locked account, because wrong
    /// codes lock it.
    Code,
    /// A known user is refused.
    Access,
    /// Anything else.
    Other,
}

const THROTTLE: [&str; 7] = [
    "tooManyRequests",
    "errors.E0000047",
    "E0000047",
    // Text messages and calls: one moments ago, then too many of them.
    "errors.E0000109",
    "errors.E0000133",
    "errors.E0000150",
    "errors.E0000151",
];
const OUTAGE: [&str; 4] = ["E0000009", "errors.E0000009", "E0000010", "errors.E0000010"];

/// Parts of the keys of messages about a code that is not accepted.
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

/// Parts of the keys of messages that refuse a known user.
const ACCESS: [&str; 5] =
    ["access_denied", "not.assigned", "not_assigned", "device_assurance", "device.assurance"];

impl MessageKind {
    /// Returns the kind of a message with this key.
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
    /// Returns the kind of the message, by its key.
    pub fn kind(&self) -> MessageKind {
        self.key.as_deref().map_or(MessageKind::Other, MessageKind::of)
    }
}
