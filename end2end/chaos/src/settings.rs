//! The one place that says how the servers of a run are set.

use std::path::Path;
use std::path::PathBuf;

use harness::Build;
use harness::Process;
use harness::ServerSettings;

/// The built programs and the folder for what they keep.
#[derive(Clone, Debug)]
pub(crate) struct Built {
    pub(crate) build: Build,
    pub(crate) folder: PathBuf,
}

/// A server of `build` at `address` that keeps its sessions in `folder` and signs people in against `issuer`.
pub(crate) fn server(build: &Build, address: &str, issuer: &str, folder: &Path) -> ServerSettings {
    ServerSettings::new(build, address, issuer, folder.join("sessions.sqlite3"))
        // Each user has an address of their own, told in X-Forwarded-For.
        .with("USHER_TRUSTED_PROXIES", "127.0.0.1")
        .with("USHER_ENUMERATION_PREVENTION", "true")
        .with("USHER_LIMIT_FACTOR", "100")
}

/// Starts a server without holding up the people meanwhile.
pub(crate) async fn start(settings: ServerSettings, log: PathBuf) -> anyhow::Result<Process> {
    tokio::task::spawn_blocking(move || settings.start(&log)).await?
}
