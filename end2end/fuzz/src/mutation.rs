//! Changes to a corpus, the same ones in every run.

/// A stream of numbers that looks random and is always the same (splitmix64).
#[derive(Clone, Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// The stream of this seed.
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 if there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }
}

/// Pieces that parsers are known to stumble over.
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

/// A changed copy of one of `corpus`: one to four bytes flipped, dropped, doubled, or joined by a piece that hurts.
pub fn mutated(corpus: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = corpus.get(numbers.below(corpus.len())).cloned().unwrap_or_default();
    for _ in 0..=numbers.below(4) {
        let place = numbers.below(bytes.len());
        match numbers.below(6) {
            0 if place < bytes.len() => bytes[place] ^= 1 << numbers.below(8),
            1 if place < bytes.len() => bytes[place] = numbers.byte(),
            2 => bytes.truncate(place),
            3 if place < bytes.len() => drop(bytes.remove(place)),
            4 => {
                let piece = PIECES[numbers.below(PIECES.len())];
                bytes.splice(place..place, piece.iter().copied());
            }
            _ => {
                let end = (place + 1 + numbers.below(24)).min(bytes.len());
                let again = bytes.get(place..end).unwrap_or_default().to_vec();
                bytes.splice(place..place, again);
            }
        }
    }
    bytes
}
