//! The files of rows.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::ensure;
use serde::Deserialize;

use super::evidence::Evidence;

/// One promise with its evidence.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub(crate) id: Id,
    pub(crate) promises: Vec<String>,
    pub(crate) shown_by: Vec<Evidence>,
    pub(crate) open: Vec<String>,
}

/// A letter and a number, ordered by both: `C2` before `C10`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Id(String, u32);

impl Id {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let at = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, number) = text.split_at(at);
        let upper = !letters.is_empty() && letters.chars().all(|c| c.is_ascii_uppercase());
        upper.then_some(Self(letters.to_owned(), number.parse().ok()?))
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.0, self.1)
    }
}

#[derive(Deserialize)]
struct File {
    row: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    promise: Option<String>,
    #[serde(default)]
    shown_by: Vec<String>,
    open: Option<String>,
}

/// All rows of a folder, in the order of their ids. Entries of one id in several files are one row.
pub(crate) fn read(folder: &Path) -> anyhow::Result<Vec<Row>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry.context("reading the folder of rows")?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut rows = BTreeMap::<Id, Row>::new();
    for path in paths {
        let text =
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        add(&text, &mut rows).with_context(|| format!("in {}", path.display()))?;
    }
    Ok(rows.into_values().collect())
}

fn add(text: &str, rows: &mut BTreeMap<Id, Row>) -> anyhow::Result<()> {
    let file: File = toml::from_str(text)?;
    for entry in file.row {
        let id = Id::parse(&entry.id).with_context(|| format!("`{}` is no row id", entry.id))?;
        let shown = !entry.shown_by.is_empty();
        ensure!(shown || entry.open.is_some(), "{id} is neither shown nor said to be open");
        ensure!(!shown || entry.promise.is_some(), "{id} is shown but promises nothing");
        let row = rows.entry(id.clone()).or_insert_with(|| Row { id, ..Row::default() });
        row.promises.extend(entry.promise);
        row.open.extend(entry.open);
        for evidence in entry.shown_by {
            row.shown_by.push(evidence.parse()?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "rows that do not parse fail the test")]
    use super::*;

    #[test]
    fn entries_of_one_id_are_one_row_and_rows_are_in_order() {
        let mut rows = BTreeMap::new();
        let text = r#"
            [[row]]
            id = "C10"
            open = "not yet"
            [[row]]
            id = "C2"
            promise = "one"
            shown_by = ["rust: a::b"]
        "#;
        add(text, &mut rows).unwrap();
        let more = "[[row]]\nid = 'C2'\npromise = 'two'\nshown_by = ['browser: c']\n";
        add(more, &mut rows).unwrap();
        let ids: Vec<String> = rows.keys().map(ToString::to_string).collect();
        assert_eq!(ids, ["C2", "C10"]);
        let first = rows.values().next().unwrap();
        assert_eq!((first.promises.len(), first.shown_by.len()), (2, 2));
    }

    #[test]
    fn a_row_that_says_nothing_is_refused() {
        let mut rows = BTreeMap::new();
        let refused = |text: &str, rows: &mut _| add(text, rows).unwrap_err().to_string();
        assert!(refused("[[row]]\nid = 'C2'", &mut rows).contains("neither"));
        assert!(refused("[[row]]\nid = 'c'\nopen = 'x'", &mut rows).contains("no row id"));
        let unpromised = "[[row]]\nid = 'C3'\nshown_by = ['rust: a']";
        assert!(refused(unpromised, &mut rows).contains("promises nothing"));
    }
}
