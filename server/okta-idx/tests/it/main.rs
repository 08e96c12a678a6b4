//! Black-box tests: the public API against an org of scripted responses, on loopback.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![expect(clippy::needless_pass_by_value, reason = "fixtures read better when handed over")]

mod answers;
mod breaker;
mod configuration;
mod damage;
mod fixtures;
mod grammar;
mod id_token;
mod inspect;
mod keys;
mod kinds;
mod org;
mod properties;
mod saved;
mod secrecy;
mod starting;
mod submitting;
mod template;
mod tokens;
mod transport;
mod views;
