//! Fuzz targets for all code that parses untrusted bytes.
//!
//! A target panics when a promise is broken, not only when the code under it panics. `cargo test -p
//! fuzz` replays the committed corpus and a fixed set of its mutations; `cargo xtask bench fuzz`
//! lets libFuzzer search for more inputs.
#![expect(
    clippy::missing_panics_doc,
    reason = "to panic where a promise is broken is what targets do"
)]

pub mod mutation;
pub mod org;
pub mod site;
pub mod target;

/// A target: accepts any bytes and panics only if a promise does not hold.
pub type Target = fn(&[u8]);

/// All targets, by the names of their corpus folders.
pub const TARGETS: [(&str, Target); 16] = [
    ("callback_query", target::callback_query::target),
    ("discovery", target::discovery::target),
    ("form_body", target::form_body::target),
    ("forwarded_address", target::forwarded_address::target),
    ("hostile_org", target::hostile_org::target),
    ("id_token", target::id_token::target),
    ("idx_answer", target::idx_answer::target),
    ("key_set", target::key_set::target),
    ("origin_gate", target::origin_gate::target),
    ("page_address", target::page_address::target),
    ("return_address", target::return_address::target),
    ("saved_transaction", target::saved_transaction::target),
    ("sealed_record", target::sealed_record::target),
    ("session_cookie", target::session_cookie::target),
    ("session_record", target::session_record::target),
    ("username", target::username::target),
];

/// Returns the target of this name.
pub fn named(name: &str) -> Option<Target> {
    TARGETS.iter().find(|(its, _)| *its == name).map(|(_, target)| *target)
}
