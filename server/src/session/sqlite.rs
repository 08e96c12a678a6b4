//! Sessions in one file: one node, survives restarts, nothing to install.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use async_trait::async_trait;
use rusqlite::Connection;
use rusqlite::ErrorCode;
use rusqlite::OptionalExtension;
use rusqlite::params;
use tokio::sync::oneshot;

use super::seal::StoreKey;
use super::store::Cause;
use super::store::SessionStore;
use super::store::StoreError;
use super::store::Stored;

/// One task for the thread of the database.
type Task = Box<dyn FnOnce(&Connection) + Send>;

/// Keeps sealed records in a file.
///
/// One thread runs all tasks in order. A pool of threads would wait for one another, with a stack each, because the
/// database has one writer.
#[derive(Clone, Debug)]
pub struct SqliteStore(mpsc::Sender<Task>);

impl SqliteStore {
    /// Opens the file, or makes it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = connect(path).map_err(failure)?;
        let (ask, asked) = mpsc::channel::<Task>();
        thread::Builder::new()
            .name("sessions".to_owned())
            .spawn(move || {
                for task in asked {
                    // A task that panics is a bug, and no reason for all others to fail; its caller gets an error.
                    let _bug = catch_unwind(AssertUnwindSafe(|| task(&connection)));
                }
            })
            .map_err(|error| StoreError::Unavailable(error.into()))?;
        Ok(Self(ask))
    }

    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (tell, told) = oneshot::channel();
        let task = move |connection: &Connection| {
            // The request may have been dropped meanwhile; then the result has no reader.
            let _ = tell.send(work(connection));
        };
        let ended = || StoreError::Unavailable(ThreadEnded.into());
        self.0.send(Box::new(task)).map_err(|_| ended())?;
        told.await.map_err(|_| ended())?.map_err(failure)
    }
}

/// The thread that talks to the database is gone, or a task of it panicked.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the thread of the session database has ended")]
struct ThreadEnded;

fn connect(path: &Path) -> rusqlite::Result<Connection> {
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
    Ok(connection)
}

/// Translates an error of `SQLite`. Result codes: <https://www.sqlite.org/rescode.html>.
fn failure(error: rusqlite::Error) -> StoreError {
    let kind: fn(Cause) -> StoreError = match error.sqlite_error_code() {
        Some(
            ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::FileLockingProtocolFailed,
        ) => StoreError::Busy,
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => StoreError::Denied,
        Some(ErrorCode::ReadOnly) => StoreError::ReadOnly,
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::Corrupt,
        _ => StoreError::Unavailable,
    };
    kind(error.into())
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
    async fn a_task_that_panics_says_nothing_of_it_and_the_next_one_runs() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("sessions")).unwrap();
        let error = store.with(|_| -> rusqlite::Result<()> { panic!("secret") }).await.unwrap_err();
        let said = crate::log::chain(&error);
        assert!(said.ends_with("the thread of the session database has ended"), "{said}");
        assert!(!said.contains("secret"), "{said}");
        store.check().await.unwrap();
    }

    #[test]
    fn each_failure_of_the_file_has_a_name_that_is_not_sqlites() {
        use rusqlite::ffi;

        let kind =
            |code| failure(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)).to_string();
        for (code, name) in [
            (ffi::SQLITE_BUSY, "busy"),
            (ffi::SQLITE_LOCKED, "busy"),
            (ffi::SQLITE_CANTOPEN, "denies access"),
            (ffi::SQLITE_READONLY, "read-only"),
            (ffi::SQLITE_FULL, "full"),
            (ffi::SQLITE_CORRUPT, "corrupt"),
            (ffi::SQLITE_NOTADB, "corrupt"),
            (ffi::SQLITE_IOERR, "unavailable"),
        ] {
            assert!(kind(code).ends_with(name), "{code}: {}", kind(code));
        }
    }

    #[tokio::test]
    async fn a_record_is_still_there_when_the_file_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sessions");
        let key = crate::session::seal::KeyRing::derive(&[1; 32]).of("test", "x");
        let record = Stored { sealed: vec![1], version: 1, expires_at: 100 };
        SqliteStore::open(&path).unwrap().create(key, record.clone()).await.unwrap();
        assert_eq!(SqliteStore::open(&path).unwrap().load(key, 0).await.unwrap(), Some(record));
    }
}
