//! What a decoy looks like is learned outside of the flow, which only asks for one.
//!
//! A decoy is a step without a transaction ([`Pending::is_detached`]). It goes through the same moves, limits and screens
//! as a real one; only its calls are answered here instead of by Okta.

use okta_idx::Pending;

use super::Intent;

/// Makes decoys.
pub trait Decoys: std::fmt::Debug {
    /// Returns what a user with an account would see after the username.
    fn after_username(&self, intent: Intent) -> Option<Pending>;
}
