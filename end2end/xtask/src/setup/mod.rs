//! Finds the tools and installs missing ones, and prints what and why.

mod apt;
mod cargo_leptos;
mod cargo_tool;
mod chromium;
mod engines;
mod node;
mod rust;
mod search;
mod wasm_bindgen;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Context;
pub(crate) use engines::Engines;
pub(crate) use engines::Program;
pub(crate) use engines::install as install_engines;
pub(crate) use engines::install_proxy;

use crate::task::Task;
use crate::workspace::Workspace;

/// The tools that a command needs, without a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// The Rust toolchain.
    Rust,
    /// Also Node.js and the npm packages, which include the test runner.
    Node,
    /// The Rust toolchain, cargo-leptos and wasm-bindgen.
    Development,
    /// All of these; the npm packages include wasm-opt for release builds.
    Release,
}

/// The tools that set-up found or installed.
#[derive(Debug)]
pub(crate) struct Tools {
    path: OsString,
    cargo_leptos: PathBuf,
    /// The browser to use; `None` means the one that Playwright manages itself.
    chromium: Option<PathBuf>,
}

impl Tools {
    /// Returns PATH with the workspace's tools first.
    pub(crate) fn path(&self) -> &OsString {
        &self.path
    }

    /// Returns the executable itself, because cargo may search its subcommands in another order
    /// than PATH.
    pub(crate) fn cargo_leptos(&self) -> &PathBuf {
        &self.cargo_leptos
    }

    /// Returns the browser to use, if it is not the one that Playwright manages.
    pub(crate) fn chromium(&self) -> Option<&PathBuf> {
        self.chromium.as_ref()
    }

    /// Sets up a task's environment for these tools.
    pub(crate) fn equip(&self, task: Task) -> Task {
        let task = task.env("PATH", &self.path);
        match &self.chromium {
            Some(chromium) => task.env("USHER_CHROMIUM", chromium),
            None => task,
        }
    }
}

/// Installs what `needs` requires and is missing; fast if nothing is missing.
pub(crate) fn install(workspace: &Workspace, needs: Needs) -> anyhow::Result<Tools> {
    println!("Looking for tools");
    rust::install(workspace)?;
    if matches!(needs, Needs::Node | Needs::Release) {
        node::install(workspace)?;
    }
    let path = path_with_ours_first(workspace, needs)?;
    let mut cargo_leptos = PathBuf::from("cargo-leptos");
    if matches!(needs, Needs::Development | Needs::Release) {
        cargo_leptos = cargo_leptos::install(workspace, &path)?;
        wasm_bindgen::install(workspace, &path)?;
    }
    Ok(Tools { path, cargo_leptos, chromium: None })
}

/// Finds or installs the browser of the browser tests.
pub(crate) fn install_browser(workspace: &Workspace, tools: &mut Tools) -> anyhow::Result<()> {
    tools.chromium = chromium::install(workspace)?;
    Ok(())
}

/// Whether `cargo NAME` exists on this machine.
fn has_cargo_command(name: &str) -> bool {
    search::answer("cargo", &[name, "--version"]).is_some()
}

/// Finds or installs the tool that checks the dependencies.
pub(crate) fn install_deny(workspace: &Workspace, tools: &Tools) -> anyhow::Result<()> {
    cargo_tool::DENY.install(workspace, &tools.path)
}

/// Finds or installs the tool that writes the list of dependencies into the release.
pub(crate) fn install_auditable(workspace: &Workspace, tools: &Tools) -> anyhow::Result<()> {
    cargo_tool::AUDITABLE.install(workspace, &tools.path)
}

fn path_with_ours_first(workspace: &Workspace, needs: Needs) -> anyhow::Result<OsString> {
    let mut folders = vec![workspace.tools().join("bin")];
    if needs == Needs::Release {
        folders.push(workspace.node_executables());
    }
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(folders).context("a folder on PATH has a name that PATH cannot hold")
}

fn found(what: &str, detail: impl std::fmt::Display) {
    println!("    found {what}: {detail}");
}

fn missing(what: &str, reason: &str) {
    println!("    missing {what}: {reason}");
}
