//! Runs a command with a log file, shows its duration, and stops it at its time limit.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use anstream::adapter::strip_str;
use anyhow::Context;
use anyhow::bail;

use crate::duration::readable;
use crate::workspace::Workspace;

const LOOK: Duration = Duration::from_millis(50);
const TELL: Duration = Duration::from_secs(20);
const TAIL_LINES: usize = 40;

/// A command with a name, a log and a time limit.
#[derive(Debug)]
pub(crate) struct Task {
    name: String,
    command: Command,
    log: PathBuf,
    limit: Duration,
}

/// A command that has ended, successfully or not.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) status: ExitStatus,
    /// Standard output and standard error in their order.
    pub(crate) output: String,
    pub(crate) log: PathBuf,
}

impl Task {
    /// Builds a task; `name` appears in progress lines and names the log.
    pub(crate) fn new(workspace: &Workspace, name: &str, program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.current_dir(workspace.root());
        Self::from_command(workspace, name, command)
    }

    /// Builds a task from a prepared command.
    pub(crate) fn from_command(workspace: &Workspace, name: &str, mut command: Command) -> Self {
        command.stdin(Stdio::null()).env("NO_COLOR", "1").env("CARGO_TERM_COLOR", "never");
        forget_the_calling_cargo(&mut command);
        // A fresh clone compiles once, so incremental compilation only costs time there.
        if env::var_os("CI").is_some() {
            command.env("CARGO_INCREMENTAL", "0");
        }
        let log = workspace.logs().join(format!("{}.log", name.replace([' ', '/', ','], "-")));
        Self { name: name.to_owned(), command, log, limit: Duration::from_mins(30) }
    }

    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    pub(crate) fn env(mut self, key: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(key, value);
        self
    }

    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Sets the time after which the command is killed, so that later steps still run.
    pub(crate) fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Runs the command to its end, with any exit code.
    pub(crate) fn finish(mut self) -> anyhow::Result<Finished> {
        let log =
            File::create(&self.log).with_context(|| format!("creating {}", self.log.display()))?;
        let errors = log.try_clone().context("sharing the log")?;
        let mut child = self
            .command
            .stdout(log)
            .stderr(errors)
            .spawn()
            .with_context(|| format!("starting {}", self.command.get_program().display()))?;
        let status = self.wait(&mut child)?;
        Ok(Finished { status, output: read_log(&self.log), log: self.log })
    }

    /// Runs the command to its end; another exit code than zero is an error with the end of the
    /// log.
    pub(crate) fn succeed(self) -> anyhow::Result<Finished> {
        let name = self.name.clone();
        let finished = self.finish()?;
        if finished.status.success() {
            return Ok(finished);
        }
        bail!("{name} failed ({})\n{}", finished.status, finished.tail())
    }

    fn wait(&self, child: &mut Child) -> anyhow::Result<ExitStatus> {
        let began = Instant::now();
        let mut told = began;
        loop {
            if let Some(status) = child.try_wait().context("waiting for the command")? {
                return Ok(status);
            }
            if began.elapsed() > self.limit {
                child.kill().context("stopping the command")?;
                child.wait().context("waiting for the stopped command")?;
                let output = read_log(&self.log);
                bail!(
                    "{} was stopped after {}\n{}",
                    self.name,
                    readable(self.limit),
                    tail(&output, &self.log)
                );
            }
            if told.elapsed() > TELL {
                told = Instant::now();
                self.tell(began.elapsed());
            }
            thread::sleep(LOOK);
        }
    }

    fn tell(&self, elapsed: Duration) {
        let output = read_log(&self.log);
        let line = output.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
        let short: String = line.chars().take(70).collect();
        println!("    … {} so far: {short}", readable(elapsed));
    }
}

impl Finished {
    /// Returns the last lines of the output and the path of the log.
    pub(crate) fn tail(&self) -> String {
        tail(&self.output, &self.log)
    }
}

/// Returns the last lines of a log, indented, and the path of the log.
pub(crate) fn tail(output: &str, log: &Path) -> String {
    let lines: Vec<&str> = output.lines().collect();
    let last = &lines[lines.len().saturating_sub(TAIL_LINES)..];
    let shown: Vec<String> = last.iter().map(|line| format!("    | {line}")).collect();
    format!("{}\n    log: {}", shown.join("\n"), log.display())
}

/// Reads a log; invalid UTF-8 is replaced, and colour codes are removed.
pub(crate) fn read_log(path: &Path) -> String {
    let bytes = fs::read(path).unwrap_or_default();
    // Some tools ignore `NO_COLOR`.
    strip_str(&String::from_utf8_lossy(&bytes)).to_string()
}

/// Removes Cargo's variables for this package and its target folder, which a nested cargo would
/// misread.
fn forget_the_calling_cargo(command: &mut Command) {
    for (key, _) in env::vars_os() {
        let name = key.to_string_lossy();
        if name.starts_with("CARGO_PKG_")
            || name.starts_with("CARGO_MANIFEST_")
            || name == "CARGO_TARGET_DIR"
        {
            command.env_remove(&key);
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a command that does not start fails the test")]
    use super::*;

    fn shell(name: &str, script: &str) -> Task {
        Task::new(&Workspace::find().unwrap(), name, "sh").args(["-c", script])
    }

    #[test]
    fn both_streams_of_a_command_are_kept() {
        let finished = shell("self test streams", "echo out; echo err >&2").succeed().unwrap();
        assert!(finished.output.contains("out"), "{}", finished.output);
        assert!(finished.output.contains("err"), "{}", finished.output);
    }

    #[test]
    fn a_failure_shows_the_last_lines_and_the_log() {
        let error = shell("self test failure", "echo reason; exit 3").succeed().unwrap_err();
        let text = error.to_string();
        assert!(text.contains("| reason"), "{text}");
        assert!(text.contains("self-test-failure.log"), "{text}");
    }

    #[test]
    fn a_command_that_hangs_is_stopped() {
        let task = shell("self test hang", "exec sleep 60").limit(Duration::from_millis(100));
        let error = task.finish().unwrap_err().to_string();
        assert!(error.contains("was stopped after 0.1 s"), "{error}");
    }

    #[test]
    fn a_long_log_is_cut_to_its_end() {
        let lines: Vec<String> = (0..100).map(|line| format!("line {line}")).collect();
        let text = tail(&lines.join("\n"), Path::new("x.log"));
        assert!(!text.contains("line 59\n"), "{text}");
        assert!(text.contains("line 60\n") && text.contains("line 99\n"), "{text}");
    }
}
