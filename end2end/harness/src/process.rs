//! A child process that ends with its guard.

use std::fs;
use std::fs::OpenOptions;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::ChildStdout;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context;
use anyhow::bail;
use anyhow::ensure;

pub(crate) const LOOK: Duration = Duration::from_millis(5);
/// Longer than the server's drain time.
const STOP: Duration = Duration::from_secs(25);
const TAIL_LINES: usize = 40;

/// A running process; dropping it kills it.
#[derive(Debug)]
pub struct Process {
    child: Child,
    /// The file of its output, unless the caller reads it.
    log: Option<PathBuf>,
}

impl Process {
    /// Starts `command` and appends its output to `log`.
    pub fn start(mut command: Command, log: &Path) -> anyhow::Result<Self> {
        let output = OpenOptions::new()
            .create(true)
            .append(true)
            .open(log)
            .with_context(|| format!("opening {}", log.display()))?;
        let errors = output.try_clone().context("sharing the log")?;
        let child = command
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(errors)
            .spawn()
            .with_context(|| format!("starting {}", command.get_program().display()))?;
        Ok(Self { child, log: Some(log.to_owned()) })
    }

    /// Starts `command` and returns its output, which the caller must read because a full pipe
    /// blocks the process.
    pub fn start_piped(mut command: Command) -> anyhow::Result<(Self, ChildStdout)> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("starting {}", command.get_program().display()))?;
        let output = child.stdout.take().context("a process without output")?;
        Ok((Self { child, log: None }, output))
    }

    /// Returns the process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Returns the log so far.
    pub fn output(&self) -> String {
        let read = self.log.as_ref().and_then(|log| fs::read(log).ok());
        String::from_utf8_lossy(&read.unwrap_or_default()).into_owned()
    }

    /// Kills the process at once, as in a power cut, and waits for its end.
    pub fn kill(&mut self) -> anyhow::Result<()> {
        self.child.kill().context("killing a process")?;
        self.child.wait().context("waiting for a killed process").map(drop)
    }

    /// Sends SIGTERM, as a service manager does. Systems without signals kill the process.
    pub fn ask_to_stop(&mut self) -> anyhow::Result<()> {
        if cfg!(not(unix)) {
            return self.child.kill().context("stopping a process");
        }
        // The standard library can only send SIGKILL.
        let id = self.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status();
        ensure!(asked.context("sending SIGTERM")?.success(), "SIGTERM could not be sent");
        Ok(())
    }

    /// Stops the process and returns how long that took. An earlier end or an exit code other than
    /// 0 is an error.
    pub fn stop(mut self) -> anyhow::Result<Duration> {
        if let Some(status) = self.status()? {
            bail!("a process had ended by itself ({status})\n{}", self.tail());
        }
        self.ask_to_stop()?;
        let began = Instant::now();
        while began.elapsed() < STOP {
            if let Some(status) = self.status()? {
                let good = status.success() || cfg!(not(unix));
                ensure!(good, "a process ended with {status} at SIGTERM\n{}", self.tail());
                return Ok(began.elapsed());
            }
            thread::sleep(LOOK);
        }
        bail!("a process did not end within {STOP:?}\n{}", self.tail())
    }

    /// Waits for the process to end by itself or by an earlier signal.
    pub fn ended(mut self) -> anyhow::Result<ExitStatus> {
        self.child.wait().context("waiting for a process")
    }

    pub(crate) fn status(&mut self) -> anyhow::Result<Option<ExitStatus>> {
        self.child.try_wait().context("looking after a process")
    }

    /// Returns the last lines of the log, indented, and the path of the log.
    pub(crate) fn tail(&self) -> String {
        let output = self.output();
        let lines: Vec<&str> = output.lines().collect();
        let last = &lines[lines.len().saturating_sub(TAIL_LINES)..];
        let shown: Vec<String> = last.iter().map(|line| format!("    | {line}")).collect();
        let log = self.log.as_deref().unwrap_or(Path::new("read by the caller"));
        format!("{}\n    log: {}", shown.join("\n"), log.display())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The process may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a process that does not start fails the test")]
    use super::*;
    use crate::clean_command;

    fn start(script: &str) -> (Process, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let mut command = clean_command("sh");
        command.args(["-c", script]);
        (Process::start(command, &folder.path().join("server.log")).unwrap(), folder)
    }

    fn wait_for(process: &Process, text: &str) {
        while !process.output().contains(text) {
            thread::yield_now();
        }
    }

    #[test]
    fn a_process_that_handles_the_signal_stops_well() {
        let (process, _folder) = start("trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done");
        wait_for(&process, "up");
        assert!(process.stop().unwrap() < STOP);
    }

    #[test]
    fn a_process_that_fails_at_the_signal_or_before_it_is_an_error() {
        let (process, _folder) = start("trap 'exit 3' TERM; echo up; while :; do sleep 0.05; done");
        wait_for(&process, "up");
        assert!(process.stop().unwrap_err().to_string().contains("at SIGTERM"));
        let (mut process, _folder) = start("exit 0");
        while process.status().unwrap().is_none() {
            thread::yield_now();
        }
        assert!(process.stop().unwrap_err().to_string().contains("ended by itself"));
    }
}
