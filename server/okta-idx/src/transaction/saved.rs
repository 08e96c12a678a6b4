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
use crate::grammar::Document;
use crate::grammar::Json;
use crate::grammar::Message;
use crate::grammar::Reply;
use crate::secret::CodeVerifier;
use crate::secret::InteractionCode;
use crate::secret::InteractionHandle;
use crate::secret::Nonce;
use crate::secret::SecretValue;
use crate::secret::State;

const VERSION: u64 = 2;
/// The version of the release before, which saved responses as members and not behind the form.
const RESPONSES_INSIDE: u64 = 1;

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
        let last_good = self.last_good.text();
        let shown = (!Arc::ptr_eq(&self.shown, &self.last_good)).then(|| self.shown.text());
        let mut saved = save_interaction(&self.interaction);
        saved["lastGood"] = json!(last_good.len());
        saved["notice"] = self.notice.iter().map(Message::write).collect();
        saved["retryAt"] = json!(self.retry_at.map(OffsetDateTime::unix_timestamp));
        write_saved(saved, &[last_good, shown.unwrap_or_default()])
    }

    /// Reads what [`save`](Self::save) wrote, in this release or the one before.
    pub fn restore(bytes: &[u8]) -> Result<Self, RestoreError> {
        let (saved, responses) = read_saved(bytes, &[VERSION, RESPONSES_INSIDE])?;
        let saved = saved.root();
        let (last_good, shown) = match saved.number("lastGood") {
            Some(length) => replies_behind(responses, length)?,
            None => replies_inside(saved)?,
        };
        let shown = shown.unwrap_or_else(|| Arc::clone(&last_good));
        let interaction = Arc::new(restore_interaction(saved)?);
        let notice = Message::read_all(saved, "notice");
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
        write_saved(saved, &[])
    }

    /// Reads what [`save`](Self::save) wrote.
    pub fn restore(bytes: &[u8]) -> Result<Self, RestoreError> {
        let (saved, _) = read_saved(bytes, &[VERSION, RESPONSES_INSIDE])?;
        let code = InteractionCode::new(saved_text(saved.root(), "code")?);
        Ok(Self::new(Arc::new(restore_interaction(saved.root())?), code))
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

/// The last response without an error, and the shown one if it is another.
type Replies = (Arc<Reply>, Option<Arc<Reply>>);

fn replies_behind(responses: &[u8], length: u64) -> Result<Replies, RestoreError> {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let (last_good, shown) = responses.split_at_checked(length).ok_or(RestoreError::Malformed)?;
    let shown = (!shown.is_empty()).then(|| read_reply(shown)).transpose()?;
    Ok((read_reply(last_good)?, shown))
}

fn replies_inside(saved: Json<'_>) -> Result<Replies, RestoreError> {
    let read = |name| {
        let response = saved.get(name).filter(|response| response.is_object());
        response.map(|it| read_reply(&write_saved(it.to_value(), &[]))).transpose()
    };
    Ok((read("lastGood")?.ok_or(RestoreError::Malformed)?, read("shown")?))
}

fn read_reply(text: &[u8]) -> Result<Arc<Reply>, RestoreError> {
    let document = Document::parse(text).filter(|document| document.root().is_object());
    document.map(Reply::read).map(Arc::new).ok_or(RestoreError::Malformed)
}

fn restore_interaction(saved: Json<'_>) -> Result<Interaction, RestoreError> {
    Ok(Interaction {
        handle: InteractionHandle::new(saved_text(saved, "handle")?),
        state: State::new(saved_text(saved, "state")?),
        nonce: Nonce::new(saved_text(saved, "nonce")?),
        verifier: CodeVerifier::new(saved_text(saved, "verifier")?),
        started_at: saved_moment(saved, "startedAt").ok_or(RestoreError::Malformed)?,
        max_age: saved.number("maxAge").map(Duration::from_secs),
        acr_values: saved.texts("acrValues"),
        amr: saved.texts("amr"),
    })
}

/// Serializes a value, wipes it, and appends texts: they are as Okta sent them, so that a step is read the same way from
/// either.
pub(crate) fn write_saved(form: Value, texts: &[&str]) -> Zeroizing<Vec<u8>> {
    let mut saved = SecretValue(form).0.to_string().into_bytes();
    if !texts.is_empty() {
        saved.push(b'\n');
        saved.extend(texts.iter().flat_map(|text| text.bytes()));
    }
    Zeroizing::new(saved)
}

/// Reads a value of one of these versions; returns it, and the texts behind it.
pub(crate) fn read_saved<'a>(
    bytes: &'a [u8],
    versions: &[u64],
) -> Result<(Document, &'a [u8]), RestoreError> {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (form, texts) = bytes.split_at(end);
    let form = Document::parse(form).ok_or(RestoreError::Malformed)?;
    match form.root().get("v").and_then(Json::as_u64) {
        Some(version) if versions.contains(&version) => {
            Ok((form, texts.get(1..).unwrap_or_default()))
        }
        Some(version) => Err(RestoreError::Version(version)),
        None => Err(RestoreError::Malformed),
    }
}

pub(crate) fn saved_text<'a>(form: Json<'a>, key: &str) -> Result<&'a str, RestoreError> {
    form.text(key).ok_or(RestoreError::Malformed)
}

pub(crate) fn saved_moment(form: Json<'_>, key: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(form.get(key)?.as_i64()?).ok()
}
