//! A Chromium for the browser tests: an installed one, or one that needs no password to install.

use std::env;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use anyhow::bail;

use super::apt;
use super::found;
use super::missing;
use super::search;
use crate::task::Task;
use crate::workspace::Workspace;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Returns the browser to use; `None` means the one that Playwright downloaded and finds itself.
pub(super) fn install(workspace: &Workspace) -> anyhow::Result<Option<PathBuf>> {
    if let Some(chosen) = env::var_os("USHER_CHROMIUM") {
        let chosen = PathBuf::from(chosen);
        let problem = format!("USHER_CHROMIUM names {}, which is no file", chosen.display());
        anyhow::ensure!(chosen.is_file(), problem);
        found("Chromium", chosen.display());
        return Ok(Some(chosen));
    }
    if let Some(present) = on_path().or_else(in_applications) {
        found("Chromium", present.display());
        return Ok(Some(present));
    }
    if has_its_own(workspace) {
        found("Chromium", "Playwright's own");
        return Ok(None);
    }
    missing("Chromium", "the browser tests drive one");
    if apt::can_be_used() {
        match with_apt(workspace) {
            Ok(chromium) => return Ok(Some(chromium)),
            Err(error) => println!("    {error:#}"),
        }
    }
    with_playwright(workspace).context(
        "no Chromium could be installed; install one, or name one in USHER_CHROMIUM, and run this again",
    )?;
    Ok(None)
}

fn on_path() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    NAMES.iter().find_map(|name| search::executable(name, &path))
}

fn in_applications() -> Option<PathBuf> {
    ["Google Chrome", "Chromium"]
        .map(|name| PathBuf::from(format!("/Applications/{name}.app/Contents/MacOS/{name}")))
        .into_iter()
        .find(|place| place.is_file())
}

/// Whether the browser of this Playwright version has been downloaded already.
fn has_its_own(workspace: &Workspace) -> bool {
    let module = workspace.tests().join("node_modules").join("playwright-core");
    let script = "console.log(require(process.argv[1]).chromium.executablePath())";
    search::answer("node", &["-e", script, &module.to_string_lossy()])
        .is_some_and(|place| Path::new(place.trim()).is_file())
}

fn with_apt(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    apt::install(workspace, &["chromium"])?;
    let Some(chromium) = on_path() else { bail!("apt-get installed no Chromium on PATH") };
    Ok(chromium)
}

fn with_playwright(workspace: &Workspace) -> anyhow::Result<()> {
    println!("    downloading Playwright's own: a few minutes");
    Task::new(workspace, "playwright install", "node")
        .args(["node_modules/@playwright/test/cli.js", "install", "chromium"])
        .folder(&workspace.tests())
        .limit(Duration::from_mins(10))
        .succeed()?;
    Ok(())
}
