//! The release server beside an emulated org, as they stand for the browser tests.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Running;
use super::clean_command;
use super::free_port;
use crate::release::Release;
use crate::workspace::Workspace;

/// An emulated org and a server that signs people in against it.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) org: Running,
    pub(crate) org_url: String,
    pub(crate) server: Running,
    pub(crate) server_url: String,
}

impl Pair {
    /// Starts both and waits until they are ready. `name` tells their logs and session files apart.
    pub(crate) fn start(
        workspace: &Workspace,
        name: &str,
        release: &Release,
    ) -> anyhow::Result<Self> {
        Self::start_with(workspace, name, release, &[])
    }

    /// As [`Pair::start`], with other settings of the server.
    pub(crate) fn start_with(
        workspace: &Workspace,
        name: &str,
        release: &Release,
        settings: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        release.check().context("there is no release build; `cargo xtask build` makes one")?;
        let (org, org_url) =
            start_org(workspace, &format!("{name}-local-org"), &release.local_org)?;
        let address = format!("127.0.0.1:{}", free_port()?);
        let server_url = format!("http://{address}");
        let sessions = fresh_folder(workspace, name)?.join("sessions.sqlite3");
        let mut command = clean_command(workspace, &release.server);
        command
            .env("OKTA_ISSUER", format!("{org_url}/oauth2/default"))
            .env("OKTA_CLIENT_ID", "usher-web")
            .env("OKTA_CLIENT_SECRET", "usher-web-local-secret")
            .env("USHER_PUBLIC_ORIGIN", &server_url)
            .env("USHER_SESSION_STORE", format!("sqlite:{}", sessions.display()))
            .env("USHER_SESSION_KEY", base64_key())
            // Hundreds of sign-ins of the same few people, from one address, that look at what Okta says.
            .env("USHER_LIMIT_FACTOR", "1000")
            .env("USHER_HIDE_ACCOUNTS", "false")
            .env("USHER_ANSWER_FLOOR_MS", "0")
            .env("LEPTOS_SITE_ADDR", &address)
            .env("LEPTOS_SITE_ROOT", &release.site)
            .envs(settings.iter().copied());
        let mut server = Running::start(workspace, &format!("{name}-server"), command)?;
        server.wait_until_ready(&format!("{server_url}/readyz"))?;
        Ok(Self { org, org_url, server, server_url })
    }

    /// Stops both; a server that does not stop gracefully is an error.
    pub(crate) fn stop(self) -> anyhow::Result<()> {
        self.server.stop()?;
        self.org.stop()
    }
}

/// Starts an emulated org on a free port and says where it is.
pub(crate) fn start_org(
    workspace: &Workspace,
    name: &str,
    executable: &Path,
) -> anyhow::Result<(Running, String)> {
    let address = format!("127.0.0.1:{}", free_port()?);
    let url = format!("http://{address}");
    let mut command = clean_command(workspace, executable);
    command.args(["--addr", &address]);
    let mut org = Running::start(workspace, name, command)?;
    org.wait_until_ready(&format!("{url}/oauth2/default/.well-known/openid-configuration"))?;
    Ok((org, url))
}

/// A key for sessions that end with the run.
pub(crate) fn base64_key() -> String {
    STANDARD.encode(b"0123456789abcdef-a-key-for-tests")
}

/// An empty folder for what the servers of one step keep.
pub(crate) fn fresh_folder(workspace: &Workspace, name: &str) -> anyhow::Result<PathBuf> {
    let folder = workspace.logs().join(format!("{name}-state"));
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(folder)
}
