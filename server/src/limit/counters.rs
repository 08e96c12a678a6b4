//! Sliding windows in the session store.

use std::sync::Arc;

use okta_idx::Clock;

use super::window::Rule;
use super::window::Wait;
use super::window::Window;
use crate::session::seal::KeyRing;
use crate::session::shared::Expiry;
use crate::session::shared::SharedError;
use crate::session::shared::SharedRecords;
use crate::session::store::SessionStore;

/// Counts events under keyed hashes.
#[derive(Debug)]
pub struct Counters {
    records: SharedRecords,
    keys: KeyRing,
    clock: Arc<dyn Clock>,
}

impl Counters {
    pub(super) fn new(store: Arc<dyn SessionStore>, keys: KeyRing, clock: Arc<dyn Clock>) -> Self {
        Self { records: SharedRecords::new(store), keys, clock }
    }

    /// Returns a short keyed hash of a value that must not be stored as it is.
    pub(super) fn name_of(&self, value: &str) -> String {
        self.keys.pseudonym(value)
    }

    /// Counts an event about `value`, unless a rule forbids it; returns how many there are then.
    pub(super) async fn take(
        &self,
        kind: &str,
        value: &str,
        name: &str,
        rules: &[Rule],
    ) -> Result<Result<u32, Wait>, SharedError> {
        let now = self.clock.now().unix_timestamp();
        self.records
            .change(self.keys.of_count(kind, value), |window: &mut Window| {
                let taken = window.take(now, name, rules);
                let keep = match taken {
                    Ok(_) => Expiry::Until(window.ends_at(rules)),
                    Err(_) => Expiry::Unchanged,
                };
                (taken, keep)
            })
            .await
    }

    /// Takes back the newest event about `value`.
    pub(super) async fn refund(&self, kind: &str, value: &str) -> Result<(), SharedError> {
        self.records
            .change(self.keys.of_count(kind, value), |window: &mut Window| {
                window.refund();
                ((), Expiry::AsBefore)
            })
            .await
    }

    /// Removes every event about `value`.
    pub(super) async fn clear(&self, kind: &str, value: &str) -> Result<(), SharedError> {
        self.records.forget(self.keys.of_count(kind, value)).await
    }
}
