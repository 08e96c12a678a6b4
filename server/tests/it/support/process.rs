//! The server as its own process, as in production.

use std::io::BufRead;
use std::io::BufReader;
use std::process::ChildStdout;
use std::process::Command;
use std::process::ExitStatus;

const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

/// Flags with which the server starts, for an org that does not respond.
const FLAGS: [&str; 13] = [
    "--session-store",
    "memory",
    "--session-key",
    KEY,
    "--okta-issuer",
    "http://127.0.0.1:9/oauth2/default",
    "--okta-client-id",
    "usher-web",
    "--okta-client-secret",
    "not-the-secret-of-any-real-application",
    "--log-format",
    "json",
    "--okta-scopes=openid",
];

/// A running server on a free port, stopped when it is dropped.
pub(crate) struct Process {
    pub(crate) origin: String,
    /// Its output, from the line that says that it is ready.
    pub(crate) lines: BufReader<ChildStdout>,
    running: harness::Process,
}

/// Builds the command that starts the server at an address, without the settings of this machine.
pub(crate) fn command(listen: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command.env_clear().args(["--listen", listen]).args(FLAGS);
    command
}

impl Process {
    pub(crate) fn start(change: impl FnOnce(&mut Command)) -> Self {
        let mut command = command("127.0.0.1:0");
        change(&mut command);
        Self::run(command)
    }

    /// Starts a server for an org, with sessions in `store` and `more` flags.
    pub(crate) fn with_org(issuer: &str, store: &str, more: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
        command
            .env_clear()
            .args(["--listen", "127.0.0.1:0", "--log-format", "json", "--session-store", store])
            .args([
                "--session-key",
                KEY,
                "--enumeration-prevention",
                "false",
                "--min-response-ms",
                "0",
            ])
            .args(["--okta-issuer", issuer, "--okta-client-id", "usher-web"])
            .args(["--okta-client-secret", "usher-web-local-secret"])
            .args(more);
        Self::run(command)
    }

    fn run(command: Command) -> Self {
        let (running, output) = harness::Process::start_piped(command).expect("it starts");
        let mut lines = BufReader::new(output);
        let origin = loop {
            let mut line = String::new();
            assert!(lines.read_line(&mut line).unwrap() > 0, "it ended before it was ready");
            let event: serde_json::Value = serde_json::from_str(&line).unwrap();
            if event["event"] == "server.started" {
                break event["origin"].as_str().unwrap().to_owned();
            }
        };
        Self { origin, lines, running }
    }

    /// Returns the resident memory in bytes, if the system reports it.
    pub(crate) fn memory(&self) -> Option<u64> {
        Some(self.running.memory()?.now)
    }

    /// Reads all writable memory, region by region: heaps, stacks and data.
    #[cfg(target_os = "linux")]
    pub(crate) fn image(&self) -> Vec<(String, Vec<u8>)> {
        use std::os::unix::fs::FileExt;
        let folder = format!("/proc/{}", self.running.id());
        let maps = std::fs::read_to_string(format!("{folder}/maps")).unwrap();
        let memory = std::fs::File::open(format!("{folder}/mem")).expect("a child may be read");
        let writable =
            maps.lines().filter(|line| line.split(' ').nth(1).unwrap().starts_with("rw"));
        let read = |line: &str| {
            let (start, end) = line.split(' ').next().unwrap().split_once('-').unwrap();
            let [start, end] = [start, end].map(|it| u64::from_str_radix(it, 16).unwrap());
            let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
            // A region may have been unmapped in the meantime.
            memory.read_exact_at(&mut bytes, start).ok()?;
            Some((line.to_owned(), bytes))
        };
        writable.filter_map(read).collect()
    }

    /// Sends the signal of a service manager that asks it to stop.
    pub(crate) fn tell_to_stop(&mut self) {
        self.running.ask_to_stop().unwrap();
    }

    /// Waits for the process to end.
    pub(crate) fn ended(self) -> ExitStatus {
        self.running.ended().unwrap()
    }
}
