//! A server process that ends when its guard is dropped.

use std::env;
use std::ffi::OsStr;
use std::fs::File;
use std::net::TcpListener;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context;
use anyhow::bail;

use super::http;
use crate::duration::readable;
use crate::task::read_log;
use crate::task::tail;
use crate::workspace::Workspace;

const LOOK: Duration = Duration::from_millis(50);
const START: Duration = Duration::from_secs(30);
/// As long as a graceful stop may take before it is called a failure.
const STOP: Duration = Duration::from_secs(10);

/// A server that was started and has not been stopped yet.
#[derive(Debug)]
pub(crate) struct Running {
    name: String,
    child: Child,
    log: PathBuf,
}

impl Running {
    /// Starts a server with its output in `target/xtask-logs/NAME.log`.
    pub(crate) fn start(
        workspace: &Workspace,
        name: &str,
        mut command: Command,
    ) -> anyhow::Result<Self> {
        let log = workspace.logs().join(format!("{name}.log"));
        let output = File::create(&log).with_context(|| format!("creating {}", log.display()))?;
        let errors = output.try_clone().context("sharing the log")?;
        let child = command
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(errors)
            .spawn()
            .with_context(|| format!("starting {}", command.get_program().display()))?;
        Ok(Self { name: name.to_owned(), child, log })
    }

    /// Waits until `url` answers 200.
    pub(crate) fn wait_until_ready(&mut self, url: &str) -> anyhow::Result<()> {
        let began = Instant::now();
        loop {
            let answer = http::get(url, "identity");
            if answer.as_ref().is_ok_and(|answer| answer.status() == 200) {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait().context("looking after the server")? {
                bail!("{} ended by itself ({status})\n{}", self.name, self.tail());
            }
            if began.elapsed() > START {
                let seen = answer.map_or_else(
                    |error| format!("{error:#}"),
                    |answer| format!("status {}", answer.status()),
                );
                bail!(
                    "{} is not ready after {} ({seen})\n{}",
                    self.name,
                    readable(START),
                    self.tail()
                );
            }
            thread::sleep(LOOK);
        }
    }

    /// What the server has printed so far.
    pub(crate) fn output(&self) -> String {
        read_log(&self.log)
    }

    /// Asks the server to stop and waits; an error when it needs more than ten seconds or fails while stopping.
    pub(crate) fn stop(mut self) -> anyhow::Result<()> {
        if let Some(status) = self.child.try_wait().context("looking after the server")? {
            bail!("{} had ended by itself ({status})\n{}", self.name, self.tail());
        }
        self.ask_to_stop();
        let began = Instant::now();
        while began.elapsed() < STOP {
            if let Some(status) = self.child.try_wait().context("waiting for the server")? {
                let how = format!("{} stopped with {status}\n{}", self.name, self.tail());
                anyhow::ensure!(status.success() || !cfg!(unix), how);
                return Ok(());
            }
            thread::sleep(LOOK);
        }
        bail!("{} did not stop within {}\n{}", self.name, readable(STOP), self.tail())
    }

    fn tail(&self) -> String {
        tail(&self.output(), &self.log)
    }

    #[cfg(unix)]
    fn ask_to_stop(&mut self) {
        // The standard library knows only the signal that cannot be handled.
        let id = self.child.id().to_string();
        if Command::new("kill").args(["-TERM", &id]).status().is_err() {
            let _ = self.child.kill();
        }
    }

    #[cfg(not(unix))]
    fn ask_to_stop(&mut self) {
        let _ = self.child.kill();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port on loopback that nobody listens on at the moment.
pub(crate) fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("looking for a free port")?;
    Ok(listener.local_addr().context("reading the port")?.port())
}

/// A command that sees none of the settings in the caller's environment.
pub(crate) fn clean_command(workspace: &Workspace, program: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace.root());
    for (key, _) in env::vars_os() {
        if is_setting(&key) {
            command.env_remove(&key);
        }
    }
    command
}

fn is_setting(key: &OsStr) -> bool {
    let key = key.to_string_lossy();
    ["OKTA_", "USHER_", "LEPTOS_", "LOCAL_ORG_", "RUST_LOG"]
        .iter()
        .any(|prefix| key.starts_with(prefix))
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a server that does not start fails the test")]
    use super::*;

    fn start(name: &str, script: &str) -> Running {
        let workspace = Workspace::find().unwrap();
        let mut command = clean_command(&workspace, Path::new("sh"));
        command.args(["-c", script]);
        Running::start(&workspace, name, command).unwrap()
    }

    #[test]
    fn a_server_that_ends_by_itself_is_reported_with_its_last_words() {
        let mut server = start("self-test-ends", "echo no settings; exit 2");
        let url = format!("http://127.0.0.1:{}/readyz", free_port().unwrap());
        let error = server.wait_until_ready(&url).unwrap_err().to_string();
        assert!(error.contains("ended by itself") && error.contains("no settings"), "{error}");
    }

    #[test]
    fn a_server_that_handles_the_signal_stops_well() {
        let server =
            start("self-test-stops", "trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done");
        while !server.output().contains("up") {
            thread::yield_now();
        }
        server.stop().unwrap();
    }

    #[test]
    fn only_settings_are_hidden_from_servers() {
        assert!(is_setting(OsStr::new("OKTA_CLIENT_SECRET")));
        assert!(is_setting(OsStr::new("LEPTOS_SITE_ADDR")));
        assert!(!is_setting(OsStr::new("PATH")));
    }
}
