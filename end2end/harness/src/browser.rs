//! Starts browsers other than Chromium, each with a temporary home folder.

use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context;
use anyhow::ensure;
use tempfile::TempDir;

use crate::free_address;
use crate::ready::answers;

const LOOK: Duration = Duration::from_millis(20);
const START: Duration = Duration::from_secs(20);
/// The time in which a browser may end by itself.
const GOODBYE: Duration = Duration::from_secs(3);

/// A proxy that does not exist keeps the browser on this machine; pages may open windows.
const PREFERENCES: &str = r#"user_pref("marionette.port", 0);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("dom.disable_open_during_load", false);
"#;

/// A browser or its driver; dropping it ends all of its processes.
#[derive(Debug)]
pub struct Browser {
    /// The address for commands: Marionette in Firefox, HTTP in `WebKit`.
    pub address: String,
    programs: Vec<Child>,
    home: TempDir,
}

impl Browser {
    /// Starts a Firefox with Marionette, the protocol to which geckodriver translates W3C
    /// `WebDriver`.
    pub fn firefox(program: &Path, javascript: bool) -> anyhow::Result<Self> {
        let mut browser = Self::at_home()?;
        let home = browser.home.path().to_owned();
        let javascript = format!("user_pref(\"javascript.enabled\", {javascript});\n");
        fs::write(home.join("user.js"), format!("{PREFERENCES}{javascript}"))
            .context("writing preferences")?;
        let mut command = browser.command(program);
        command.args(["--headless", "--marionette", "--no-remote", "--profile"]).arg(&home);
        browser.run(command.arg("about:blank").stdout(Stdio::null()))?;
        let port = home.join("MarionetteActivePort");
        let port = eventually(|| fs::read_to_string(&port).ok().filter(|port| !port.is_empty()));
        browser.address = format!("127.0.0.1:{}", port.context("Firefox does not start")?.trim());
        Ok(browser)
    }

    /// Starts the driver of `WebKitGTK`'s `MiniBrowser` on a virtual screen.
    pub fn webkit(program: &Path) -> anyhow::Result<Self> {
        let mut browser = Self::at_home()?;
        browser.address = free_address()?;
        let mut screen = browser.command(Path::new("Xvfb"));
        screen.args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]);
        browser.run(screen.stdout(Stdio::piped()))?;
        let number = browser.programs.last_mut().and_then(|screen| screen.stdout.take());
        let mut display = String::new();
        BufReader::new(number.context("Xvfb has no output")?)
            .read_line(&mut display)
            .context("reading the number of the screen")?;
        let display = display.trim();
        ensure!(!display.is_empty(), "Xvfb ended");
        let mut driver = browser.command(program);
        let (host, port) = browser.address.split_once(':').context("an address without a port")?;
        driver
            .args([format!("--port={port}"), format!("--host={host}")])
            .env("DISPLAY", format!(":{display}"))
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
        browser.run(driver.stdout(Stdio::null()))?;
        let status = format!("http://{}/status", browser.address);
        eventually(|| answers(&status).ok()).context("WebKit's driver does not start")?;
        Ok(browser)
    }

    fn at_home() -> anyhow::Result<Self> {
        let home = tempfile::Builder::new().prefix("usher-engine-").tempdir();
        let home = home.context("making a home for a browser")?;
        Ok(Self { address: String::new(), programs: Vec::new(), home })
    }

    /// Builds a command that inherits only PATH from the caller.
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("NO_AT_BRIDGE", "1");
        command.env("HOME", self.home.path()).env("XDG_RUNTIME_DIR", self.home.path());
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command
    }

    fn run(&mut self, command: &mut Command) -> anyhow::Result<()> {
        lead_a_group(command);
        let started = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        let program = command.get_program().display().to_string();
        self.programs.push(started.with_context(|| format!("starting {program}"))?);
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let began = Instant::now();
        for program in self.programs.iter().rev() {
            signal(program, "-TERM");
        }
        for program in self.programs.iter_mut().rev() {
            while began.elapsed() < GOODBYE && program.try_wait().is_ok_and(|end| end.is_none()) {
                thread::sleep(LOOK);
            }
            signal(program, "-KILL");
            // The process may have ended already.
            let _ = program.kill();
            let _ = program.wait();
        }
    }
}

/// Starts a process group, because browsers have child processes that must be signalled too.
#[cfg(unix)]
fn lead_a_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn lead_a_group(_: &mut Command) {}

/// Signals the process group of a program; does nothing if it has ended.
fn signal(leader: &Child, name: &str) {
    let group = format!("-{}", leader.id());
    let _ = Command::new("kill").args([name, "--", &group]).stderr(Stdio::null()).status();
}

fn eventually<T>(ask: impl Fn() -> Option<T>) -> Option<T> {
    let began = Instant::now();
    while began.elapsed() < START {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        thread::sleep(LOOK);
    }
    None
}
