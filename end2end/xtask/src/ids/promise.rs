//! Parses the promises of SECURITY.md: table rows `| C1 | promise |`, and the open parts below the
//! heading "Open".

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::ensure;

/// An id: a letter and a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Id(String);

/// One promise.
#[derive(Debug)]
pub(super) struct Promise {
    pub(super) id: Id,
    /// Empty if all of the promise is open.
    pub(super) text: String,
    pub(super) open: Option<String>,
}

impl Id {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let number = text.strip_prefix(|first: char| first.is_ascii_uppercase())?;
        let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Returns the promises in the order of SECURITY.md.
pub(super) fn read(root: &Path) -> anyhow::Result<Vec<Promise>> {
    let text = fs::read_to_string(root.join("SECURITY.md")).context("reading SECURITY.md")?;
    parse(&text)
}

pub(super) fn parse(text: &str) -> anyhow::Result<Vec<Promise>> {
    let mut promises = Vec::<Promise>::new();
    let mut open = false;
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            open = heading == "Open";
        }
        let cells = line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |"));
        let Some((ids, text)) = cells.and_then(|cells| cells.split_once(" | ")) else { continue };
        for id in ids.split(", ").filter_map(Id::parse) {
            let known = promises.iter_mut().find(|promise| promise.id == id);
            match known {
                Some(known) if open && known.open.is_none() => known.open = Some(text.to_owned()),
                Some(_) => anyhow::bail!("SECURITY.md has {id} twice"),
                None if open => {
                    promises.push(Promise { id, text: String::new(), open: Some(text.to_owned()) });
                }
                None => promises.push(Promise { id, text: text.to_owned(), open: None }),
            }
        }
    }
    ensure!(!promises.is_empty(), "SECURITY.md promises nothing");
    Ok(promises)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "promises that do not parse fail the test")]
    use super::*;

    #[test]
    fn promises_and_what_is_open_of_them_are_read_from_the_tables() {
        let text = "# Security\n\n| id | promise |\n|---|---|\n| C1 | one |\n| C12 | two |\n\n## Open\n\n\
                    | id | why |\n|---|---|\n| C12, K9 | not yet |\n\n## After\n| R1 | three |\n";
        let found = parse(text).unwrap();
        let found = found.iter().map(|promise| {
            (promise.id.to_string(), promise.text.as_str(), promise.open.as_deref())
        });
        let expected = [
            ("C1".to_owned(), "one", None),
            ("C12".to_owned(), "two", Some("not yet")),
            ("K9".to_owned(), "", Some("not yet")),
            ("R1".to_owned(), "three", None),
        ];
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_promise_that_is_made_twice_is_refused() {
        assert!(parse("| C1 | one |\n| C1 | two |").is_err());
        assert!(parse("no table").is_err());
    }

    #[test]
    fn an_id_is_a_letter_and_a_number() {
        assert!(Id::parse("K14").is_some());
        for no_id in ["", "C", "c1", "C1x", "14", "CC1", "no-javascript"] {
            assert!(Id::parse(no_id).is_none(), "{no_id}");
        }
    }
}
