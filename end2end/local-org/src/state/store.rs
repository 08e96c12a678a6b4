//! The file that outlives the process.

use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use super::State;

/// Bumped when the shape changes; a file of another version is set aside like a damaged one.
const VERSION: u32 = 3;

/// What was found at the path of the state file.
#[derive(Debug)]
pub(crate) enum Found {
    /// Nothing yet.
    Nothing,
    /// A state to go on with.
    State(Box<State>),
    /// Something unreadable, now kept at `kept_at`.
    Unreadable { kept_at: PathBuf, why: String },
}

/// A file that could not be read, moved or written.
#[derive(Debug, thiserror::Error)]
#[error("the state file {path}")]
pub(crate) struct StoreError {
    path: PathBuf,
    #[source]
    source: std::io::Error,
}

impl StoreError {
    pub(super) fn of(path: &Path, source: std::io::Error) -> Self {
        Self { path: path.to_owned(), source }
    }
}

#[derive(serde::Serialize)]
struct Written<'a> {
    version: u32,
    state: &'a State,
}

#[derive(serde::Deserialize)]
struct Read {
    version: u32,
    state: State,
}

/// Reads the state; what cannot be understood is moved out of the way, never overwritten.
pub(crate) fn load(path: &Path) -> Result<Found, StoreError> {
    let failed = |source| StoreError { path: path.to_owned(), source };
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(failed(error)),
    };
    let why = match serde_json::from_slice::<Read>(&bytes) {
        Ok(read) if read.version == VERSION => return Ok(Found::State(Box::new(read.state))),
        Ok(read) => format!("it was written by version {} of this format", read.version),
        Err(error) => error.to_string(),
    };
    let kept_at = path.with_extension("unreadable");
    std::fs::rename(path, &kept_at).map_err(failed)?;
    Ok(Found::Unreadable { kept_at, why })
}

/// The bytes that [`save`] writes.
pub(crate) fn to_bytes(state: &State) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Written { version: VERSION, state })
}

/// Replaces the file in one step, readable by its owner only: it holds keys and codes.
pub(crate) fn save(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let failed = |source| StoreError { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let draft = path.with_extension("draft");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&draft).and_then(|mut file| file.write_all(bytes)).map_err(failed)?;
    std::fs::rename(&draft, path).map_err(failed)
}
