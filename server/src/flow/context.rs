//! The time, the settings and the functions that a flow decides by.

use okta_idx::AuthenticatorKey;
use okta_idx::Form;
use okta_idx::Pending;
use okta_idx::Randomness;
use okta_idx::RandomnessError;
use time::OffsetDateTime;

use super::Decoys;
use super::fresh_step;
use crate::effect::Channel;
use crate::effect::Effect;

/// The time, randomness and settings of one input.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The time.
    pub now: OffsetDateTime,
    /// Whether the flow must not tell who has an account.
    pub prevents_enumeration: bool,
    /// Names that were drawn for this input.
    pub names: &'a FreshNames,
    /// The name of the request, which a user may tell an administrator.
    pub reference: &'a str,
    /// Makes decoys.
    pub decoys: &'a dyn Decoys,
    /// Tells by which channel the message came that a step waits for.
    pub awaited: fn(&Pending) -> Option<Channel>,
    /// Tells what sending a form can cause, with the authenticator that its answers choose.
    pub effect_of: fn(&Form, Option<AuthenticatorKey>) -> Effect,
}

/// Random names. An input needs at most one of each.
#[derive(Clone, Debug)]
pub struct FreshNames {
    /// For the next step.
    pub step: String,
    /// For the next step, where that is a first one.
    pub start: String,
    /// For the transaction of a decoy, which has none at Okta.
    pub decoy: String,
}

impl FreshNames {
    /// Draws them.
    ///
    /// # Errors
    /// If there is no randomness.
    pub fn draw(randomness: &dyn Randomness) -> Result<Self, RandomnessError> {
        let fresh = || fresh_step(randomness);
        Ok(Self { step: fresh()?, start: fresh()?, decoy: fresh()? })
    }
}
