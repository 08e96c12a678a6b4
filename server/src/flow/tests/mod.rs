//! What holds for every sign-in, whatever the org.

#![expect(clippy::unwrap_used, reason = "tests may panic")]

mod record;
