//! Okta's own JavaScript SDK signs in against the emulated org.

use std::time::Duration;

use harness::fresh_folder;
use harness::start_org;

use crate::count;
use crate::release::Release;
use crate::report::Outcome;
use crate::task::Task;
use crate::workspace::Workspace;

/// Against the release's org, or a debug build of it where there is no release.
pub(super) fn run(workspace: &Workspace, release: Option<&Release>) -> anyhow::Result<Outcome> {
    let executable = if let Some(release) = release {
        release.local_org.clone()
    } else {
        Task::new(workspace, "debug build of local-org", "cargo")
            .args(["build", "--package", "local-org"])
            .succeed()?;
        workspace.executable("debug", "local-org")
    };
    let folder = workspace.logs().join("proof");
    fresh_folder(&folder)?;
    let (settings, org) = start_org(&executable, &folder)?;
    let finished = Task::new(workspace, "okta-auth-js", "node")
        .args(["--test", "--test-reporter=tap", "authjs.test.mjs"])
        .folder(&workspace.tests())
        .env("LOCAL_ORG_URL", settings.url())
        .limit(Duration::from_mins(5))
        .finish()?;
    org.stop()?;
    Ok(count::tap(&finished.output).judge(&finished, count::tap_names(&finished.output)))
}
