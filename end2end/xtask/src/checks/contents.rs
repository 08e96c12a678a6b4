//! What an executable carries in its bytes.

use std::fs;
use std::path::Path;

use anyhow::Context;

/// Words that only the emulated org knows: its client secret, its control API, a seeded person.
pub(super) const LOCAL_ORG: [&str; 3] =
    ["usher-web-local-secret", "/_local/", "unassigned@example.com"];

/// Which of `words` are somewhere in the file.
pub(super) fn words_in<'a>(file: &Path, words: &[&'a str]) -> anyhow::Result<Vec<&'a str>> {
    let bytes = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    Ok(words.iter().copied().filter(|word| contains(&bytes, word.as_bytes())).collect())
}

fn contains(mut bytes: &[u8], word: &[u8]) -> bool {
    let Some((first, rest)) = word.split_first() else { return true };
    while let Some(at) = bytes.iter().position(|byte| byte == first) {
        bytes = &bytes[at + 1..];
        if bytes.starts_with(rest) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_at_the_start_in_the_middle_and_at_the_end() {
        for bytes in ["/_local/mail", "x/_/_local/", "/_local/"] {
            assert!(contains(bytes.as_bytes(), b"/_local/"), "{bytes}");
        }
        for bytes in ["/_loca", "_local/", ""] {
            assert!(!contains(bytes.as_bytes(), b"/_local/"), "{bytes}");
        }
    }
}
