//! What a row names as its proof.

use std::str::FromStr;

use anyhow::Context;
use anyhow::bail;

/// Who ran a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Runner {
    /// `cargo test`: the name is the path of the test.
    Rust,
    /// Playwright: the name is the title of the test. It holds when it held in every project.
    Browser,
    /// Node's test runner, with Okta's SDK: the name is the title of the test.
    Sdk,
    /// Playwright's runner with the own drivers of Firefox and `WebKit`. It holds when it held in both.
    Engine,
    /// Playwright's runner with a caching proxy and no browser.
    Proxy,
    /// A step of this command: the name is the one in the summary.
    Part,
}

/// One test, or one step.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Evidence {
    pub(crate) runner: Runner,
    pub(crate) name: String,
}

impl Runner {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Browser => "browser",
            Self::Sdk => "sdk",
            Self::Engine => "engine",
            Self::Proxy => "proxy",
            Self::Part => "part",
        }
    }
}

impl FromStr for Evidence {
    type Err = anyhow::Error;

    /// Reads `runner: name`.
    fn from_str(text: &str) -> anyhow::Result<Self> {
        let (runner, name) = text
            .split_once(": ")
            .with_context(|| format!("`{text}` is not of the form `runner: name`"))?;
        let runner = match runner {
            "rust" => Runner::Rust,
            "browser" => Runner::Browser,
            "sdk" => Runner::Sdk,
            "engine" => Runner::Engine,
            "proxy" => Runner::Proxy,
            "part" => Runner::Part,
            other => {
                bail!("`{other}` is none of rust, browser, sdk, engine, proxy, part (in `{text}`)")
            }
        };
        Ok(Self { runner, name: name.trim().to_owned() })
    }
}

impl std::fmt::Display for Evidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.runner.word(), self.name)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "evidence that does not parse fails the test")]
    use super::*;

    #[test]
    fn evidence_reads_as_it_is_written() {
        let text = "browser: a title: with a colon";
        let evidence: Evidence = text.parse().unwrap();
        assert_eq!(evidence.runner, Runner::Browser);
        assert_eq!(evidence.to_string(), text);
    }

    #[test]
    fn an_unknown_runner_is_named() {
        let error = "pytest: x".parse::<Evidence>().unwrap_err().to_string();
        assert!(error.contains("`pytest`"), "{error}");
        assert!("no runner at all".parse::<Evidence>().is_err());
    }
}
