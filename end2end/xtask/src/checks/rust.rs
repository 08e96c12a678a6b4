//! Checks by cargo. Client and server are never in one command, because their features exclude each
//! other.

use anyhow::Context;

use crate::report::Outcome;
use crate::report::Test;
use crate::setup;
use crate::setup::Tools;
use crate::task::Task;
use crate::workspace::Workspace;

/// All native packages, always named together so that cargo compiles them with one set of features.
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

/// Runs clippy in cargo-leptos's target folder, where the macros of the client build are already
/// compiled.
pub(super) fn clippy_wasm(workspace: &Workspace) -> anyhow::Result<Outcome> {
    cargo(workspace, "clippy browser side")
        .args(["clippy", "--package", "frontend", "--target", "wasm32-unknown-unknown"])
        .args(["--target-dir", "target/front", "--", "-D", "warnings"])
        .succeed()?;
    Ok(Outcome::held())
}

pub(super) fn test(workspace: &Workspace) -> anyhow::Result<Outcome> {
    let finished =
        cargo(workspace, "cargo test").args(["test", "--no-fail-fast"]).args(NATIVE).finish()?;
    let tests = finished.output.lines().filter_map(libtest_line).collect();
    Ok(Outcome::of_tests(&finished, tests))
}

/// Parses `test a::name ... ok`, the only stable format of libtest.
fn libtest_line(line: &str) -> Option<Test> {
    let (name, verdict) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    let name = name.trim_end_matches(" - should panic");
    let held = match verdict.trim() {
        "ok" => true,
        "FAILED" => false,
        ignored if ignored.starts_with("ignored") => false,
        _ => return None,
    };
    Some(Test::new(name, name.rsplit("::").next().unwrap_or(name), held))
}

pub(super) fn doc(workspace: &Workspace) -> anyhow::Result<Outcome> {
    cargo(workspace, "documentation")
        .args(["doc", "--keep-going", "--no-deps", "--document-private-items"])
        .args(NATIVE)
        .env("RUSTDOCFLAGS", "-D warnings")
        .succeed()?;
    Ok(Outcome::held())
}

/// Checks dependencies by deny.toml. Advisories are not checked, because their database needs a
/// network.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libtest_names_each_test_with_its_verdict() {
        let output = "running 4 tests\ntest a::holds ... ok\ntest a::panics - should panic ... ok\n\
                      test a::fails ... FAILED\ntest a::left ... ignored, too slow\n\
                      test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out\n";
        let found = output.lines().filter_map(libtest_line);
        let found: Vec<_> = found.map(|test| (test.place, test.held)).collect();
        let expected = [("holds", true), ("panics", true), ("fails", false), ("left", false)];
        assert_eq!(found, expected.map(|(name, held)| (name.to_owned(), held)));
    }
}
