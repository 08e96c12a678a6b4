//! The sign-in: Okta's transactions carried through a visitor's session.

mod act;
pub mod answer;
mod arrived;
mod awaited_links;
pub mod begin;
mod confirmed;
mod decoy;
pub mod ended;
pub mod finish;
mod guard;
pub mod link;
pub mod mail_providers;
pub mod once;
pub mod outcome;
mod padding;
pub mod polls;
pub mod record;
pub mod setup;
pub mod veil;
pub mod visit;
