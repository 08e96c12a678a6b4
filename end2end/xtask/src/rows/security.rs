//! SECURITY.md against the rows: every row is linked from a claim, and no claim names a row that is not there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context;

use super::file::Id;
use super::file::Row;

/// The ids that only one side has.
pub(super) fn unlinked(document: &Path, rows: &[Row]) -> anyhow::Result<Vec<String>> {
    let text =
        fs::read_to_string(document).with_context(|| format!("reading {}", document.display()))?;
    let known: BTreeSet<Id> = rows.iter().map(|row| row.id.clone()).collect();
    let named = named_in(&text);
    Ok(known.symmetric_difference(&named).map(ToString::to_string).collect())
}

/// Ids stand in square brackets, alone or in a list, with ranges: `[C1]`, `[R1, R3]`, `[K1–K8]`.
fn named_in(text: &str) -> BTreeSet<Id> {
    let mut named = BTreeSet::new();
    for piece in text.split('[').skip(1) {
        let Some((inside, _)) = piece.split_once(']') else { continue };
        for item in inside.split(", ") {
            match item.split_once('–') {
                Some((first, last)) => named.extend(range(first, last)),
                None => named.extend(Id::parse(item)),
            }
        }
    }
    named
}

fn range(first: &str, last: &str) -> Vec<Id> {
    let number = |text: &str| text.trim_start_matches(char::is_alphabetic).parse::<u32>().ok();
    let letters = first.trim_end_matches(|c: char| c.is_ascii_digit());
    match (number(first), number(last)) {
        (Some(from), Some(to)) if last.starts_with(letters) => {
            (from..=to).filter_map(|n| Id::parse(&format!("{letters}{n}"))).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_alone_in_lists_and_in_ranges() {
        let named = named_in("a claim [C1], two [R1, R3], more [K8–K10], a [link](x) and C9");
        let named: Vec<String> = named.iter().map(ToString::to_string).collect();
        assert_eq!(named, ["C1", "K8", "K9", "K10", "R1", "R3"]);
    }
}
