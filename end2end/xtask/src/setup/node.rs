//! Node.js, and the npm packages of end2end/tests.

use std::fs;
use std::time::Duration;

use anyhow::Context;
use semver::Version;

use super::found;
use super::missing;
use super::search;
use crate::task::Task;
use crate::workspace::Workspace;

const OLDEST: Version = Version::new(20, 0, 0);

pub(super) fn install(workspace: &Workspace) -> anyhow::Result<()> {
    let how = "install Node.js 20 or newer (https://nodejs.org, or your system's package manager) \
               and run this again";
    let node = search::version("node").with_context(|| {
        format!("`node` does not run, but wasm-opt and the tests need it: {how}")
    })?;
    anyhow::ensure!(node >= OLDEST, "Node.js {node} is too old: {how}");
    found("Node.js", node);
    if packages_are_current(workspace) {
        return Ok(());
    }
    missing("npm packages", "wasm-opt shrinks the release, Playwright drives the browser");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    Task::new(workspace, "npm ci", npm)
        .args(["ci", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .folder(&workspace.tests())
        .limit(Duration::from_mins(10))
        .succeed()?;
    fs::copy(workspace.tests().join("package-lock.json"), installed_lock(workspace))
        .context("noting which packages are installed")?;
    Ok(())
}

/// Returns the copy of the lock file from which the installed packages were made.
fn installed_lock(workspace: &Workspace) -> std::path::PathBuf {
    workspace.tests().join("node_modules").join(".installed-package-lock.json")
}

fn packages_are_current(workspace: &Workspace) -> bool {
    let wanted = fs::read(workspace.tests().join("package-lock.json"));
    let present = fs::read(installed_lock(workspace));
    matches!((wanted, present), (Ok(wanted), Ok(present)) if wanted == present)
}
