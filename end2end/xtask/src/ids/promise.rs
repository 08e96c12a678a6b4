//! Parses the lists of ids: table rows `| C1 | promise |`, and the open parts below the heading
//! "Open".

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::ensure;

/// An id: `C1` of a promise, `AJ-10` or `1.1.4` of a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Id(String);

/// A list of ids in this repository. Each id has the form of one list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    /// What Usher promises about security.
    Promises,
    /// Okta's acceptance scenarios of a sign-in.
    Scenarios,
}

/// A promise or a scenario.
#[derive(Debug)]
pub(super) struct Promise {
    pub(super) id: Id,
    /// Empty if all of the promise is open.
    pub(super) text: String,
    pub(super) open: Option<String>,
}

impl Id {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is_number =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_id = match text.strip_prefix(|first: char| first.is_ascii_uppercase()) {
            Some(rest) => is_number(rest) || text.strip_prefix("AJ-").is_some_and(is_number),
            None => text.split('.').count() == 3 && text.split('.').all(is_number),
        };
        is_id.then(|| Self(text.to_owned()))
    }

    /// Returns the list that has ids of this form.
    pub(super) fn list(&self) -> List {
        if self.0.contains(['-', '.']) { List::Scenarios } else { List::Promises }
    }
}

impl List {
    /// Returns the file of the list, relative to the root.
    pub(super) fn file(self) -> &'static str {
        match self {
            Self::Promises => "SECURITY.md",
            Self::Scenarios => "end2end/tests/scenarios.md",
        }
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Promises => "promises of SECURITY.md",
            Self::Scenarios => "scenarios of Okta",
        })
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Returns a list in the order of its file.
pub(super) fn read(root: &Path, list: List) -> anyhow::Result<Vec<Promise>> {
    let file = list.file();
    let text = fs::read_to_string(root.join(file)).with_context(|| format!("reading {file}"))?;
    parse(&text).with_context(|| format!("reading {file}"))
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
                Some(_) => anyhow::bail!("{id} stands there twice"),
                None if open => {
                    promises.push(Promise { id, text: String::new(), open: Some(text.to_owned()) });
                }
                None => promises.push(Promise { id, text: text.to_owned(), open: None }),
            }
        }
    }
    ensure!(!promises.is_empty(), "there is no id in it");
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
    fn the_form_of_an_id_tells_its_list() {
        for (text, list) in [
            ("K14", List::Promises),
            ("A1", List::Promises),
            ("AJ-1", List::Scenarios),
            ("10.4.2", List::Scenarios),
        ] {
            assert_eq!(Id::parse(text).unwrap().list(), list, "{text}");
        }
        for no_id in
            ["", "C", "c1", "C1x", "14", "CC1", "no-javascript", "AJ", "AJ-", "J-1", "1.2", "1.2."]
        {
            assert!(Id::parse(no_id).is_none(), "{no_id}");
        }
    }
}
