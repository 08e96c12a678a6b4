//! The settings of all servers of a run.

use std::path::Path;
use std::path::PathBuf;

use harness::Build;
use harness::Process;
use harness::ServerSettings;

/// The built programs, and the folder for their state.
#[derive(Clone, Debug)]
pub(crate) struct Built {
    pub(crate) build: Build,
    pub(crate) folder: PathBuf,
}

/// Settings of a server of `build` at `address`, with sessions in `folder`, for the org of
/// `issuer`.
pub(crate) fn server(build: &Build, address: &str, issuer: &str, folder: &Path) -> ServerSettings {
    ServerSettings::new(build, address, issuer, folder.join("sessions.sqlite3"))
        // Each user has an address of their own in X-Forwarded-For.
        .with("USHER_TRUSTED_PROXIES", "127.0.0.1")
        .with("USHER_ENUMERATION_PREVENTION", "true")
        .with("USHER_LIMIT_FACTOR", "100")
}

/// Starts a server without blocking the simulated users.
pub(crate) async fn start(settings: ServerSettings, log: PathBuf) -> anyhow::Result<Process> {
    tokio::task::spawn_blocking(move || settings.start(&log)).await?
}
