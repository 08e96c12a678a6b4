//! The sign-in: requests of a browser carried through a session and through Okta.
//!
//! This room reads what a request means (`reading`), runs the flow with it (`run`) and draws where it rests. What a
//! request leads to is decided in [`crate::flow`], which can be tested without a store or an org. Only `run` meters,
//! calls and saves on the way, so the order of claim, permit, call and save is written once. The alternative, methods
//! that call Okta and then each other, spreads that order over all of them.

mod arrived;
mod awaited_links;
mod begin;
mod calls;
pub mod decoys;
pub mod landing;
mod link;
pub mod mail_providers;
pub mod once;
mod outcome_log;
mod padding;
mod permits;
mod pickup;
pub mod polls;
mod reading;
pub mod record;
mod remembering;
mod request;
mod run;
pub mod service;
pub mod setup;
mod sign_out;
mod submit;
mod trace;
mod waiting;
