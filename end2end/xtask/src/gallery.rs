//! Renders a folder of IDX responses with the server's parser and screens.

use std::path::PathBuf;
use std::process::Command;
use std::process::ExitCode;

use anyhow::Context;

use crate::workspace::Workspace;

/// The options of the gallery.
#[derive(Debug, clap::Args)]
pub(crate) struct Wanted {
    /// The folder of IDX responses, one JSON file each.
    folder: PathBuf,
    /// Print only what the screens lack, and fail if any screen lacks something.
    #[arg(long)]
    check: bool,
}

/// Prints the screens, or with `--check` what they lack. The exit code is that of the check.
pub(crate) fn draw(workspace: &Workspace, wanted: &Wanted) -> anyhow::Result<ExitCode> {
    let folder = wanted
        .folder
        .canonicalize()
        .with_context(|| format!("looking for the folder {}", wanted.folder.display()))?;
    let status = Command::new("cargo")
        .args(["run", "--quiet", "--package", "server", "--example", "gallery", "--"])
        .arg(folder)
        .args(wanted.check.then_some("--check"))
        .current_dir(workspace.root())
        .status()
        .context("running cargo")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
