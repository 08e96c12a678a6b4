//! Folders for state and logs of processes.

use std::fs;
use std::path::Path;

use anyhow::Context;

/// Makes `folder`, without the contents of an earlier run.
pub fn fresh_folder(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))
}
