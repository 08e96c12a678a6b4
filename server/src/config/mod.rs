//! Configuration, read once: environment and flags. `server --help` is the reference.

pub mod issuer;
pub mod listen;
mod org;
pub mod origin;
pub mod outdated;
pub mod policy;
pub mod read;
pub mod secret;
pub mod store_file;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::Parser;

use crate::serve::Limits;
pub use org::MISSING_ORG;
pub use org::OrgSettings;
use origin::PublicOrigin;
use outdated::Outdated;
use policy::Policy;

/// Signs users in by email against an Okta org, and keeps their tokens on the server.
#[derive(Parser)]
#[command(version, after_help = AFTER_HELP)]
pub struct Settings {
    /// Issuer of the authorization server, such as `https://example.okta.com/oauth2/default`. Okta admin console:
    /// Security > API > Authorization Servers.
    #[arg(long, env = "OKTA_ISSUER", value_parser = issuer::issuer)]
    pub okta_issuer: Option<String>,
    /// Client ID of the application. Okta admin console: Applications > your application > General.
    #[arg(long, env = "OKTA_CLIENT_ID")]
    pub okta_client_id: Option<String>,
    /// Client secret, on the same page as the client ID. Better given in a file.
    #[arg(long, env = "OKTA_CLIENT_SECRET", hide_env_values = true)]
    pub okta_client_secret: Option<String>,
    /// File that holds the client secret.
    #[arg(long, env = "OKTA_CLIENT_SECRET_FILE")]
    pub okta_client_secret_file: Option<PathBuf>,
    /// Scopes to ask for, separated by spaces. `offline_access` is needed only where the application calls APIs later.
    #[arg(long, env = "OKTA_SCOPES", default_value = "openid profile email")]
    pub okta_scopes: String,
    /// Address that people type, such as `https://app.example.com`. Plain http is accepted on loopback only. The
    /// redirect URI to register in Okta is this address with `/login/callback` behind it.
    #[arg(long, env = "USHER_PUBLIC_ORIGIN")]
    pub public_origin: Option<PublicOrigin>,
    /// Where sessions are kept: `memory`, or `sqlite:PATH`.
    #[arg(long, env = "USHER_SESSION_STORE", default_value = "sqlite:.usher/sessions.sqlite3")]
    pub session_store: StoreChoice,
    /// Key that seals sessions: 32 random bytes in base64, as `openssl rand -base64 32` prints them. To change it
    /// without signing any user out, put the new key before the old one, separated by a comma, and remove the old one
    /// when the sessions made with it have ended. A debug build makes one and keeps it.
    #[arg(long, env = "USHER_SESSION_KEY", hide_env_values = true)]
    pub session_key: Option<String>,
    /// File that holds the session key.
    #[arg(long, env = "USHER_SESSION_KEY_FILE")]
    pub session_key_file: Option<PathBuf>,
    /// Minutes until an unfinished sign-in expires.
    #[arg(long, env = "USHER_SIGN_IN_MINUTES", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=60))]
    pub sign_in_minutes: u16,
    /// Minutes without use after which a session ends.
    #[arg(long, env = "USHER_IDLE_MINUTES", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..))]
    pub idle_minutes: u16,
    /// Minutes after which a session ends, however much it is used.
    #[arg(long, env = "USHER_SESSION_MINUTES", default_value_t = 720, value_parser = clap::value_parser!(u16).range(1..))]
    pub session_minutes: u16,
    /// Connections at the same time; fewer if the system allows this process fewer open files.
    #[arg(long, env = "USHER_MAX_CONNECTIONS", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(16..))]
    pub max_connections: u32,
    /// Settings that handlers read.
    #[command(flatten)]
    pub policy: Policy,
    /// Multiplies the limits on emails, usernames and wrong codes; above 1 it loosens them, for tests and development.
    #[arg(long, env = "USHER_LIMIT_FACTOR", default_value_t = if cfg!(debug_assertions) { 100 } else { 1 },
        value_parser = clap::value_parser!(u32).range(1..))]
    pub limit_factor: u32,
    /// Requests that run at once; others get 503.
    #[arg(long, env = "USHER_MAX_REQUESTS", default_value_t = 2048,
        value_parser = clap::value_parser!(u16).range(1..))]
    pub max_requests: u16,
    /// How long a stopping server goes on taking requests while `/readyz` says no: longer than a balancer
    /// needs to notice.
    #[arg(long, env = "USHER_DRAIN_SECONDS", default_value_t = 0)]
    pub drain_seconds: u8,
    /// Address to listen on; a port alone listens on this machine only, `0.0.0.0:3000` on all addresses.
    #[arg(long, env = "LEPTOS_SITE_ADDR", default_value = "127.0.0.1:3000", value_parser = listen::address)]
    pub listen: SocketAddr,
    /// Folder with the built site.
    #[arg(long, env = "LEPTOS_SITE_ROOT", default_value = if cfg!(debug_assertions) { "target/site-dev" } else { "target/site" })]
    pub site_root: PathBuf,
    /// Print method and path of every route, and stop.
    #[arg(long)]
    pub routes: bool,
    /// Delete all sessions of a user, by Okta user id (`sub` in the tokens), and stop; also what is counted for limits
    /// under that name, so that a username works too. A running server need not be stopped.
    #[arg(long, value_name = "SUBJECT")]
    pub revoke_sessions_of: Option<String>,
    /// Log lines as `json` or `text`.
    #[arg(long, env = "USHER_LOG_FORMAT", ignore_case = true, default_value = if cfg!(debug_assertions) { "text" } else { "json" })]
    pub log_format: LogFormat,
    /// Names of the last release that were used.
    #[arg(skip)]
    pub outdated: Vec<Outdated>,
}

const AFTER_HELP: &str = "What to log is set with RUST_LOG, as in RUST_LOG=info,server=debug.";

/// Where sessions are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreChoice {
    /// In memory; gone at a restart.
    Memory,
    /// In a file.
    Sqlite(PathBuf),
}

impl FromStr for StoreChoice {
    type Err = String;

    /// Reads `memory`, `sqlite:PATH`, and the address that other programs write, `sqlite://PATH`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let is_memory = |text: &str| ["memory", ":memory:"].contains(&text);
        if is_memory(text.to_ascii_lowercase().as_str()) {
            return Ok(Self::Memory);
        }
        let looks_like_path = !text.contains(':') && text.contains(['/', '.']);
        match text.split_once(':') {
            Some((kind, path)) if kind.eq_ignore_ascii_case("sqlite") => {
                let path = path.strip_prefix("//").unwrap_or(path);
                match path {
                    path if is_memory(path) => Ok(Self::Memory),
                    "" | "/" => Err(format!("the path is missing; write sqlite:{STORE_EXAMPLE}")),
                    path => Ok(Self::Sqlite(path.into())),
                }
            }
            _ if looks_like_path => Err(format!("write sqlite:{text}")),
            _ => Err(format!("write memory, or sqlite: and a path, as in sqlite:{STORE_EXAMPLE}")),
        }
    }
}

const STORE_EXAMPLE: &str = "/var/lib/usher/sessions.sqlite3";

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// For machines.
    Json,
    /// For people.
    Text,
}

impl Settings {
    /// Logs which names of the last release were used.
    pub fn warn_of_outdated_names(&self) {
        for outdated in &self.outdated {
            tracing::warn!(event = "config.outdated", "{outdated}");
        }
    }

    /// Logs settings that weaken a promise.
    pub fn warn_of_loose_limits(&self) {
        if self.limit_factor > 1 {
            tracing::warn!(
                event = "config.loose_limits",
                factor = self.limit_factor,
                "the limits on mails and guesses are loosened (USHER_LIMIT_FACTOR)"
            );
        }
        if !self.policy.enumeration_prevention {
            tracing::warn!(
                event = "config.accounts_shown",
                "usernames can be enumerated (USHER_ENUMERATION_PREVENTION)"
            );
        }
    }

    /// Returns the lifetimes of an unfinished sign-in, an unused session and any session.
    pub fn lifetimes(&self) -> crate::session::Lifetimes {
        let minutes = |minutes: u16| Duration::from_secs(u64::from(minutes) * 60);
        crate::session::Lifetimes {
            flow: minutes(self.sign_in_minutes),
            idle: minutes(self.idle_minutes),
            absolute: minutes(self.session_minutes),
        }
    }
}

impl Settings {
    /// The limits of one client, and of all connections.
    pub fn limits(&self) -> Limits {
        let connections = usize::try_from(self.max_connections).unwrap_or(usize::MAX);
        let asked = Limits { connections, ..Limits::default() };
        asked.within_handles()
    }
}

/// Leaves out the secrets.
impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings").field("listen", &self.listen).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_readme_has_a_row_for_every_setting() {
        let readme = include_str!("../../../README.md");
        let rows = readme.lines().filter(|line| line.starts_with("| `"));
        let first = rows.filter_map(|row| row.split('|').nth(1)).collect::<Vec<_>>();
        for arg in Settings::command().get_arguments() {
            let Some(name) = arg.get_env() else { continue };
            let name = format!("`{}`", name.display());
            assert!(first.iter().any(|cell| cell.contains(&name)), "README.md lacks {name}");
        }
    }
}
