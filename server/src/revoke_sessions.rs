//! The operator's command that deletes the sessions of one user, such as after a request for erasure.

use std::sync::Arc;

use anyhow::bail;
use okta_idx::SystemClock;
use okta_idx::SystemRandomness;

use crate::config::Settings;
use crate::config::StoreChoice;
use crate::limit::Rates;
use crate::sign_in::record::Sessions;
use crate::start;

/// Deletes all sessions of a user beside a running server, and what limits count under that name. Returns a line for
/// the operator.
pub async fn of_user(settings: &Settings, subject: &str) -> anyhow::Result<String> {
    let path = match &settings.session_store {
        StoreChoice::Sqlite(path) => path,
        StoreChoice::Memory => bail!(
            "sessions are kept in the memory of the running server (USHER_SESSION_STORE); a restart of it deletes all of them"
        ),
    };
    if !path.exists() {
        bail!("USHER_SESSION_STORE: there is no file {}", path.display());
    }
    let store = start::open_file(path)?;
    let (clock, randomness) = (Arc::new(SystemClock), Arc::new(SystemRandomness));
    let keys = start::keys(settings, randomness.as_ref())?;
    let rates = Rates::new(Arc::clone(&store), keys.clone(), clock.clone(), 1);
    let sessions = Sessions::new(store, keys, settings.lifetimes(), clock, randomness);
    let closed = sessions.revoke_all_of(subject).await?;
    rates.forget(subject).await?;
    Ok(format!("sessions deleted: {closed}"))
}
