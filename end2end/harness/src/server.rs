//! The server as its own process, with limits under which one machine can act as many users.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use crate::Build;
use crate::Process;
use crate::clean_command;

/// The settings of a server.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// The executable.
    pub program: PathBuf,
    /// The folder of the site.
    pub site: PathBuf,
    /// The address to listen on.
    pub address: String,
    /// The public origin, which differs from the address behind a load balancer.
    pub origin: String,
    /// The issuer of the org.
    pub issuer: String,
    /// The file of the sessions.
    pub sessions: PathBuf,
    /// More environment variables, which override the usual ones.
    pub environment: Vec<(String, String)>,
}

impl ServerSettings {
    /// Settings of a server of `build` that browsers reach at `address` directly.
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

    /// Sets an environment variable of the server.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// Builds the command that runs the server.
    pub fn command(&self) -> Command {
        let mut command = clean_command(&self.program);
        command
            .env("OKTA_ISSUER", &self.issuer)
            .env("OKTA_CLIENT_ID", "usher-web")
            .env("OKTA_CLIENT_SECRET", "usher-web-local-secret")
            .env("USHER_PUBLIC_ORIGIN", &self.origin)
            .env("USHER_SESSION_STORE", format!("sqlite:{}", self.sessions.display()))
            .env("USHER_SESSION_KEY", session_key())
            // Tests sign the same few users in hundreds of times from one address, and check Okta's
            // messages.
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

/// Returns a fixed session key, 32 bytes in base64.
pub fn session_key() -> &'static str {
    "MDEyMzQ1Njc4OWFiY2RlZi1hLWtleS1mb3ItdGVzdHM="
}
