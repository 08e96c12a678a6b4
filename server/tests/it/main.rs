//! The real router over HTTP, against a real emulated org over HTTP, with a clock that tests move.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod bad_input;
mod code;
mod enumeration;
mod faults;
mod gates;
mod limits;
mod link;
mod pages;
mod sessions;
mod support;
mod tokens;
