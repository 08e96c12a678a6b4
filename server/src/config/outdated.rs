//! Settings under the names of an earlier release: they work for one release more, with a warning.
//!
//! One table holds flags and environment variables alike. A line is removed with the release after the one that
//! brought it.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::fmt;

/// A flag (with its dashes) or environment variable of the last release, and its name now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outdated {
    old: &'static str,
    /// `None` if the setting has no effect any more.
    new: Option<&'static str>,
}

/// The names that have changed since the last release.
pub(super) const OUTDATED: [Outdated; 7] = [
    Outdated::renamed("--answer-floor-ms", "--min-response-ms"),
    Outdated::renamed("USHER_ANSWER_FLOOR_MS", "USHER_MIN_RESPONSE_MS"),
    Outdated::renamed("--forget-person", "--revoke-sessions-of"),
    Outdated::renamed("--hide-accounts", "--enumeration-prevention"),
    Outdated::renamed("USHER_HIDE_ACCOUNTS", "USHER_ENUMERATION_PREVENTION"),
    Outdated::removed("--max-connections-per-network"),
    Outdated::removed("USHER_MAX_CONNECTIONS_PER_NETWORK"),
];

impl fmt::Display for Outdated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.new {
            Some(new) => {
                write!(
                    f,
                    "{} is called {new} now; the old name works in this release only",
                    self.old
                )
            }
            None => write!(f, "{} has no effect any more; remove it", self.old),
        }
    }
}

impl Outdated {
    /// A setting that has another name now.
    pub(super) const fn renamed(old: &'static str, new: &'static str) -> Self {
        Self { old, new: Some(new) }
    }

    /// A setting that has no effect any more.
    pub(super) const fn removed(old: &'static str) -> Self {
        Self { old, new: None }
    }

    /// Replaces an outdated flag among `arguments` by its name now. A flag without effect is removed with its value.
    /// Returns whether the flag was there.
    pub(super) fn translate(self, arguments: &mut Vec<OsString>) -> bool {
        let mut found = false;
        let mut translated = Vec::with_capacity(arguments.len());
        let mut rest = std::mem::take(arguments).into_iter();
        while let Some(argument) = rest.next() {
            match argument.to_str().and_then(|it| it.strip_prefix(self.old)) {
                Some(value) if value.is_empty() || value.starts_with('=') => {
                    found = true;
                    match self.new {
                        Some(new) => translated.push(format!("{new}{value}").into()),
                        None if value.is_empty() => drop(rest.next()),
                        None => {}
                    }
                }
                _ => translated.push(argument),
            }
        }
        *arguments = translated;
        found
    }

    /// Returns whether this is the outdated name of the environment variable `new`.
    pub(super) fn is_variable(self, new: &OsStr) -> bool {
        self.new.is_some_and(|name| new == name)
    }

    /// Returns whether an error is about the setting that has this outdated name.
    pub(super) fn explains(self, error: &str) -> bool {
        self.new.is_some_and(|name| error.contains(name))
    }

    /// Returns the outdated name.
    pub(super) fn old(self) -> &'static OsStr {
        OsStr::new(self.old)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::config::Settings;

    fn translated(outdated: Outdated, arguments: &[&str]) -> (bool, Vec<OsString>) {
        let mut arguments = arguments.iter().map(OsString::from).collect();
        let found = outdated.translate(&mut arguments);
        (found, arguments)
    }

    #[test]
    fn an_outdated_flag_is_read_as_the_one_that_has_its_place() {
        let flag = Outdated::renamed("--old", "--new");
        for (given, found, expected) in [
            (&["server", "--old", "x"][..], true, &["server", "--new", "x"][..]),
            (&["server", "--old=x", "--b"], true, &["server", "--new=x", "--b"]),
            (&["server", "--older", "old"], false, &["server", "--older", "old"]),
            (&["server"], false, &["server"]),
        ] {
            let expected = expected.iter().map(OsString::from).collect();
            assert_eq!(translated(flag, given), (found, expected), "{given:?}");
        }
    }

    #[test]
    fn a_flag_without_effect_is_taken_out_with_its_value() {
        let flag = Outdated::removed("--old");
        for given in [&["server", "--old", "16", "--b"][..], &["server", "--old=16", "--b"]] {
            let rest = ["server", "--b"].map(OsString::from).to_vec();
            assert_eq!(translated(flag, given), (true, rest), "{given:?}");
        }
    }

    #[test]
    fn an_earlier_name_leads_to_a_setting_that_there_is() {
        let command = Settings::command();
        let names = command.get_arguments().flat_map(|arg| {
            let variable = arg.get_env().map(|name| name.display().to_string());
            variable.into_iter().chain(arg.get_long().map(|flag| format!("--{flag}")))
        });
        let names = names.collect::<Vec<_>>();
        for outdated in OUTDATED {
            assert!(!names.iter().any(|name| *name == outdated.old), "{outdated}");
            let new = outdated.new.map(str::to_owned);
            assert!(new.is_none_or(|new| names.contains(&new)), "{outdated}");
        }
    }

    #[test]
    fn the_warning_names_the_old_and_the_new() {
        let text = Outdated::renamed("--old", "--new").to_string();
        assert!(text.starts_with("--old is called --new now"), "{text}");
    }
}
