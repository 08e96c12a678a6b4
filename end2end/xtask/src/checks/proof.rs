//! Okta's own JavaScript SDK signs in against the emulated org.

use std::time::Duration;

use crate::count;
use crate::release::Release;
use crate::report::Outcome;
use crate::service::start_org;
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
    let (org, url) = start_org(workspace, "proof-local-org", &executable)?;
    let finished = Task::new(workspace, "okta-auth-js", "node")
        .args(["--test", "--test-reporter=tap", "authjs.test.mjs"])
        .folder(&workspace.tests())
        .env("LOCAL_ORG_URL", &url)
        .limit(Duration::from_mins(5))
        .finish()?;
    org.stop()?;
    Ok(count::tap(&finished.output).judge(&finished, count::tap_names(&finished.output)))
}
