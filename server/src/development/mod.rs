//! What a debug build does by itself, so that a fresh clone runs: an emulated org, a session key, live reload.
//!
//! A release build contains none of it.

#[cfg(all(debug_assertions, feature = "local-org"))]
mod org;
#[cfg(not(all(debug_assertions, feature = "local-org")))]
#[path = "no_org.rs"]
mod org;

use std::path::Path;

use okta_idx::Randomness;
use zeroize::Zeroizing;

use crate::config::secret;

/// Whether an emulated org can be started.
pub const HAS_ORG: bool = cfg!(all(debug_assertions, feature = "local-org"));

pub use org::LocalOrg;
pub use org::start_org;

/// The key of a development server is kept, so that sessions outlive a restart. A release has no default.
pub fn session_key(
    randomness: &dyn Randomness,
) -> Result<Zeroizing<[u8; 32]>, secret::SecretError> {
    if cfg!(debug_assertions) {
        secret::kept_session_key(Path::new(".usher/session.key"), randomness)
    } else {
        Err(secret::SecretError::NoKey)
    }
}

/// A release does not start in a developer's environment: what watches there would end up in pages.
pub fn refuse_watching(release: bool, watched: bool) -> anyhow::Result<()> {
    anyhow::ensure!(
        !(release && watched),
        "LEPTOS_WATCH is set: it belongs to `cargo leptos watch` and must not be set for a release"
    );
    Ok(())
}

/// Live reload under `cargo leptos watch`.
#[derive(Debug)]
pub struct Reload {
    /// Port of its socket.
    pub port: u16,
    /// The script that listens there.
    pub script: String,
}

/// Whether this process runs under `cargo leptos watch`.
pub fn reload() -> Option<Reload> {
    if !cfg!(debug_assertions) || std::env::var_os("LEPTOS_WATCH").is_none() {
        return None;
    }
    let port = std::env::var("LEPTOS_RELOAD_PORT").ok()?.parse::<u16>().ok()?;
    // A restarted server shows the page anew; an edited style sheet has a new name and needs the same.
    let script = format!(
        "(()=>{{const c=()=>{{const w=new WebSocket(`ws://${{location.hostname}}:{port}/live_reload`);\
         w.onmessage=e=>{{const m=JSON.parse(e.data);if(m.all||m.css)location.reload()}};\
         w.onclose=()=>setTimeout(c,1000)}};c()}})()"
    );
    Some(Reload { port, script })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows: H9, T16
    #[test]
    fn a_release_refuses_the_environment_of_a_watching_developer() {
        assert!(refuse_watching(true, true).is_err());
        assert!(refuse_watching(true, false).is_ok());
        assert!(refuse_watching(false, true).is_ok());
    }
}
