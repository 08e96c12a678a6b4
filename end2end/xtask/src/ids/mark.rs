//! Reads the marks on tests from the sources, so that a test that did not run is detected.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::Context;
use anyhow::ensure;
use clap::ValueEnum;
use walkdir::WalkDir;

use super::promise::Id;
use crate::checks::Step;
use crate::report::Test;

const RUST: &str = "/// Shows: ";
/// Folders without sources of this repository.
const SKIPPED: [&str; 4] = [".git", "artefacts", "node_modules", "target"];

/// One id at one test.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) id: Id,
    /// The step that runs the test.
    pub(super) step: Step,
    /// The name of a Rust test, the file of a browser test, or empty for a whole step.
    place: String,
}

impl Mark {
    /// Whether `test`, which its step ran, has this mark. Only browser tests report their tags.
    pub(super) fn is_on(&self, test: &Test) -> bool {
        let tagged = test.tags.as_ref().is_none_or(|tags| tags.contains(&self.id));
        test.place == self.place && tagged
    }

    #[cfg(test)]
    pub(super) fn new(id: &str, test: &str) -> anyhow::Result<Self> {
        let id = Id::parse(id).context("not an id")?;
        Ok(Self { id, step: Step::Rust, place: test.to_owned() })
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}: {}", self.id, self.step, self.place)
    }
}

/// Reads the marks of all sources, and those of whole steps.
pub(super) fn read(root: &Path) -> anyhow::Result<Vec<Mark>> {
    let mut marks = Vec::new();
    let sources = WalkDir::new(root).into_iter().filter_entry(|entry| {
        !SKIPPED.iter().any(|skipped| entry.file_name().to_str() == Some(skipped))
    });
    for entry in sources {
        let entry = entry.context("looking for marks")?;
        let path = entry.path().strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        let read = || fs::read_to_string(entry.path()).with_context(|| format!("reading {path}"));
        if entry.path().extension().is_some_and(|extension| extension == "rs") {
            in_rust(&path, &read()?, &mut marks)?;
        } else if let Some(spec) = path.strip_prefix("end2end/tests/specs/")
            && entry.file_type().is_file()
        {
            in_spec(spec, &read()?, &mut marks);
        }
    }
    for &step in Step::value_variants() {
        let ids = step.shows().iter().filter_map(|id| Id::parse(id));
        marks.extend(ids.map(|id| Mark { id, step, place: String::new() }));
    }
    Ok(marks)
}

/// Reads the marks of a Rust file; each belongs to the next test, or the next name in a macro. The
/// chaos driver may mark other functions. Elsewhere that is an error, because no test would show
/// the promise.
fn in_rust(path: &str, text: &str, marks: &mut Vec<Mark>) -> anyhow::Result<()> {
    let (mut ids, mut is_test) = (Vec::new(), false);
    for line in text.lines().map(str::trim_start) {
        if let Some(list) = line.strip_prefix(RUST) {
            // An id may be followed by a case in parentheses.
            let words = list.split(", ").map(|item| item.split(' ').next().and_then(Id::parse));
            ids = words.collect::<Option<_>>().with_context(|| format!("`{line}` in {path}"))?;
            is_test = false;
        } else if line.starts_with("#[") {
            is_test |= line.contains("test");
        } else if !line.starts_with("//") && !ids.is_empty() {
            let function = line.split_once("fn ").map(|(_, item)| item);
            let shown = is_test || function.is_none() || path.starts_with("end2end/chaos/");
            ensure!(shown, "the mark above `{line}` in {path} stands on no test");
            let item = function.unwrap_or(line);
            let end = item.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(item.len());
            let by_chaos = !is_test && function.is_some();
            let (step, name) =
                if by_chaos { (Step::Chaos, "") } else { (Step::Rust, &item[..end]) };
            let place = name.to_owned();
            marks.extend(ids.drain(..).map(|id| Mark { id, step, place: place.clone() }));
        }
    }
    Ok(())
}

fn in_spec(spec: &str, text: &str, marks: &mut Vec<Mark>) {
    let tags = text.split(['\'', '"', '`']).filter_map(|word| Id::parse(word.strip_prefix('@')?));
    let step = Step::of_spec(spec);
    marks.extend(tags.map(|id| Mark { id, step, place: spec.to_owned() }));
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "marks that do not parse fail the test")]
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let mut marks = Vec::new();
        in_rust(path, text, &mut marks).unwrap();
        marks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_mark_belongs_to_the_test_below_it() {
        let text = "/// Why.\n/// Shows: C1, V1 (invalid-iss and own)\n#[tokio::test]\nasync fn holds() {\n}\n\
                    matrix! {\n    /// Shows: C2\n    case: with(1) => Ok(());\n}\nfn helper() {}";
        let expected =
            ["C1 at cargo test: holds", "V1 at cargo test: holds", "C2 at cargo test: case"];
        assert_eq!(found("server/tests/it/x.rs", text), expected);
    }

    #[test]
    fn a_mark_in_the_chaos_driver_that_is_on_no_test_is_shown_by_its_run() {
        let text = "#[test]\nfn other() {}\n/// Shows: K1\npub(crate) async fn run(\n/// Shows: K2\n#[test]\nfn holds() {}";
        let expected = [format!("K1 at {}: ", Step::Chaos), "K2 at cargo test: holds".to_owned()];
        assert_eq!(found("end2end/chaos/src/x.rs", text), expected);
    }

    #[test]
    fn a_mark_on_a_helper_is_refused() {
        let text = "/// Shows: C1\n/// Two servers.\nasync fn two() {\n}\n#[test]\nfn holds() {}";
        assert!(in_rust("server/tests/it/x.rs", text, &mut Vec::new()).is_err());
    }

    #[test]
    fn a_mark_that_is_no_id_is_refused() {
        for line in ["/// Shows: C1, c2", "/// Shows: C1,C2", "/// Shows: nothing"] {
            assert!(in_rust("x.rs", line, &mut Vec::new()).is_err(), "{line}");
        }
    }

    #[test]
    fn the_tags_of_browser_tests_are_marks_of_the_step_that_runs_their_folder() {
        let source = "import { test } from '@playwright/test';\n\
                    test('a title', { tag: ['@no-javascript', '@C2'] }, async ({ page }) => {";
        let mut marks = Vec::new();
        in_spec("engines/a.spec.ts", source, &mut marks);
        let [mark] = &marks[..] else { panic!("{marks:?}") };
        assert_eq!((mark.id.to_string().as_str(), mark.step), ("C2", Step::Engines));
        let mut test = Test::new("a title", "engines/a.spec.ts", true);
        test.tags = Some(vec![Id::parse("C2").unwrap()]);
        assert!(mark.is_on(&test));
        test.tags = Some(Vec::new());
        assert!(!mark.is_on(&test));
    }
}
