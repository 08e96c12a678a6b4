//! What holds for every sign-in at every org.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod at_once;
mod first;
mod hide;
mod moves;
mod org;
mod record;
