//! The file of sessions cannot be opened: why, and what to do.

use std::path::Path;

use crate::session::store::StoreError;

/// Why a file cannot be used before it is opened; the folder it belongs in is made.
pub fn prepare(path: &Path) -> Result<(), String> {
    if path.is_dir() {
        let example = path.join("sessions.sqlite3");
        return Err(told(
            path,
            &format!("that is a folder; name a file in it, as in sqlite:{}", example.display()),
        ));
    }
    let Some(folder) = path.parent() else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| {
        let folder = folder.display();
        let next = "let the user who runs the server write there, or name another path";
        told(path, &format!("the folder {folder} cannot be made ({error}); {next}"))
    })
}

/// Why a file cannot be opened.
pub fn refused(path: &Path, error: &StoreError) -> String {
    let why = match error {
        StoreError::Denied(_) => {
            "it cannot be opened or made; let the user who runs the server read and write it and its folder"
        }
        StoreError::ReadOnly(_) => {
            "it can only be read; let the user who runs the server write it and its folder"
        }
        StoreError::Busy(_) => {
            "another program holds it; stop that program, or name another file. Servers share a file only on one machine"
        }
        StoreError::Corrupt(_) => {
            "it is not a file of sessions; name one that does not exist yet, or move this one away"
        }
        StoreError::Full(_) => "the disk is full",
        StoreError::Unavailable(_) => "it cannot be used; name another file",
    };
    told(path, why)
}

fn told(path: &Path, why: &str) -> String {
    format!("USHER_SESSION_STORE is sqlite:{}: {why}", path.display())
}
