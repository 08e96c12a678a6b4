//! The server as a process of its own, with settings under which a machine can be very many users.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use crate::Build;
use crate::Process;
use crate::clean_command;

/// How a server is started.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// Its executable.
    pub program: PathBuf,
    /// The site that it serves.
    pub site: PathBuf,
    /// Where it listens.
    pub address: String,
    /// The origin that browsers know, which is another one behind a balancer.
    pub origin: String,
    /// The issuer that users sign in against.
    pub issuer: String,
    /// The file of its sessions.
    pub sessions: PathBuf,
    /// Further environment, which wins over the usual one.
    pub environment: Vec<(String, String)>,
}

impl ServerSettings {
    /// A server of `build` that browsers reach at `address` directly.
    pub fn new(build: &Build, address: &str, issuer: &str, sessions: PathBuf) -> Self {
        Self {
            program: build.server.clone(),
            site: build.site.clone(),
            address: address.to_owned(),
            origin: format!("http://{address}"),
            issuer: issuer.to_owned(),
            sessions,
            environment: Vec::new(),
        }
    }

    /// Sets one variable of the server's environment.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// The command that runs the server.
    pub fn command(&self) -> Command {
        let mut command = clean_command(&self.program);
        command
            .env("OKTA_ISSUER", &self.issuer)
            .env("OKTA_CLIENT_ID", "usher-web")
            .env("OKTA_CLIENT_SECRET", "usher-web-local-secret")
            .env("USHER_PUBLIC_ORIGIN", &self.origin)
            .env("USHER_SESSION_STORE", format!("sqlite:{}", self.sessions.display()))
            .env("USHER_SESSION_KEY", session_key())
            // Hundreds of sign-ins of the same few users, from one address, that look at what Okta says.
            .env("USHER_LIMIT_FACTOR", "1000")
            .env("USHER_ENUMERATION_PREVENTION", "false")
            .env("USHER_MIN_RESPONSE_MS", "0")
            .env("LEPTOS_SITE_ADDR", &self.address)
            .env("LEPTOS_SITE_ROOT", &self.site)
            .env("USHER_LOG_FORMAT", "json")
            .env("RUST_LOG", "info")
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Starts the server and waits until it is ready.
    pub fn start(&self, log: &Path) -> anyhow::Result<Process> {
        let mut server = Process::start(self.command(), log)?;
        server.wait_until_ready(&format!("http://{}/readyz", self.address))?;
        Ok(server)
    }
}

/// 32 bytes in base64: a key for sessions that end with the run.
pub fn session_key() -> &'static str {
    "MDEyMzQ1Njc4OWFiY2RlZi1hLWtleS1mb3ItdGVzdHM="
}
