//! Waits until a process responds.

use std::fmt::Display;
use std::net::TcpStream;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use anyhow::bail;

use crate::Process;
use crate::process::LOOK;

const START: Duration = Duration::from_secs(30);
/// The timeout of one readiness request.
const PATIENCE: Duration = Duration::from_secs(5);

impl Process {
    /// Waits until `url` responds with a success.
    pub fn wait_until_ready(&mut self, url: &str) -> anyhow::Result<()> {
        self.wait_until(url, || answers(url))
    }

    /// Waits until `address` accepts a connection.
    pub fn wait_until_listening(&mut self, address: &str) -> anyhow::Result<()> {
        self.wait_until(address, || TcpStream::connect(address).map(drop))
    }

    /// Waits until `ask` succeeds; an error if the process ends first or the time is over.
    fn wait_until<E: Display>(
        &mut self,
        place: &str,
        ask: impl Fn() -> Result<(), E>,
    ) -> anyhow::Result<()> {
        let began = Instant::now();
        loop {
            let Err(error) = ask() else { return Ok(()) };
            if let Some(status) = self.status()? {
                bail!("the process behind {place} ended by itself ({status})\n{}", self.tail());
            }
            if began.elapsed() > START {
                bail!("{place} is not ready after {START:?} ({error})\n{}", self.tail());
            }
            thread::sleep(LOOK);
        }
    }
}

/// Sends one request, without a proxy; only a success status counts.
pub(crate) fn answers(url: &str) -> Result<(), ureq::Error> {
    let config = ureq::Agent::config_builder().proxy(None).timeout_global(Some(PATIENCE));
    let request = config.build().new_agent().get(url).header("accept", "application/json");
    request.call().map(drop)
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a process that does not start fails the test")]
    use super::*;
    use crate::clean_command;
    use crate::free_address;

    #[test]
    fn a_process_that_ends_before_it_is_ready_is_reported_with_its_last_lines() {
        let folder = tempfile::tempdir().unwrap();
        let mut command = clean_command("sh");
        command.args(["-c", "echo no settings; exit 2"]);
        let mut process = Process::start(command, &folder.path().join("server.log")).unwrap();
        let url = format!("http://{}/readyz", free_address().unwrap());
        let error = process.wait_until_ready(&url).unwrap_err().to_string();
        assert!(error.contains("ended by itself") && error.contains("| no settings"), "{error}");
    }
}
