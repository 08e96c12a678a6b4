//! Runs Playwright with a real Chromium.

use harness::Process;
use harness::System;
use harness::clean_command;
use harness::free_address;
use harness::fresh_folder;
use harness::session_key;

use super::playwright;
use crate::release::Release;
use crate::report::Outcome;
use crate::setup::Tools;
use crate::task::Task;
use crate::workspace::Workspace;

/// The debug site has its own folder, so that the release's site stays as it was built.
const DEBUG_SITE: &str = "target/site-debug";

/// Concurrent servers, each with its own org; Playwright starts one worker per server.
const SYSTEMS: [&str; 2] = ["browser", "browser-beside"];

/// The tests to run against the release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tests {
    /// All of them, with and without JavaScript.
    All,
    /// Those with the id of a scenario.
    Scenarios,
}

impl Tests {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::All => &[
                "--project=release",
                "--project=release-no-javascript",
                "--project=release-arabic",
            ],
            Self::Scenarios => &["--project=release", r"--grep=@(AJ-\d+|\d+\.\d+\.\d+)\b"],
        }
    }
}

/// Tests the release against the emulated org.
pub(super) fn release(
    workspace: &Workspace,
    tools: &Tools,
    release: &Release,
    tests: Tests,
) -> anyhow::Result<Outcome> {
    let programs = release.programs()?;
    let mut systems = Vec::new();
    for name in SYSTEMS {
        systems.push(System::start(&programs, &workspace.logs().join(name))?);
    }
    let all = |url: fn(&System) -> &str| systems.iter().map(url).collect::<Vec<_>>().join(",");
    let task = playwright::task(workspace, tools, "release", &[])
        .args(tests.arguments())
        .env("USHER_URL", all(|system| &system.url))
        .env("LOCAL_ORG_URL", all(|system| &system.org_url))
        .env("USHER_SERVER", &release.server)
        .env("USHER_SITE", &release.site)
        .env("USHER_HARNESS", &release.harness)
        .env("USHER_LOCAL_ORG", &release.local_org);
    let outcome = playwright::run(workspace, task)?;
    for system in systems {
        system.stop()?;
    }
    Ok(outcome)
}

fn build_debug(workspace: &Workspace, tools: &Tools) -> anyhow::Result<()> {
    crate::dev::forget_hashes(workspace)?;
    let task = Task::new(workspace, "debug build", tools.cargo_leptos())
        .args(["build"])
        .env("LEPTOS_SITE_ROOT", DEBUG_SITE);
    tools.equip(task).succeed()?;
    Ok(())
}

/// Builds the debug server and starts it without Okta settings, so that it starts its own org.
pub(super) fn debug(workspace: &Workspace, tools: &Tools) -> anyhow::Result<Outcome> {
    build_debug(workspace, tools)?;
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
        .env("USHER_ENUMERATION_PREVENTION", "false")
        .env("USHER_MIN_RESPONSE_MS", "0")
        .env("USHER_SESSION_KEY", session_key())
        .env("USHER_LOCAL_ORG_ADDR", &org_address)
        .env("USHER_LOCAL_ORG_STATE", folder.join("local-org.json"));
    let mut server = Process::start(command, &folder.join("server.log"))?;
    server.wait_until_ready(&format!("{url}/readyz"))?;
    greets(&server.output(), &url, &org)?;
    let task = playwright::task(workspace, tools, "debug", &["debug-smoke"])
        .env("USHER_URL", &url)
        .env("LOCAL_ORG_URL", &org);
    let outcome = playwright::run(workspace, task)?;
    server.stop()?;
    Ok(outcome)
}

/// Checks that the debug server prints all that a user needs to sign in.
fn greets(output: &str, url: &str, org: &str) -> anyhow::Result<()> {
    for wanted in [&format!("{url}/sign-in"), org, "ada@example.com"] {
        anyhow::ensure!(
            output.contains(wanted),
            "the debug server does not print {wanted}\n{output}"
        );
    }
    Ok(())
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
