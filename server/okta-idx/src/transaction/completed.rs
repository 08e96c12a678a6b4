//! The end that was hoped for.

use std::sync::Arc;

use super::interaction::Interaction;
use crate::secret::InteractionCode;

/// A transaction that was completed. [`Client::exchange`](crate::Client::exchange) takes it, because its code is good for one use.
#[derive(Clone, Debug)]
pub struct Completed {
    pub(crate) interaction: Arc<Interaction>,
    pub(crate) code: InteractionCode,
}

/// The `state` that came back belongs to another transaction: somebody else's, or an older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the state belongs to another transaction")]
pub struct StateMismatch;

impl Completed {
    pub(crate) fn new(interaction: Arc<Interaction>, code: InteractionCode) -> Self {
        Self { interaction, code }
    }
}
