//! A server as a process: started, killed, asked to stop, measured.

use std::fs::OpenOptions;
use std::net::TcpListener;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context;
use anyhow::bail;

const LOOK: Duration = Duration::from_millis(5);
const START: Duration = Duration::from_secs(20);
const STOP: Duration = Duration::from_secs(25);

/// A process that ends with its guard.
#[derive(Debug)]
pub(crate) struct Process(Child);

impl Process {
    /// Starts `command`, adding what it prints to the end of `log`.
    pub(crate) fn start(mut command: Command, log: &Path) -> anyhow::Result<Self> {
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
        Ok(Self(child))
    }

    /// Waits until `url` answers with a success.
    pub(crate) async fn wait_until_ready(
        &mut self,
        http: &reqwest::Client,
        url: &str,
    ) -> anyhow::Result<()> {
        let began = Instant::now();
        loop {
            let answer = http.get(url).header("accept", "application/json").send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            if let Some(status) = self.0.try_wait().context("looking after a server")? {
                bail!("the server behind {url} ended by itself ({status})");
            }
            anyhow::ensure!(began.elapsed() < START, "{url} does not answer");
            tokio::time::sleep(LOOK).await;
        }
    }

    /// `kill -9`.
    pub(crate) fn kill(&mut self) -> anyhow::Result<()> {
        self.0.kill().context("killing a server")?;
        self.0.wait().context("waiting for a killed server").map(|_| ())
    }

    /// SIGTERM, and the time until the process was gone; an error if it did not end well.
    pub(crate) async fn stop(&mut self) -> anyhow::Result<Duration> {
        // The standard library knows only the signal that cannot be handled.
        let id = self.0.id().to_string();
        let asked =
            Command::new("kill").args(["-TERM", &id]).status().context("sending SIGTERM")?;
        anyhow::ensure!(asked.success(), "SIGTERM could not be sent");
        let began = Instant::now();
        loop {
            if let Some(status) = self.0.try_wait().context("waiting for a server")? {
                anyhow::ensure!(status.success(), "a server ended with {status} at SIGTERM");
                return Ok(began.elapsed());
            }
            anyhow::ensure!(began.elapsed() < STOP, "a server did not end at SIGTERM");
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Lets no file of the process grow any more, as on a full disk, or lets them grow again; `false` where this system cannot.
    pub(crate) fn fill_disk(&self, full: bool) -> bool {
        let limit = if full { "--fsize=1:" } else { "--fsize=unlimited:" };
        let id = self.0.id().to_string();
        let set = Command::new("prlimit").args(["--pid", &id, limit]).status();
        set.is_ok_and(|status| status.success())
    }

    /// Threads and open handles, where the system tells.
    pub(crate) fn load(&self) -> Option<(u64, usize)> {
        let of = |name: &str| format!("/proc/{}/{name}", self.0.id());
        let text = std::fs::read_to_string(of("status")).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix("Threads:"))?;
        Some((line.trim().parse().ok()?, std::fs::read_dir(of("fd")).ok()?.count()))
    }

    /// Resident memory now and at its most, in MiB, where the system tells.
    pub(crate) fn memory(&self) -> Option<(u64, u64)> {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).ok()?;
        let of = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse::<u64>().ok()
        };
        Some((of("VmRSS:")? / 1024, of("VmHWM:")? / 1024))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port on loopback that nobody listens on, below those that connections take for their own end: a server that is
/// started again must find it free.
pub(crate) fn free_port() -> anyhow::Result<u16> {
    let start = 20_000 + (std::process::id() % 1000) * 10;
    let ports = (start..start + 2_000).filter_map(|port| u16::try_from(port).ok());
    for port in ports {
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)) {
            drop(listener);
            if taken().insert(port) {
                return Ok(port);
            }
        }
    }
    bail!("there is no free port")
}

fn taken() -> std::sync::MutexGuard<'static, std::collections::BTreeSet<u16>> {
    static TAKEN: std::sync::Mutex<std::collections::BTreeSet<u16>> =
        std::sync::Mutex::new(std::collections::BTreeSet::new());
    TAKEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// A command that sees nothing of the caller's environment but where programs are, and may open many connections.
pub(crate) fn clean_command(program: &Path) -> Command {
    let mut command = if cfg!(unix) {
        let mut shell = Command::new("sh");
        // A process that accepts a thousand visitors needs more than the usual 1,024 files; what is not allowed is left.
        // A file that may grow no more is an error to whoever writes it, as on a full disk, and not the end of the process.
        let words = "ulimit -n 8192 2>/dev/null; trap '' XFSZ 2>/dev/null; exec \"$0\" \"$@\"";
        shell.args(["-c", words]).arg(program);
        shell
    } else {
        Command::new(program)
    };
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path);
    command
}
