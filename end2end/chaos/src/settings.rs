//! The one place that says how the servers of a run are set.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use crate::process::clean_command;

/// The built programs and the folder for what they keep.
#[derive(Clone, Debug)]
pub(crate) struct Built {
    pub(crate) server: PathBuf,
    pub(crate) site: PathBuf,
    pub(crate) local_org: PathBuf,
    pub(crate) folder: PathBuf,
}

/// 32 bytes in base64: a key for sessions that end with the run.
const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZi1hLWtleS1mb3ItdGVzdHM=";

/// A server at `address`, known to people as `url`, that keeps its sessions in `sessions` and signs people in against `issuer`.
pub(crate) fn server(
    program: &Path,
    site: &Path,
    address: &str,
    url: &str,
    issuer: &str,
    sessions: &Path,
) -> Command {
    let mut command = clean_command(program);
    command
        .env("OKTA_ISSUER", issuer)
        .env("OKTA_CLIENT_ID", "usher-web")
        .env("OKTA_CLIENT_SECRET", "usher-web-local-secret")
        .env("USHER_PUBLIC_ORIGIN", url)
        .env("USHER_SESSION_STORE", format!("sqlite:{}", sessions.display()))
        .env("USHER_SESSION_KEY", KEY)
        // Each person has an address of their own, told in X-Forwarded-For.
        .env("USHER_TRUSTED_PROXIES", "127.0.0.1")
        // What is measured is the server, not the time that it waits on purpose, nor how many people one machine can be.
        .env("USHER_ANSWER_FLOOR_MS", "0")
        .env("USHER_LIMIT_FACTOR", "100")
        .env("LEPTOS_SITE_ADDR", address)
        .env("LEPTOS_SITE_ROOT", site)
        .env("USHER_LOG_FORMAT", "json")
        .env("RUST_LOG", "info");
    command
}

/// An emulated org at `address`, which outlives its process where it has a `state` file.
pub(crate) fn org(program: &Path, address: &str, state: Option<&Path>) -> Command {
    let mut command = clean_command(program);
    command.args(["--addr", address]).env("RUST_LOG", "warn");
    if let Some(state) = state {
        command.arg("--state").arg(state);
    }
    command
}
