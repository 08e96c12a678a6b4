//! The real router over HTTP, against a real emulated org over HTTP, with a clock that tests move.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod bad_input;
mod code;
mod cookies;
mod faults;
mod form_token;
mod gates;
mod link;
mod lints;
mod pages;
mod races;
mod return_urls;
mod sessions;
mod stored;
mod support;
mod tokens;
mod truth_table;
