//! Checks by cargo. The browser's side is never in one command with the server's: their features exclude each other.

use anyhow::Context;

use crate::count;
use crate::report::Outcome;
use crate::setup;
use crate::setup::Tools;
use crate::task::Task;
use crate::workspace::Workspace;

/// Everything that runs outside the browser, always named together so that cargo compiles it with one set of features.
pub(crate) const NATIVE: [&str; 18] = [
    "--package",
    "okta-idx",
    "--package",
    "local-org",
    "--package",
    "xtask",
    "--package",
    "chaos",
    "--package",
    "harness",
    "--package",
    "server",
    "--package",
    "fuzz",
    "--package",
    "app",
    "--features",
    "app/ssr",
];

fn cargo(workspace: &Workspace, name: &str) -> Task {
    Task::new(workspace, name, "cargo")
}

pub(super) fn fmt(workspace: &Workspace) -> anyhow::Result<Outcome> {
    cargo(workspace, "rustfmt")
        .args(["fmt", "--all", "--check", "--", "--color", "never"])
        .succeed()
        .context("`cargo fmt --all` puts it right")?;
    Ok(Outcome::held())
}

pub(super) fn clippy(workspace: &Workspace) -> anyhow::Result<Outcome> {
    cargo(workspace, "clippy server side")
        .args(["clippy", "--keep-going"])
        .args(NATIVE)
        .args(["--all-targets", "--", "-D", "warnings"])
        .succeed()?;
    Ok(Outcome::held())
}

/// In cargo-leptos's own target folder, where the build of the browser's side finds the macros compiled.
pub(super) fn clippy_wasm(workspace: &Workspace) -> anyhow::Result<Outcome> {
    cargo(workspace, "clippy browser side")
        .args(["clippy", "--package", "frontend", "--target", "wasm32-unknown-unknown"])
        .args(["--target-dir", "target/front", "--", "-D", "warnings"])
        .succeed()?;
    Ok(Outcome::held())
}

pub(super) fn unit(workspace: &Workspace) -> anyhow::Result<Outcome> {
    let finished =
        cargo(workspace, "cargo test").args(["test", "--no-fail-fast"]).args(NATIVE).finish()?;
    let names = count::libtest_names(&finished.output);
    Ok(count::libtest(&finished.output).judge(&finished, names))
}

pub(super) fn doc(workspace: &Workspace) -> anyhow::Result<Outcome> {
    cargo(workspace, "documentation")
        .args(["doc", "--keep-going", "--no-deps", "--document-private-items"])
        .args(NATIVE)
        .env("RUSTDOCFLAGS", "-D warnings")
        .succeed()?;
    Ok(Outcome::held())
}

/// What may become a dependency, by deny.toml. Advisories need a database from elsewhere and are not asked here.
pub(super) fn deny(workspace: &Workspace, tools: &Tools) -> anyhow::Result<Outcome> {
    setup::install_deny(workspace, tools)?;
    let task = cargo(workspace, "cargo-deny").args([
        "deny",
        "--all-features",
        "check",
        "bans",
        "licenses",
        "sources",
    ]);
    tools.equip(task).succeed()?;
    Ok(Outcome::held())
}
