//! One org at a time on a state file.

use std::fs::File;
use std::fs::TryLockError;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::store::StoreError;

/// An org that is stopping lets go within this time.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// Takes the file `….lock` beside the state file, for as long as the returned handle lives.
///
/// Two orgs on one file would take turns at overwriting what the other has kept.
pub(crate) fn take(path: &Path) -> Result<File, StoreError> {
    let failed = |source| StoreError::of(path, source);
    if path.is_dir() {
        return Err(failed(std::io::Error::other(
            "that is a folder; name a file in it, such as org.json",
        )));
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let file = File::create(name).map_err(failed)?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
    }
    let held = "another org holds it; stop that one, or name another file";
    Err(failed(std::io::Error::other(held)))
}
