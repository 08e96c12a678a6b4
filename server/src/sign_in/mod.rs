//! The sign-in: Okta's transactions carried through a visitor's session.

mod act;
pub mod answer;
mod arrived;
mod awaited_links;
pub mod begin;
pub mod confirmed;
mod decoy;
pub mod decoys;
pub mod ended;
pub mod finish;
pub mod flow;
mod guard;
pub mod link;
pub mod mail_providers;
pub mod once;
pub mod outcome;
mod padding;
pub mod polls;
pub mod record;
pub mod same_path;
pub mod saved;
pub mod saved_bytes;
pub mod setup;
pub mod signed_in;
pub mod visit;
