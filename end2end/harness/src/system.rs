//! A server with its org, for tests and measurements.

use std::path::Path;
use std::time::Duration;

use anyhow::ensure;

use crate::Build;
use crate::Process;
use crate::ServerSettings;
use crate::free_address;
use crate::fresh_folder;
use crate::start_org;

/// The longest graceful stop without requests under way.
const GRACEFUL: Duration = Duration::from_secs(10);

/// A running org and a running server that uses it.
#[derive(Debug)]
pub struct System {
    /// The base URL of the org.
    pub org_url: String,
    /// The base URL of the server.
    pub url: String,
    server: Process,
    org: Process,
}

impl System {
    /// Starts both, with `org.log`, `server.log` and the sessions in `folder`, which is emptied
    /// first.
    pub fn start(build: &Build, folder: &Path) -> anyhow::Result<Self> {
        Self::start_with(build, folder, &[])
    }

    /// Starts as [`System::start`] does, with more environment variables of the server.
    pub fn start_with(
        build: &Build,
        folder: &Path,
        environment: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        fresh_folder(folder)?;
        let (settings, org) = start_org(&build.local_org, folder)?;
        let sessions = folder.join("sessions.sqlite3");
        let server = ServerSettings::new(build, &free_address()?, &settings.issuer(), sessions);
        let server =
            environment.iter().fold(server, |server, (name, value)| server.with(name, *value));
        let url = server.origin.clone();
        let server = server.start(&folder.join("server.log"))?;
        Ok(Self { org_url: settings.url(), url, server, org })
    }

    /// The server's process.
    pub fn server(&self) -> &Process {
        &self.server
    }

    /// Stops both; one that does not stop gracefully, or takes longer than ten seconds, is an error.
    pub fn stop(self) -> anyhow::Result<()> {
        for process in [self.server, self.org] {
            let took = process.stop()?;
            ensure!(took <= GRACEFUL, "a graceful stop took {took:?}");
        }
        Ok(())
    }
}
