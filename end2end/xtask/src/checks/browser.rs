//! Playwright in a real Chromium.

use std::fs;
use std::time::Duration;

use anyhow::Context;
use harness::Process;
use harness::System;
use harness::clean_command;
use harness::free_address;
use harness::fresh_folder;
use harness::session_key;

use crate::count;
use crate::release::Release;
use crate::report::Outcome;
use crate::rows::Runner;
use crate::setup::Tools;
use crate::task::Task;
use crate::workspace::Workspace;

/// The debug site lies apart, so that the release's stays as it was built.
const DEBUG_SITE: &str = "target/site-debug";

/// Servers beside each other, each with an org of its own; Playwright starts one worker for each.
const SYSTEMS: [&str; 2] = ["browser", "browser-beside"];

/// The release against the emulated org, with JavaScript and without.
pub(super) fn release(
    workspace: &Workspace,
    tools: &Tools,
    release: &Release,
) -> anyhow::Result<Outcome> {
    let programs = release.programs()?;
    let mut systems = Vec::new();
    for name in SYSTEMS {
        systems.push(System::start(&programs, &workspace.logs().join(name))?);
    }
    let all = |url: fn(&System) -> &str| systems.iter().map(url).collect::<Vec<_>>().join(",");
    let task = playwright(workspace, tools, "release", &["release", "release-no-javascript"])
        .env("USHER_URL", all(|system| &system.url))
        .env("LOCAL_ORG_URL", all(|system| &system.org_url))
        .env("USHER_SERVER", &release.server)
        .env("USHER_SITE", &release.site)
        .env("USHER_HARNESS", &release.harness)
        .env("USHER_LOCAL_ORG", &release.local_org);
    let outcome = run(workspace, "release", Runner::Browser, task)?;
    for system in systems {
        system.stop()?;
    }
    Ok(outcome)
}

pub(super) fn build_debug(workspace: &Workspace, tools: &Tools) -> anyhow::Result<Outcome> {
    crate::dev::forget_hashes(workspace)?;
    let task = Task::new(workspace, "debug build", tools.cargo_leptos())
        .args(["build"])
        .env("LEPTOS_SITE_ROOT", DEBUG_SITE);
    tools.equip(task).succeed()?;
    Ok(Outcome::held())
}

/// The debug server with no Okta settings, which brings its own org and says where it is.
pub(super) fn debug(workspace: &Workspace, tools: &Tools) -> anyhow::Result<Outcome> {
    let (address, org_address) = (free_address()?, free_address()?);
    let (url, org) = (format!("http://{address}"), format!("http://{org_address}"));
    let folder = workspace.logs().join("debug");
    fresh_folder(&folder)?;
    let mut command = clean_command(workspace.executable("debug", "server"));
    command
        .current_dir(workspace.root())
        .env("LEPTOS_SITE_ADDR", &address)
        .env("LEPTOS_SITE_ROOT", DEBUG_SITE)
        .env("USHER_SESSION_STORE", "memory")
        .env("USHER_HIDE_ACCOUNTS", "false")
        .env("USHER_ANSWER_FLOOR_MS", "0")
        .env("USHER_SESSION_KEY", session_key())
        .env("USHER_LOCAL_ORG_ADDR", &org_address)
        .env("USHER_LOCAL_ORG_STATE", folder.join("local-org.json"));
    let mut server = Process::start(command, &folder.join("server.log"))?;
    server.wait_until_ready(&format!("{url}/readyz"))?;
    greets(&server.output(), &url, &org)?;
    let task = playwright(workspace, tools, "debug", &["debug-smoke"])
        .env("USHER_URL", &url)
        .env("LOCAL_ORG_URL", &org);
    let outcome = run(workspace, "debug", Runner::Browser, task)?;
    server.stop()?;
    Ok(outcome)
}

/// Somebody who reads what the debug server prints can sign in.
fn greets(output: &str, url: &str, org: &str) -> anyhow::Result<()> {
    for wanted in [&format!("{url}/sign-in"), org, "ada@example.com"] {
        anyhow::ensure!(
            output.contains(wanted),
            "the debug server does not print {wanted}\n{output}"
        );
    }
    Ok(())
}

pub(super) fn playwright(
    workspace: &Workspace,
    tools: &Tools,
    name: &str,
    projects: &[&str],
) -> Task {
    let report = report_of(workspace, name);
    let mut task = Task::new(workspace, &format!("playwright {name}"), "node")
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .folder(&workspace.tests())
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", report)
        .limit(Duration::from_mins(25));
    for project in projects {
        task = task.args([format!("--project={project}")]);
    }
    tools.equip(task)
}

pub(super) fn run(
    workspace: &Workspace,
    name: &str,
    runner: Runner,
    task: Task,
) -> anyhow::Result<Outcome> {
    let report = report_of(workspace, name);
    if report.exists() {
        fs::remove_file(&report).with_context(|| format!("removing {}", report.display()))?;
    }
    let finished = task.finish()?;
    let text = fs::read_to_string(&report)
        .with_context(|| format!("Playwright left no report\n{}", finished.tail()))?;
    let (counts, results) = count::playwright(&text, runner)
        .with_context(|| format!("Playwright broke off\n{}", finished.tail()))?;
    Ok(counts.judge(&finished, results))
}

fn report_of(workspace: &Workspace, name: &str) -> std::path::PathBuf {
    workspace.logs().join(format!("playwright-{name}.json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_that_leaves_something_out_is_refused() {
        let (url, org) = ("http://127.0.0.1:3000", "http://127.0.0.1:4100");
        let full = format!("sign in {url}/sign-in\nmailbox {org}/\npeople ada@example.com\n");
        assert!(greets(&full, url, org).is_ok());
        assert!(greets(&full.replace("mailbox", "").replace(org, ""), url, org).is_err());
        assert!(greets("listening", url, org).is_err());
    }
}
