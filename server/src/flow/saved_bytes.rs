//! Secret bytes as a session record holds them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::Deserialize;
use serde::Serialize;
use zeroize::Zeroize;
use zeroize::Zeroizing;

/// Secret bytes, for the sealed record and nothing else: they print nothing and are wiped.
#[derive(Clone, Serialize, Deserialize)]
pub struct SavedBytes(String);

impl SavedBytes {
    /// Keeps what something was saved as.
    pub fn of(saved: &[u8]) -> Self {
        Self(STANDARD_NO_PAD.encode(saved))
    }

    /// What was kept, read back; `None` if an older version of the server saved it in a way that this one does not know.
    pub fn read<T, E>(&self, restore: impl FnOnce(&[u8]) -> Result<T, E>) -> Option<T> {
        let bytes = Zeroizing::new(STANDARD_NO_PAD.decode(&self.0).ok()?);
        restore(&bytes).ok()
    }
}

impl std::fmt::Debug for SavedBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Drop for SavedBytes {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
