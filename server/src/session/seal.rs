//! Sealing: the form of a record outside memory, and the keys for it.

use std::sync::Arc;

use aws_lc_rs::aead::AES_256_GCM;
use aws_lc_rs::aead::Aad;
use aws_lc_rs::aead::Nonce;
use aws_lc_rs::aead::RandomizedNonceKey;
use aws_lc_rs::hmac;
use serde::Deserialize;
use serde::Serialize;
use zeroize::Zeroize;
use zeroize::Zeroizing;

use super::SessionId;

/// Layout version of a sealed record; part of what is authenticated.
const SCHEMA: u8 = 1;
const NONCE_LENGTH: usize = 12;

/// The key under which a record is stored. The cookie cannot be computed from it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StoreKey([u8; 32]);

impl StoreKey {
    /// Returns the bytes to store under.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StoreKey({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

/// A record could not be sealed or opened: it was made under another key, moved, cut or changed.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the record cannot be opened with this key")]
pub struct SealError;

/// The server's keys, derived from the configured secret, and those of earlier secrets, whose sessions live on.
#[derive(Clone)]
pub struct KeyRing {
    lookup: hmac::Key,
    seal: hmac::Key,
    forms: hmac::Key,
    name: [u8; 4],
    older: Arc<[KeyRing]>,
}

impl KeyRing {
    /// Derives the keys from 32 secret bytes.
    pub fn derive(secret: &[u8; 32]) -> Self {
        let root = hmac::Key::new(hmac::HMAC_SHA256, secret);
        let derived = |purpose: &str| {
            hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&root, purpose.as_bytes()).as_ref())
        };
        let mut name = [0; 4];
        name.copy_from_slice(&hmac::sign(&root, b"usher session key name 1").as_ref()[..4]);
        Self {
            lookup: derived("usher session lookup 1"),
            seal: derived("usher session seal 1"),
            forms: derived("usher form token 1"),
            name,
            older: Arc::default(),
        }
    }

    /// Returns the key of CSRF tokens.
    pub(super) fn forms(&self) -> &hmac::Key {
        &self.forms
    }

    /// Adds the keys of earlier secrets.
    #[must_use]
    pub fn with_older(self, older: Vec<Self>) -> Self {
        Self { older: older.into(), ..self }
    }

    /// Returns these keys, then the older ones.
    pub(super) fn ring(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.older.iter())
    }

    /// Returns the keys at a place in the ring.
    pub(super) fn at(&self, place: usize) -> &Self {
        place.checked_sub(1).and_then(|older| self.older.get(older)).unwrap_or(self)
    }

    /// Returns names of the keys, the one in use first. A name tells keys apart and nothing about them.
    pub fn names(&self) -> String {
        let names = self.ring().map(|keys| format!("{:08x}", u32::from_be_bytes(keys.name)));
        names.collect::<Vec<_>>().join(" ")
    }

    /// Returns where the record of a session is stored.
    pub fn of_session(&self, id: &SessionId) -> StoreKey {
        self.stored_under(b"session", id.lookup_half())
    }

    /// Returns where a record of a `kind` is stored under its `name`.
    pub fn of(&self, kind: &str, name: &str) -> StoreKey {
        self.stored_under(kind.as_bytes(), name.as_bytes())
    }

    /// Returns where the receipt of a code is stored that was sent under `id`.
    pub(super) fn of_receipt(&self, id: &SessionId) -> StoreKey {
        self.stored_under(b"receipt", id.lookup_half())
    }

    /// Returns what opens that receipt: it takes both the cookie and the code.
    pub(super) fn receipt(&self, id: &SessionId, code: &str) -> SessionId {
        let mut context = hmac::Context::with_key(&self.seal);
        context.update(b"receipt");
        context.update(id.bytes());
        context.update(code.as_bytes());
        SessionId::of_tag(&context.sign())
    }

    /// Returns where the events of a `kind` about `value` are counted.
    pub fn of_count(&self, kind: &str, value: &str) -> StoreKey {
        self.of(&format!("count {kind}"), value)
    }

    /// Returns where a record of a `kind` is stored beside the one under `key`.
    pub fn beside(&self, kind: &str, key: StoreKey) -> StoreKey {
        self.stored_under(kind.as_bytes(), &key.0)
    }

    /// Returns a stable keyed hash of a value that must not be stored or logged.
    pub fn pseudonym(&self, value: &str) -> String {
        let StoreKey(bytes) = self.stored_under(b"pseudonym", value.as_bytes());
        bytes[..6].iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
    }

    fn stored_under(&self, kind: &[u8], value: &[u8]) -> StoreKey {
        let key = self.mac(kind, value);
        wipe_stack();
        key
    }

    #[inline(never)]
    fn mac(&self, kind: &[u8], value: &[u8]) -> StoreKey {
        let mut context = hmac::Context::with_key(&self.lookup);
        context.update(&[u8::try_from(kind.len()).unwrap_or(u8::MAX)]);
        context.update(kind);
        context.update(value);
        let mut bytes = [0; 32];
        bytes.copy_from_slice(context.sign().as_ref());
        StoreKey(bytes)
    }

    /// Seals `plain` so that only the holder of `id` can read it, and only in its own place.
    pub fn seal(&self, id: &SessionId, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let place = self.of_session(id);
        let mut body = plain.to_vec();
        let nonce = self
            .record_key(id)?
            .seal_in_place_append_tag(Aad::from(associated(&place)), &mut body)
            .map_err(|_| SealError)?;
        let mut sealed = Vec::with_capacity(1 + NONCE_LENGTH + body.len());
        sealed.push(SCHEMA);
        sealed.extend_from_slice(nonce.as_ref());
        sealed.extend_from_slice(&body);
        Ok(sealed)
    }

    /// Opens what [`KeyRing::seal`] made for the same `id`.
    pub fn open(&self, id: &SessionId, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let place = self.of_session(id);
        let (version, rest) = sealed.split_first().ok_or(SealError)?;
        if *version != SCHEMA || rest.len() < NONCE_LENGTH {
            return Err(SealError);
        }
        let (nonce, body) = rest.split_at(NONCE_LENGTH);
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError)?;
        let mut body = Zeroizing::new(body.to_vec());
        let length = self
            .record_key(id)?
            .open_in_place(nonce, Aad::from(associated(&place)), &mut body)
            .map_err(|_| SealError)?
            .len();
        body.truncate(length);
        Ok(body)
    }

    fn record_key(&self, id: &SessionId) -> Result<RandomizedNonceKey, SealError> {
        let key = hmac::sign(&self.seal, id.key_half());
        RandomizedNonceKey::new(&AES_256_GCM, key.as_ref()).map_err(|_| SealError)
    }
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyRing([redacted])")
    }
}

fn associated(place: &StoreKey) -> [u8; 33] {
    let mut bytes = [SCHEMA; 33];
    bytes[1..].copy_from_slice(place.as_bytes());
    bytes
}

/// Overwrites the part of the stack that the call before has used.
///
/// Signing moves the MAC's context, and the copy that stays behind holds what was signed: perhaps a `state`, which must
/// not outlive its sign-in (test `nothing_is_left_in_memory_of_somebody_who_has_signed_out`).
#[inline(never)]
fn wipe_stack() {
    // Words and not bytes, because each write is volatile and every request runs this.
    let mut used = [0_u64; 512];
    used.zeroize();
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use crate::environment::SystemRandomness;

    fn id() -> SessionId {
        SessionId::fresh(&SystemRandomness).unwrap()
    }

    #[test]
    fn a_sealed_record_opens_for_its_own_session() {
        let (keys, id) = (KeyRing::derive(&[7; 32]), id());
        let sealed = keys.seal(&id, b"tokens").unwrap();
        assert_eq!(keys.open(&id, &sealed).unwrap().as_slice(), b"tokens");
    }

    /// Shows: S9
    #[test]
    fn a_sealed_record_does_not_contain_its_text() {
        let (keys, id) = (KeyRing::derive(&[7; 32]), id());
        let sealed = keys.seal(&id, b"ada@example.com").unwrap();
        assert!(!sealed.windows(4).any(|window| window == b"ada@"));
    }

    #[test]
    fn a_record_moved_to_another_session_does_not_open() {
        let keys = KeyRing::derive(&[7; 32]);
        let sealed = keys.seal(&id(), b"tokens").unwrap();
        assert!(keys.open(&id(), &sealed).is_err());
    }

    /// Shows: C5
    #[test]
    fn the_key_half_of_the_cookie_is_needed() {
        let keys = KeyRing::derive(&[7; 32]);
        let id = id();
        let mut other = id.expose().into_bytes();
        // The last places of the cookie belong to its key half; the lookup half stays the same.
        other[40] = if other[40] == b'A' { b'B' } else { b'A' };
        let other = SessionId::parse(std::str::from_utf8(&other).unwrap()).unwrap();
        assert_eq!(keys.of_session(&id), keys.of_session(&other));
        let sealed = keys.seal(&id, b"tokens").unwrap();
        assert!(keys.open(&other, &sealed).is_err());
    }

    #[test]
    fn one_changed_bit_anywhere_is_noticed() {
        let (keys, id) = (KeyRing::derive(&[7; 32]), id());
        let sealed = keys.seal(&id, b"tokens").unwrap();
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(keys.open(&id, &changed).is_err(), "byte {place}");
        }
    }

    #[test]
    fn another_server_key_does_not_open_it() {
        let id = id();
        let sealed = KeyRing::derive(&[7; 32]).seal(&id, b"tokens").unwrap();
        assert!(KeyRing::derive(&[8; 32]).open(&id, &sealed).is_err());
    }
}
