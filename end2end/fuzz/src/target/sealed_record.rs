//! Sealed session records.

use std::sync::OnceLock;

use server::session::SessionId;
use server::session::seal::KeyRing;

const ID: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const PLAIN: &[u8] = b"a record that must not change";

/// Neither arbitrary bytes nor a changed record can be opened; the record itself can.
///
/// Bytes at even positions are offsets, and bytes at odd positions are bits to change in a valid
/// record.
pub fn target(data: &[u8]) {
    static SEALED: OnceLock<Option<Vec<u8>>> = OnceLock::new();
    let keys = KeyRing::derive(&[7; 32]);
    let Some(id) = SessionId::parse(ID) else { unreachable!("43 characters of base64url") };
    let sealed = SEALED.get_or_init(|| keys.seal(&id, PLAIN).ok());
    let Some(sealed) = sealed else { unreachable!("sealing needs randomness only") };
    let mut changed = sealed.clone();
    for change in data.chunks_exact(2) {
        let place = usize::from(change[0]) % changed.len();
        changed[place] ^= change[1];
    }
    match keys.open(&id, &changed) {
        Ok(plain) => {
            assert!(changed == *sealed, "a changed record opened");
            assert_eq!(plain.as_slice(), PLAIN);
        }
        Err(_) => assert!(changed != *sealed, "a genuine record did not open"),
    }
    assert!(data == sealed.as_slice() || keys.open(&id, data).is_err(), "a forged record opened");
    let longer = [sealed.as_slice(), data].concat();
    assert!(data.is_empty() || keys.open(&id, &longer).is_err(), "a lengthened record opened");
}
