//! Subcommands of cargo that the tests and the release need.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::time::Duration;

use super::cargo_leptos::quick_to_compile;
use super::found;
use super::missing;
use super::search;
use crate::task::Task;
use crate::workspace::Workspace;

/// A subcommand; any installed version is accepted.
#[derive(Debug)]
pub(super) struct CargoTool {
    name: &'static str,
    /// The first argument that cargo passes to it.
    subcommand: &'static str,
    /// The newest version that the pinned toolchain compiles.
    version: &'static str,
    reason: &'static str,
    minutes: &'static str,
}

/// Checks licences, bans and sources.
pub(super) const DENY: CargoTool = CargoTool {
    name: "cargo-deny",
    subcommand: "deny",
    version: "0.20.2",
    reason: "it checks licences, bans and sources of the dependencies",
    minutes: "2 to 4 minutes",
};

/// Writes the list of dependencies into an executable.
pub(super) const AUDITABLE: CargoTool = CargoTool {
    name: "cargo-auditable",
    subcommand: "auditable",
    version: "0.7.7",
    reason: "it writes the list of dependencies into the release",
    minutes: "a minute",
};

impl CargoTool {
    /// Finds the subcommand, or installs it with the workspace's other tools.
    pub(super) fn install(&self, workspace: &Workspace, path: &OsStr) -> anyhow::Result<()> {
        let answers =
            |place: &PathBuf| search::answer(place, &[self.subcommand, "--version"]).is_some();
        if let Some(place) = search::executable(self.name, path).filter(answers) {
            found(self.name, place.display());
            return Ok(());
        }
        missing(self.name, self.reason);
        println!("    compiling it, once for this machine: {} on a laptop", self.minutes);
        let task = Task::new(workspace, &format!("cargo install {}", self.name), "cargo")
            .args(["install", self.name, "--version", self.version, "--locked", "--root"])
            .args([&workspace.tools()]);
        quick_to_compile(task).limit(Duration::from_mins(30)).succeed()?;
        Ok(())
    }
}
