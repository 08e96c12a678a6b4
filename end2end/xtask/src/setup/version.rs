//! Version numbers in what tools print about themselves.

use std::fmt;

/// `major.minor.patch`, compared number by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(u32, u32, u32);

impl Version {
    pub(crate) const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self(major, minor, patch)
    }

    /// The first word of `text` that is a version, with or without a leading `v`.
    pub(crate) fn find(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(Self::parse)
    }

    fn parse(word: &str) -> Option<Self> {
        let mut numbers = word.strip_prefix('v').unwrap_or(word).splitn(3, '.');
        let major = numbers.next()?.parse().ok()?;
        let minor = numbers.next()?.parse().ok()?;
        let patch = numbers.next()?;
        let digits = patch.find(|c: char| !c.is_ascii_digit()).unwrap_or(patch.len());
        Some(Self(major, minor, patch[..digits].parse().ok()?))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_where_tools_print_them() {
        for (text, version) in [
            ("cargo-leptos 0.3.10\n", Version::new(0, 3, 10)),
            ("wasm-bindgen 0.2.129 (abc 2026-01-01)", Version::new(0, 2, 129)),
            ("v20.20.2\n", Version::new(20, 20, 2)),
            ("tool 1.2.3-rc.1", Version::new(1, 2, 3)),
        ] {
            assert_eq!(Version::find(text), Some(version), "{text}");
        }
    }

    #[test]
    fn words_that_are_no_version_are_passed_over() {
        assert_eq!(Version::find("error: no such command: `leptos`"), None);
        assert_eq!(Version::find("release 12 of 1.2"), None);
    }

    #[test]
    fn versions_compare_by_number_and_not_by_letter() {
        assert!(Version::new(0, 3, 10) > Version::new(0, 3, 9));
        assert!(Version::new(18, 99, 0) < Version::new(20, 0, 0));
    }
}
