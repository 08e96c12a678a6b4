//! The serialized form of a transaction, explicit and versioned. Seal the bytes before they are
//! stored.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use serde_json::json;
use time::OffsetDateTime;
use zeroize::Zeroizing;

use super::completed::Completed;
use super::interaction::Interaction;
use super::pending::Pending;
use crate::grammar::Message;
use crate::grammar::Reply;
use crate::grammar::items;
use crate::grammar::text;
use crate::secret::CodeVerifier;
use crate::secret::InteractionCode;
use crate::secret::InteractionHandle;
use crate::secret::Nonce;
use crate::secret::SecretValue;
use crate::secret::State;

const VERSION: u64 = 1;

/// Saved bytes that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RestoreError {
    /// Not written by `save`.
    #[error("not a saved form")]
    Malformed,
    /// Written by another version of this library.
    #[error("saved in form {0}, which this version does not read")]
    Version(u64),
}

impl Pending {
    /// Serializes the transaction, to continue later or in another process. Contains secrets in
    /// plain text: seal it.
    pub fn save(&self) -> Zeroizing<Vec<u8>> {
        let shown = (!Arc::ptr_eq(&self.shown, &self.last_good)).then(|| self.shown.root());
        let mut saved = save_interaction(&self.interaction);
        saved["lastGood"] = json!(self.last_good.root());
        saved["shown"] = json!(shown);
        saved["notice"] = self.notice.iter().map(Message::write).collect();
        saved["retryAt"] = json!(self.retry_at.map(OffsetDateTime::unix_timestamp));
        write_saved(saved)
    }

    /// Reads what [`save`](Self::save) wrote.
    pub fn restore(bytes: &[u8]) -> Result<Self, RestoreError> {
        let mut saved = read_saved(bytes, VERSION)?;
        let take = |saved: &mut SecretValue, key: &str| saved.0.get_mut(key).map(Value::take);
        let root =
            take(&mut saved, "lastGood").filter(Value::is_object).ok_or(RestoreError::Malformed)?;
        let last_good = Arc::new(Reply::read(root));
        let shown = match take(&mut saved, "shown").filter(Value::is_object) {
            Some(root) => Arc::new(Reply::read(root)),
            None => Arc::clone(&last_good),
        };
        let saved = &saved.0;
        let interaction = Arc::new(restore_interaction(saved)?);
        let notice = Message::read_all(saved.get("notice"));
        let retry_at = saved_moment(saved, "retryAt");
        Ok(Self { interaction, shown, last_good, notice, retry_at })
    }
}

impl Completed {
    /// Serializes the transaction, to exchange its code later or in another process. Contains
    /// secrets in plain text: seal it.
    pub fn save(&self) -> Zeroizing<Vec<u8>> {
        let mut saved = save_interaction(&self.interaction);
        saved["code"] = json!(self.code.expose());
        write_saved(saved)
    }

    /// Reads what [`save`](Self::save) wrote.
    pub fn restore(bytes: &[u8]) -> Result<Self, RestoreError> {
        let saved = read_saved(bytes, VERSION)?;
        let code = InteractionCode::new(saved_text(&saved.0, "code")?);
        Ok(Self::new(Arc::new(restore_interaction(&saved.0)?), code))
    }
}

fn save_interaction(interaction: &Interaction) -> Value {
    let Interaction { handle, state, nonce, verifier, started_at, max_age, acr_values, amr } =
        interaction;
    json!({
        "v": VERSION,
        "handle": handle.expose(),
        "state": state.expose(),
        "nonce": nonce.expose(),
        "verifier": verifier.expose(),
        "startedAt": started_at.unix_timestamp(),
        "maxAge": max_age.map(|age| age.as_secs()),
        "acrValues": acr_values,
        "amr": amr,
    })
}

fn restore_interaction(saved: &Value) -> Result<Interaction, RestoreError> {
    let list = |key: &str| {
        let texts = items(saved.get(key)).iter().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    };
    Ok(Interaction {
        handle: InteractionHandle::new(saved_text(saved, "handle")?),
        state: State::new(saved_text(saved, "state")?),
        nonce: Nonce::new(saved_text(saved, "nonce")?),
        verifier: CodeVerifier::new(saved_text(saved, "verifier")?),
        started_at: saved_moment(saved, "startedAt").ok_or(RestoreError::Malformed)?,
        max_age: saved.get("maxAge").and_then(Value::as_u64).map(Duration::from_secs),
        acr_values: list("acrValues"),
        amr: list("amr"),
    })
}

/// Serializes a value and wipes it.
pub(crate) fn write_saved(form: Value) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(SecretValue(form).0.to_string().into_bytes())
}

/// Reads a value of the expected version.
pub(crate) fn read_saved(bytes: &[u8], expected: u64) -> Result<SecretValue, RestoreError> {
    let form = SecretValue(serde_json::from_slice(bytes).map_err(|_| RestoreError::Malformed)?);
    match form.0.get("v").and_then(Value::as_u64) {
        Some(version) if version == expected => Ok(form),
        Some(version) => Err(RestoreError::Version(version)),
        None => Err(RestoreError::Malformed),
    }
}

pub(crate) fn saved_text<'a>(form: &'a Value, key: &str) -> Result<&'a str, RestoreError> {
    text(form, key).ok_or(RestoreError::Malformed)
}

pub(crate) fn saved_moment(form: &Value, key: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(form.get(key)?.as_i64()?).ok()
}
