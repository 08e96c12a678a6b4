//! The rows that must be there.

use std::ops::RangeInclusive;

use super::file::Id;
use super::file::Row;

/// A row dropped from the files is a claim dropped from the report, so the ids are listed once more.
const REQUIRED: [(&str, RangeInclusive<u32>); 13] = [
    ("C", 1..=12),
    ("X", 1..=9),
    ("O", 1..=16),
    ("V", 1..=2),
    ("H", 1..=9),
    ("L", 1..=7),
    ("R", 1..=9),
    ("S", 1..=10),
    ("T", 1..=19),
    ("K", 1..=32),
    ("P", 1..=10),
    ("G", 1..=7),
    ("F", 1..=6),
];

/// The ids that no file has.
pub(super) fn missing(rows: &[Row]) -> Vec<String> {
    REQUIRED
        .iter()
        .flat_map(|(letter, numbers)| numbers.clone().map(move |n| format!("{letter}{n}")))
        .filter(|id| !rows.iter().any(|row| Id::parse(id).as_ref() == Some(&row.id)))
        .collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "an id that does not parse fails the test")]
    use super::*;

    #[test]
    fn a_dropped_row_is_missed() {
        let row = |id: &str| Row { id: Id::parse(id).unwrap(), ..Row::default() };
        let all: Vec<Row> = missing(&[]).iter().map(|id| row(id)).collect();
        assert!(missing(&all).is_empty());
        assert_eq!(missing(&all[1..]), ["C1"]);
    }
}
