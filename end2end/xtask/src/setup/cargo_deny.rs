//! cargo-deny: licences, bans and sources of the dependencies.

use std::ffi::OsStr;
use std::time::Duration;

use super::cargo_leptos::quick_to_compile;
use super::found;
use super::missing;
use super::search;
use crate::task::Task;
use crate::workspace::Workspace;

/// The newest that the pinned toolchain compiles.
const VERSION: &str = "0.20.2";

/// Any version will do that is there already; otherwise ours is installed beside the workspace's other tools.
pub(crate) fn install(workspace: &Workspace, path: &OsStr) -> anyhow::Result<()> {
    if let Some(version) = search::executable("cargo-deny", path).and_then(search::version) {
        found("cargo-deny", version);
        return Ok(());
    }
    missing("cargo-deny", "it checks licences, bans and sources of the dependencies");
    println!("    compiling it, once for this machine: 2 to 4 minutes on a laptop");
    let task = Task::new(workspace, "cargo install cargo-deny", "cargo")
        .args(["install", "cargo-deny", "--version", VERSION, "--locked", "--root"])
        .args([&workspace.tools()]);
    quick_to_compile(task).limit(Duration::from_mins(30)).succeed()?;
    Ok(())
}
