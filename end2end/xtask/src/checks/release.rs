//! Checks the contents of a release, its refusal to start unconfigured, and its size.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use anyhow::bail;
use auditable_info::Limits;
use harness::System;
use harness::clean_command;
use harness::free_address;
use memchr::memmem;

use crate::release::Release;
use crate::report::Outcome;
use crate::sizes;
use crate::task::Task;
use crate::workspace::Workspace;

/// Strings that only the emulated org contains: its client secret, its control API, a seeded user.
const LOCAL_ORG: [&str; 3] = ["usher-web-local-secret", "/_local/", "unassigned@example.com"];

/// Checks that the server lacks these strings, and that the org's executable has them.
pub(super) fn without_local_org(release: &Release) -> anyhow::Result<Outcome> {
    let known = words_in(&release.local_org)?;
    anyhow::ensure!(known == LOCAL_ORG, "local-org itself has only {known:?}");
    let found = words_in(&release.server)?;
    anyhow::ensure!(found.is_empty(), "the release server contains {found:?} of local-org");
    Ok(Outcome::held())
}

fn words_in(executable: &Path) -> anyhow::Result<Vec<&'static str>> {
    let bytes =
        fs::read(executable).with_context(|| format!("reading {}", executable.display()))?;
    let there = |word: &&str| memmem::find(&bytes, word.as_bytes()).is_some();
    Ok(LOCAL_ORG.into_iter().filter(there).collect())
}

/// Checks that the dependency list inside the executable, which scanners read, matches Cargo.lock.
pub(super) fn names_its_dependencies(
    workspace: &Workspace,
    release: &Release,
) -> anyhow::Result<Outcome> {
    let list = auditable_info::audit_info_from_file(&release.server, Limits::default())
        .context("reading the list of dependencies in the release")?;
    for name in ["okta-idx", "axum", "leptos", "rustls", "tokio", "rusqlite"] {
        let locked = workspace.locked_version(name)?;
        let listed = list
            .packages
            .iter()
            .any(|package| package.name == name && package.version.to_string() == locked);
        anyhow::ensure!(listed, "{name} {locked} is not on the list");
    }
    println!("    {} packages", list.packages.len());
    Ok(Outcome::held())
}

/// Checks that the release without settings names what is missing, and where Okta shows it.
pub(super) fn refuses_to_start(
    workspace: &Workspace,
    release: &Release,
) -> anyhow::Result<Outcome> {
    let mut command = clean_command(&release.server);
    command
        .current_dir(workspace.root())
        .env("LEPTOS_SITE_ADDR", free_address()?)
        .env("LEPTOS_SITE_ROOT", &release.site);
    let task = Task::from_command(workspace, "release without settings", command);
    let finished = task.limit(Duration::from_secs(20)).finish()?;
    if finished.status.success() {
        bail!("it ended as if all were well\n{}", finished.tail());
    }
    for word in ["OKTA_ISSUER", "OKTA_CLIENT_ID", "OKTA_CLIENT_SECRET", "admin console"] {
        let said = finished.output.to_lowercase().contains(&word.to_lowercase());
        anyhow::ensure!(said, "it does not mention {word}\n{}", finished.tail());
    }
    Ok(Outcome::held())
}

pub(super) fn sizes(workspace: &Workspace, release: &Release) -> anyhow::Result<Outcome> {
    let system = System::start(&release.programs()?, &workspace.logs().join("sizes"))?;
    let files = sizes::measure(&system.url)?;
    println!("{}", sizes::judge(&files)?);
    system.stop()?;
    Ok(Outcome::held())
}
