//! Tests of the real router over HTTP, with an emulated org over HTTP and a clock that tests move.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

mod arrivals;
mod bad_input;
mod broken_answers;
mod browsers;
mod claims;
mod code;
mod cookies;
mod email_tokens;
mod enumeration;
mod faults;
mod first_page;
mod form_token;
mod full_store;
mod gates;
mod growing_answers;
mod headers;
mod host_names;
mod hostile_org;
mod language;
mod limits;
mod link;
mod lints;
mod listening;
mod logs;
mod lost_answers;
#[cfg(target_os = "linux")]
mod memory;
mod misconfigured;
mod names;
mod one_user;
mod pages;
mod protocol_words;
mod races;
mod refusals;
mod remembering;
mod return_urls;
mod revoke_sessions;
mod screens;
mod secrets;
mod sessions;
mod settings;
mod source;
mod stopping;
mod stored;
mod support;
mod targets;
mod text;
mod tokens;
mod truth_table;
mod wire;
