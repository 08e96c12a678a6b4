//! The real router over HTTP, against a real emulated org over HTTP, with a clock that tests move.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod bad_input;
mod code;
mod enumeration;
mod faults;
mod gates;
mod headers;
mod limits;
mod link;
mod logs;
mod lost_answers;
mod pages;
mod secrets;
mod sessions;
mod source;
mod stopping;
mod support;
mod tokens;
mod wire;
