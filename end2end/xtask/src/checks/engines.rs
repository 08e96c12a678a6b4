//! Specs that start their own servers: other browsers, a caching proxy, and Okta's SDK.

use harness::fresh_folder;
use harness::start_org;

use super::playwright;
use super::rust::NATIVE;
use crate::release::Release;
use crate::report::Outcome;
use crate::setup::Engines;
use crate::setup::Program;
use crate::setup::Tools;
use crate::task::Task;
use crate::workspace::Workspace;

/// Tests with the installed browsers, at most two at once.
pub(super) fn run(
    workspace: &Workspace,
    release: &Release,
    tools: &Tools,
    engines: &Engines,
) -> anyhow::Result<Outcome> {
    let all = [("firefox", &engines.firefox), ("webkit", &engines.webkit)];
    let there: Vec<_> =
        all.iter().filter_map(|(name, program)| Some((*name, program.as_ref()?))).collect();
    let (projects, programs): (Vec<&str>, Vec<&Program>) = there.into_iter().unzip();
    let mut outcome = on_release(workspace, release, tools, &projects, &programs)?;
    // A promise names all of these browsers.
    let absent = all.iter().find(|(_, program)| program.is_none());
    outcome.lacks = absent.map(|(name, _)| (*name).to_owned());
    Ok(outcome)
}

/// Tests the release behind nginx.
pub(super) fn behind_proxy(
    workspace: &Workspace,
    release: &Release,
    tools: &Tools,
    nginx: &Program,
) -> anyhow::Result<Outcome> {
    on_release(workspace, release, tools, &["caching-proxy"], &[nginx])
}

/// Tests that Okta's JavaScript SDK signs in against the emulated org.
pub(super) fn sdk(workspace: &Workspace, tools: &Tools) -> anyhow::Result<Outcome> {
    // The same command as in the previous step, because `cargo build` would recompile with other
    // features.
    Task::new(workspace, "debug build of local-org", "cargo")
        .args(["test", "--no-run"])
        .args(NATIVE)
        .succeed()?;
    let folder = workspace.logs().join("sdk");
    fresh_folder(&folder)?;
    let (settings, org) = start_org(&workspace.executable("debug", "local-org"), &folder)?;
    let task =
        playwright::task(workspace, tools, "sdk", &["sdk"]).env("LOCAL_ORG_URL", settings.url());
    let outcome = playwright::run(workspace, task)?;
    org.stop()?;
    Ok(outcome)
}

fn on_release(
    workspace: &Workspace,
    release: &Release,
    tools: &Tools,
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
    let mut task = playwright::task(workspace, tools, projects[0], projects)
        .env("LOCAL_ORG_URL", urls.join(","))
        .env("USHER_SERVER", &release.server)
        .env("USHER_SITE", &release.site)
        .env("USHER_HARNESS", &release.harness);
    for program in programs {
        task = task.env(program.variable, &program.place);
    }
    let outcome = playwright::run(workspace, task)?;
    for org in orgs {
        org.stop()?;
    }
    Ok(outcome)
}
