//! A step without a transaction, which can be drawn but not submitted.

use std::sync::Arc;

use time::OffsetDateTime;

use super::Pending;
use super::Terminal;
use super::Transaction;
use super::interaction::Interaction;
use crate::classify::Classified;
use crate::classify::classify;
use crate::secret::CodeVerifier;
use crate::secret::InteractionHandle;
use crate::secret::Nonce;
use crate::secret::State;

impl Transaction {
    /// Reads a response without a transaction, for example from a file. Returns `None` unless it is
    /// a step or an end. It can be drawn but not submitted, because it has no handle, `state` or
    /// verifier.
    pub fn detached(body: &[u8]) -> Option<Self> {
        Self::read_detached(body, State::new(""))
    }

    pub(super) fn read_detached(body: &[u8], state: State) -> Option<Self> {
        let interaction = Interaction {
            handle: InteractionHandle::new(""),
            state,
            nonce: Nonce::new(""),
            verifier: CodeVerifier::new(""),
            started_at: OffsetDateTime::UNIX_EPOCH,
            max_age: None,
            acr_values: Vec::new(),
            amr: Vec::new(),
        };
        match classify(body) {
            Classified::Pending(reply) => {
                Some(Self::Pending(Pending::first(Arc::new(interaction), Arc::new(reply))))
            }
            Classified::Terminal(reply) => {
                Some(Self::Terminal(Terminal::new(Arc::new(reply), None)))
            }
            _ => None,
        }
    }
}
