//! Browsers beside Chromium, and a caching proxy, with servers of the tests' own.

use harness::fresh_folder;
use harness::start_org;

use super::browser;
use crate::release::Release;
use crate::report::Outcome;
use crate::rows::Runner;
use crate::setup::Engines;
use crate::setup::Program;
use crate::setup::Tools;
use crate::workspace::Workspace;

/// Drives the browsers that are there, at most two at once.
pub(super) fn run(
    workspace: &Workspace,
    tools: &Tools,
    release: &Release,
    engines: &Engines,
) -> anyhow::Result<Outcome> {
    let there = [("firefox", &engines.firefox), ("webkit", &engines.webkit)];
    let there: Vec<_> =
        there.into_iter().filter_map(|(name, program)| Some((name, program.as_ref()?))).collect();
    let projects: Vec<&str> = there.iter().map(|(name, _)| *name).collect();
    let programs: Vec<&Program> = there.iter().map(|(_, program)| *program).collect();
    let mut outcome =
        with_own_servers(workspace, tools, release, Runner::Engine, &projects, &programs)?;
    // A row speaks of all of them.
    if engines.firefox.is_none() || engines.webkit.is_none() {
        outcome.tests = crate::report::Results::default();
    }
    Ok(outcome)
}

/// The release behind nginx.
pub(super) fn behind_proxy(
    workspace: &Workspace,
    tools: &Tools,
    release: &Release,
    nginx: &Program,
) -> anyhow::Result<Outcome> {
    with_own_servers(workspace, tools, release, Runner::Proxy, &["caching-proxy"], &[nginx])
}

fn with_own_servers(
    workspace: &Workspace,
    tools: &Tools,
    release: &Release,
    runner: Runner,
    projects: &[&str],
    programs: &[&Program],
) -> anyhow::Result<Outcome> {
    let (mut orgs, mut urls) = (Vec::new(), Vec::new());
    for project in projects {
        let folder = workspace.logs().join(project);
        fresh_folder(&folder)?;
        let (settings, org) = start_org(&release.local_org, &folder)?;
        orgs.push(org);
        urls.push(settings.url());
    }
    let name = runner.word();
    let mut task = browser::playwright(workspace, tools, name, projects)
        .env("LOCAL_ORG_URL", urls.join(","))
        .env("USHER_SERVER", &release.server)
        .env("USHER_SITE", &release.site)
        .env("USHER_HARNESS", &release.harness);
    for program in programs {
        task = task.env(program.variable, &program.place);
    }
    let outcome = browser::run(workspace, name, runner, task)?;
    for org in orgs {
        org.stop()?;
    }
    Ok(outcome)
}
