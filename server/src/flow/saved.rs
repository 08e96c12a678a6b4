//! A transaction as a session record holds it.

use std::sync::Arc;
use std::sync::OnceLock;

use okta_idx::Pending;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;

use super::saved_bytes::SavedBytes;

/// A transaction that waits for an answer: read from the record at most once a request, and written at most once.
#[derive(Clone, Debug)]
pub(super) struct Saved(Arc<Both>);

#[derive(Debug)]
struct Both {
    bytes: OnceLock<SavedBytes>,
    pending: OnceLock<Option<Pending>>,
}

impl Saved {
    /// Keeps where a transaction stands.
    pub(super) fn of(pending: &Pending) -> Self {
        let pending = OnceLock::from(Some(pending.clone()));
        Self(Arc::new(Both { bytes: OnceLock::new(), pending }))
    }

    /// Returns the transaction, if this version of the server can read it.
    pub(super) fn restore(&self) -> Option<Pending> {
        let read = || self.0.bytes.get()?.read(Pending::restore);
        self.0.pending.get_or_init(read).clone()
    }
}

impl Serialize for Saved {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let write = |pending: &Pending| SavedBytes::of(&pending.save());
        if let Some(Some(pending)) = self.0.pending.get() {
            return self.0.bytes.get_or_init(|| write(pending)).serialize(serializer);
        }
        self.0.bytes.get().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Saved {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = OnceLock::from(SavedBytes::deserialize(deserializer)?);
        Ok(Self(Arc::new(Both { bytes, pending: OnceLock::new() })))
    }
}
