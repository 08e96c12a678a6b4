//! The transfer sizes of a first visit, measured on the running release, and their limits.

mod assets;
mod measure;

use std::fmt::Write as _;

pub(crate) use measure::measure;

/// The limit for all files of a first visit, in bytes.
const FIRST_VISIT: usize = 95_000;
/// The limit for what makes the form usable: the page and its style sheets.
const USABLE_FORM: usize = 8_000;

/// One file of the first visit.
#[derive(Debug)]
pub(crate) struct Sized {
    pub(crate) path: String,
    /// Whether the form is unusable before this file has arrived.
    pub(crate) blocks: bool,
    pub(crate) raw: usize,
    pub(crate) brotli: usize,
    pub(crate) gzip: usize,
}

/// Returns the table of a first visit; an error with the table if a limit is exceeded.
pub(crate) fn judge(files: &[Sized]) -> anyhow::Result<String> {
    let all: usize = files.iter().map(|file| file.brotli).sum();
    let usable: usize = files.iter().filter(|file| file.blocks).map(|file| file.brotli).sum();
    let table = table(files, all, usable);
    anyhow::ensure!(
        all <= FIRST_VISIT,
        "{table}\na first visit is larger than {FIRST_VISIT} bytes"
    );
    anyhow::ensure!(
        usable <= USABLE_FORM,
        "{table}\nHTML and CSS are larger than {USABLE_FORM} bytes"
    );
    Ok(table)
}

fn table(files: &[Sized], all: usize, usable: usize) -> String {
    let width = files.iter().map(|file| file.path.len()).max().unwrap_or(0).max(24);
    let mut text =
        format!("    {:width$} {:>9} {:>9} {:>9}\n", "first visit, bytes", "raw", "brotli", "gzip");
    for Sized { path, raw, brotli, gzip, .. } in files {
        let _ = writeln!(text, "    {path:width$} {raw:>9} {brotli:>9} {gzip:>9}");
    }
    let _ = writeln!(text, "    {:width$} {:>9} {all:>9}  of {FIRST_VISIT}", "all", "");
    let _ = write!(
        text,
        "    {:width$} {:>9} {usable:>9}  of {USABLE_FORM}",
        "until the form is usable", ""
    );
    text
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a wrong verdict fails the test")]
    use super::*;

    fn visit(page: usize, wasm: usize) -> Vec<Sized> {
        let file = |path: &str, blocks, size: usize| Sized {
            path: path.to_owned(),
            blocks,
            raw: size * 3,
            brotli: size,
            gzip: size + 10,
        };
        vec![file("/sign-in", true, page), file("/pkg/usher.wasm", false, wasm)]
    }

    #[test]
    fn a_visit_within_the_limits_gives_its_table() {
        let table = judge(&visit(8_000, 87_000)).unwrap();
        assert!(table.contains("/pkg/usher.wasm") && table.contains("95000"), "{table}");
    }

    #[test]
    fn a_byte_too_many_fails_and_shows_what_weighs_most() {
        let error = judge(&visit(8_000, 87_001)).unwrap_err().to_string();
        assert!(error.contains("larger than 95000") && error.contains("87001"), "{error}");
        let error = judge(&visit(8_001, 10)).unwrap_err().to_string();
        assert!(error.contains("larger than 8000"), "{error}");
    }
}
