//! The steps of `cargo xtask test`, and its four parts.

use std::fmt;
use std::str::FromStr;

use clap::ValueEnum;

use crate::setup::Needs;

/// A part of the tests that can run by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    Checks,
    Unit,
    Browser,
    Chaos,
}

/// A step of a part, with its own line in the summary; steps run in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Step {
    Fmt,
    Clippy,
    ClippyWasm,
    Doc,
    Deny,
    Rust,
    Sdk,
    Release,
    Contents,
    Dependencies,
    Settings,
    Sizes,
    Chromium,
    Debug,
    Engines,
    Proxy,
    Chaos,
}

/// An argument of the command line: a part, or one of its steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Part(Part),
    Step(Step),
}

impl Step {
    pub(super) const fn part(self) -> Part {
        match self {
            Self::Fmt | Self::Clippy | Self::ClippyWasm | Self::Doc | Self::Deny => Part::Checks,
            Self::Rust | Self::Sdk => Part::Unit,
            Self::Chaos => Part::Chaos,
            _ => Part::Browser,
        }
    }

    /// Returns the promises of SECURITY.md that a step shows as a whole, besides those of its
    /// tests.
    pub(crate) const fn shows(self) -> &'static [&'static str] {
        match self {
            Self::Deny | Self::Dependencies => &["S4"],
            Self::Sdk => &["W2"],
            Self::Chromium => &["H1", "H7", "S9"],
            Self::Debug => &["H7"],
            _ => &[],
        }
    }

    /// Returns the step whose Playwright projects run a spec, by its path below `specs`.
    pub(crate) fn of_spec(spec: &str) -> Self {
        match spec.split_once('/') {
            Some(("debug", _)) => Self::Debug,
            Some(("engines", _)) => Self::Engines,
            Some(("caching-proxy", _)) => Self::Proxy,
            Some(("sdk", _)) => Self::Sdk,
            _ => Self::Chromium,
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Fmt => "rustfmt",
            Self::Clippy => "clippy, server side",
            Self::ClippyWasm => "clippy, browser side",
            Self::Doc => "documentation",
            Self::Deny => "cargo-deny",
            Self::Rust => "cargo test",
            Self::Sdk => "local-org against okta-auth-js",
            Self::Release => "release build",
            Self::Contents => "release without the emulated org",
            Self::Dependencies => "release names its dependencies",
            Self::Settings => "release without settings",
            Self::Sizes => "bytes of a first visit",
            Self::Chromium => "browser, release",
            Self::Debug => "browser, debug",
            Self::Engines => "browsers beside Chromium",
            Self::Proxy => "caching proxy",
            Self::Chaos => "users under fault, fixed seed",
        })
    }
}

impl Wanted {
    pub(super) fn covers(self, step: Step) -> bool {
        match self {
            Self::Part(part) => step.part() == part,
            Self::Step(wanted) => step == wanted,
        }
    }
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let part = Part::from_str(name, true).map(Self::Part);
        part.or_else(|_| Step::from_str(name, true).map(Self::Step)).map_err(|_| {
            let names = Step::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            let names: Vec<_> = names.map(|value| value.get_name().to_owned()).collect();
            format!("neither one of checks, unit, browser, chaos nor a step: {}", names.join(", "))
        })
    }
}

/// Returns which tools these steps need.
pub(super) fn needs(steps: &[Step]) -> Needs {
    let any = |parts: &[Part]| steps.iter().any(|step| parts.contains(&step.part()));
    if any(&[Part::Browser, Part::Chaos]) {
        Needs::Release
    } else if any(&[Part::Unit]) {
        Needs::Node
    } else {
        Needs::Rust
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a name that does not parse fails the test")]
    use super::*;

    #[test]
    fn a_name_is_that_of_a_part_before_that_of_a_step() {
        let covered = |name: &str| {
            let wanted: Wanted = name.parse().unwrap();
            Step::value_variants().iter().filter(|step| wanted.covers(**step)).count()
        };
        assert_eq!(
            [covered("checks"), covered("unit"), covered("browser"), covered("chaos")],
            [5, 2, 9, 1]
        );
        assert_eq!((covered("clippy-wasm"), covered("proxy")), (1, 1));
        assert!("rows".parse::<Wanted>().unwrap_err().contains("clippy-wasm"));
    }
}
