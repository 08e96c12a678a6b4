//! Mutations of a corpus, identical in every run.

use fastrand::Rng;

/// Byte strings that often break parsers.
const PIECES: [&[u8]; 16] = [
    b"\0",
    b"\r\n",
    b"%00",
    b"%2f",
    b"%252f",
    b"//",
    b"\\",
    b"..",
    b"@",
    b"; ",
    b",",
    b"\"",
    b"{}",
    b"[[",
    b"-1",
    b"\xff\xfe",
];

/// Applies one to four changes to an input of `corpus`: bytes are changed, dropped, doubled or
/// inserted.
pub fn mutated(corpus: &[Vec<u8>], numbers: &mut Rng) -> Vec<u8> {
    let mut bytes = numbers.choice(corpus).cloned().unwrap_or_default();
    for _ in 0..=numbers.usize(..4) {
        let place = numbers.usize(..bytes.len().max(1));
        match numbers.u8(..6) {
            0 if place < bytes.len() => bytes[place] ^= 1 << numbers.u8(..8),
            1 if place < bytes.len() => bytes[place] = numbers.u8(..),
            2 => bytes.truncate(place),
            3 if place < bytes.len() => drop(bytes.remove(place)),
            4 => {
                let piece = PIECES[numbers.usize(..PIECES.len())];
                bytes.splice(place..place, piece.iter().copied());
            }
            _ => {
                let end = (place + 1 + numbers.usize(..24)).min(bytes.len());
                let again = bytes.get(place..end).unwrap_or_default().to_vec();
                bytes.splice(place..place, again);
            }
        }
    }
    bytes
}
