//! cargo-auditable: writes into an executable what it was built of.

use std::ffi::OsStr;
use std::time::Duration;

use super::cargo_leptos::quick_to_compile;
use super::found;
use super::missing;
use super::search;
use crate::task::Task;
use crate::workspace::Workspace;

const VERSION: &str = "0.7.7";

/// Any version will do that is there already; otherwise ours is installed beside the workspace's other tools.
pub(crate) fn install(workspace: &Workspace, path: &OsStr) -> anyhow::Result<()> {
    // It answers only under the name by which cargo calls it.
    if search::executable("cargo-auditable", path).is_some() {
        found("cargo-auditable", "on PATH");
        return Ok(());
    }
    missing("cargo-auditable", "it writes the list of dependencies into the release");
    println!("    compiling it, once for this machine: 1 minute on a laptop");
    let task = Task::new(workspace, "cargo install cargo-auditable", "cargo")
        .args(["install", "cargo-auditable", "--version", VERSION, "--locked", "--root"])
        .args([&workspace.tools()]);
    quick_to_compile(task).limit(Duration::from_mins(30)).succeed()?;
    Ok(())
}
