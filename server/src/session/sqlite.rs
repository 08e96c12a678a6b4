//! Sessions in one file: one node, survives restarts, nothing to install.

use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use async_trait::async_trait;
use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::params;

use super::seal::StoreKey;
use super::store::SessionStore;
use super::store::StoreError;
use super::store::Stored;

/// Keeps sealed records in a file.
#[derive(Clone, Debug)]
pub struct SqliteStore(Arc<Mutex<Connection>>);

impl SqliteStore {
    /// Opens the file, or makes it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(2))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // A power cut may lose the last moments, a crash of the server loses nothing.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.execute_batch(
            "CREATE TABLE IF NOT EXISTS sessions (
                key BLOB PRIMARY KEY, sealed BLOB NOT NULL, version INTEGER NOT NULL, expires_at INTEGER NOT NULL
            ) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS sessions_by_expiry ON sessions (expires_at);",
        )?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let connection = Arc::clone(&self.0);
        let done = tokio::task::spawn_blocking(move || {
            work(&connection.lock().unwrap_or_else(PoisonError::into_inner))
        });
        Ok(done.await.map_err(|_| StoreError::Task)??)
    }
}

#[async_trait]
impl SessionStore for SqliteStore {
    async fn create(&self, key: StoreKey, record: Stored) -> Result<bool, StoreError> {
        self.with(move |connection| {
            connection
                .prepare_cached("INSERT OR IGNORE INTO sessions VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![
                    key.as_bytes(),
                    record.sealed,
                    record.version.cast_signed(),
                    record.expires_at
                ])
                .map(|rows| rows == 1)
        })
        .await
    }

    async fn load(&self, key: StoreKey, now: i64) -> Result<Option<Stored>, StoreError> {
        self.with(move |connection| {
            connection
                .prepare_cached(
                    "SELECT sealed, version, expires_at FROM sessions WHERE key = ?1 AND expires_at > ?2",
                )?
                .query_row(params![key.as_bytes(), now], |row| {
                    Ok(Stored {
                        sealed: row.get(0)?,
                        version: row.get::<_, i64>(1)?.cast_unsigned(),
                        expires_at: row.get(2)?,
                    })
                })
                .optional()
        })
        .await
    }

    async fn update(
        &self,
        key: StoreKey,
        based_on: u64,
        record: Stored,
    ) -> Result<bool, StoreError> {
        self.with(move |connection| {
            connection
                .prepare_cached(
                    "UPDATE sessions SET sealed = ?3, version = ?4, expires_at = ?5 WHERE key = ?1 AND version = ?2",
                )?
                .execute(params![
                    key.as_bytes(),
                    based_on.cast_signed(),
                    record.sealed,
                    record.version.cast_signed(),
                    record.expires_at
                ])
                .map(|rows| rows == 1)
        })
        .await
    }

    async fn delete(&self, key: StoreKey) -> Result<bool, StoreError> {
        self.with(move |connection| {
            connection
                .prepare_cached("DELETE FROM sessions WHERE key = ?1")?
                .execute(params![key.as_bytes()])
                .map(|rows| rows == 1)
        })
        .await
    }

    async fn sweep(&self, now: i64) -> Result<usize, StoreError> {
        self.with(move |connection| {
            connection.execute("DELETE FROM sessions WHERE expires_at <= ?1", params![now])
        })
        .await
    }

    async fn check(&self) -> Result<(), StoreError> {
        self.with(|connection| connection.query_row("SELECT 1", [], |_| Ok(()))).await
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use crate::session::store::contract;

    #[tokio::test]
    async fn a_file_keeps_the_contract_of_stores() {
        let folder = tempfile::tempdir().unwrap();
        contract::holds(&SqliteStore::open(&folder.path().join("sessions")).unwrap()).await;
    }

    #[tokio::test]
    async fn a_record_is_still_there_when_the_file_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sessions");
        let key = crate::session::seal::Keys::derive(&[1; 32]).of_state("s");
        let record = Stored { sealed: vec![1], version: 1, expires_at: 100 };
        SqliteStore::open(&path).unwrap().create(key, record.clone()).await.unwrap();
        assert_eq!(SqliteStore::open(&path).unwrap().load(key, 0).await.unwrap(), Some(record));
    }
}
