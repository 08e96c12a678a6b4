//! The emulated org as a process of its own.

use std::path::Path;
use std::path::PathBuf;

use crate::Process;
use crate::clean_command;
use crate::free_address;

/// How an org is started.
#[derive(Clone, Debug)]
pub struct OrgSettings {
    /// Its executable.
    pub program: PathBuf,
    /// Where it listens.
    pub address: String,
    /// The file that it keeps everything in, to outlive its process. Without one it is faster and forgets.
    pub state: Option<PathBuf>,
}

impl OrgSettings {
    /// The org's address for browsers and servers, `http://127.0.0.1:20010`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The issuer of its authorization server.
    pub fn issuer(&self) -> String {
        format!("{}/oauth2/default", self.url())
    }

    /// Starts the org and waits until it answers.
    pub fn start(&self, log: &Path) -> anyhow::Result<Process> {
        let mut command = clean_command(&self.program);
        command.args(["--addr", &self.address]).env("RUST_LOG", "warn");
        if let Some(state) = &self.state {
            command.arg("--state").arg(state);
        }
        let mut org = Process::start(command, log)?;
        // Asked of its controls, which appear in no count of calls.
        org.wait_until_ready(&format!("{}/_local/clock", self.url()))?;
        Ok(org)
    }
}

/// Starts an org of `program` that forgets everything at its end, with its output in `folder`.
pub fn start_org(program: &Path, folder: &Path) -> anyhow::Result<(OrgSettings, Process)> {
    let settings =
        OrgSettings { program: program.to_owned(), address: free_address()?, state: None };
    let org = settings.start(&folder.join("org.log"))?;
    Ok((settings, org))
}
