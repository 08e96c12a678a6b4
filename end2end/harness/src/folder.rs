//! Folders for what processes keep and print.

use std::fs;
use std::path::Path;

use anyhow::Context;

/// Makes `folder`, without anything that an earlier run left in it.
pub fn fresh_folder(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))
}
