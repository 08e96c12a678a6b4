//! The real router over HTTP, against a real emulated org over HTTP, with a clock that tests move.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod bad_input;
mod code;
mod cookies;
mod faults;
mod form_token;
mod gates;
mod link;
mod pages;
mod sessions;
mod support;
mod tokens;
mod truth_table;
