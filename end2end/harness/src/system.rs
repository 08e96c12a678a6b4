//! A server beside its org, as tests and measurements find them.

use std::path::Path;
use std::time::Duration;

use anyhow::ensure;

use crate::Build;
use crate::Process;
use crate::ServerSettings;
use crate::free_address;
use crate::fresh_folder;
use crate::start_org;

/// As long as a graceful stop may take where no request is under way.
const GRACEFUL: Duration = Duration::from_secs(10);

/// A running org and a running server that signs users in against it.
#[derive(Debug)]
pub struct System {
    /// The org's address.
    pub org_url: String,
    /// The server's address.
    pub url: String,
    server: Process,
    org: Process,
}

impl System {
    /// Starts both; `org.log`, `server.log` and the sessions lie in `folder`, which is emptied first.
    pub fn start(build: &Build, folder: &Path) -> anyhow::Result<Self> {
        Self::start_with(build, folder, &[])
    }

    /// As [`System::start`], with further environment of the server.
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
