//! The emulated org as a process of its own.

use std::path::Path;
use std::path::PathBuf;

use crate::Process;
use crate::clean_command;
use crate::free_address;

/// The settings of an org.
#[derive(Clone, Debug)]
pub struct OrgSettings {
    /// The executable.
    pub program: PathBuf,
    /// The address to listen on.
    pub address: String,
    /// The file for its state, which then survives a restart. Without a file the org is faster.
    pub state: Option<PathBuf>,
}

impl OrgSettings {
    /// Returns the org's base URL, for example `http://127.0.0.1:20010`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the issuer of its authorization server.
    pub fn issuer(&self) -> String {
        format!("{}/oauth2/default", self.url())
    }

    /// Starts the org and waits until it responds.
    pub fn start(&self, log: &Path) -> anyhow::Result<Process> {
        let mut command = clean_command(&self.program);
        command.args(["--addr", &self.address]).env("RUST_LOG", "warn");
        if let Some(state) = &self.state {
            command.arg("--state").arg(state);
        }
        let mut org = Process::start(command, log)?;
        // A request to the control API, which is not counted as a call.
        org.wait_until_ready(&format!("{}/_local/clock", self.url()))?;
        Ok(org)
    }
}

/// Starts an org of `program` without a state file, with its output in `folder`.
pub fn start_org(program: &Path, folder: &Path) -> anyhow::Result<(OrgSettings, Process)> {
    let settings =
        OrgSettings { program: program.to_owned(), address: free_address()?, state: None };
    let org = settings.start(&folder.join("org.log"))?;
    Ok((settings, org))
}
