//! How many sessions one person may have.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;

use super::seal::StoreKey;
use super::shared::Keep;
use super::shared::SharedError;
use super::shared::SharedRecords;
use super::store::SessionStore;

/// Where the sessions of one person are stored, oldest first. A stored key is a keyed hash: it opens nothing.
#[derive(Debug, Default, Serialize, Deserialize)]
struct OfOnePerson(Vec<Kept>);

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Kept {
    key: StoreKey,
    /// Unix seconds after which the session is over in any case.
    ends_at: i64,
}

/// Closes all sessions of the person stored under `person`; tells how many there were.
pub(super) async fn close_all(
    records: &SharedRecords,
    store: &Arc<dyn SessionStore>,
    person: StoreKey,
    now: i64,
) -> Result<usize, SharedError> {
    let noted = records
        .change(person, |sessions: &mut OfOnePerson| {
            let all = std::mem::take(&mut sessions.0);
            // The next sweep takes it, unless the person signs in again before.
            let keep = if all.is_empty() { Keep::Unchanged } else { Keep::Until(now) };
            (all, keep)
        })
        .await?;
    let mut closed = 0;
    for kept in noted {
        closed += usize::from(store.delete(kept.key).await?);
    }
    Ok(closed)
}

/// Notes a session of the person stored under `person` and closes the oldest beyond `most`; gives those that are
/// closed.
pub(super) async fn note(
    records: &SharedRecords,
    store: &Arc<dyn SessionStore>,
    person: StoreKey,
    session: (StoreKey, i64),
    now: i64,
    most: usize,
) -> Result<Vec<StoreKey>, SharedError> {
    let (key, ends_at) = session;
    let beyond = records
        .change(person, |sessions: &mut OfOnePerson| {
            sessions.0.retain(|kept| kept.ends_at > now);
            sessions.0.push(Kept { key, ends_at });
            let spare = sessions.0.len().saturating_sub(most);
            let beyond = sessions.0.drain(..spare).map(|kept| kept.key).collect::<Vec<_>>();
            (beyond, Keep::Until(ends_at))
        })
        .await?;
    for key in &beyond {
        store.delete(*key).await?;
    }
    Ok(beyond)
}
