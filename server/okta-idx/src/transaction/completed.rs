//! A transaction that ended successfully.

use std::sync::Arc;

use super::interaction::Interaction;
use crate::secret::InteractionCode;

/// A completed transaction. [`Client::exchange`](crate::Client::exchange) consumes it, because its
/// code is valid for one use.
#[derive(Clone, Debug)]
pub struct Completed {
    pub(crate) interaction: Arc<Interaction>,
    pub(crate) code: InteractionCode,
}

/// The returned `state` belongs to another transaction, of another user or an older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the state belongs to another transaction")]
pub struct StateMismatch;

impl Completed {
    pub(crate) fn new(interaction: Arc<Interaction>, code: InteractionCode) -> Self {
        Self { interaction, code }
    }
}
