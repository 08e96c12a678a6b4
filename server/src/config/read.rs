//! From environment and flags to [`Settings`], with errors that name the variable, what stands there, and what would be
//! right.

use std::any::TypeId;
use std::error::Error;
use std::ffi::OsStr;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::Arg;
use clap::Command;
use clap::CommandFactory;
use clap::FromArgMatches;
use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::error::ErrorKind;

use super::Settings;
use super::outdated::OUTDATED;
use super::outdated::Outdated;

/// Why the settings cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// `--help`, `--version`, or a flag that does not exist: clap has the words.
    #[error(transparent)]
    Usage(clap::Error),
    /// A value that cannot be used.
    #[error("{0}")]
    Value(String),
}

impl ReadError {
    /// Adds the outdated name to an error, if the setting was given under that name.
    fn with(self, outdated: &[Outdated]) -> Self {
        let Self::Value(text) = self else { return self };
        let names = outdated.iter().filter(|it| it.explains(&text)).map(ToString::to_string);
        let lines = names.collect::<Vec<_>>();
        Self::Value([vec![text], lines].concat().join("\n"))
    }
}

/// Reads the settings. `variable` gives the value of an environment variable.
///
/// A variable that is empty counts as not set, as compose files and service managers leave them. Quotes and spaces
/// around a value, which env files keep, are dropped.
///
/// Names of the last release are read as well; [`Settings::outdated`] says which were used.
pub fn settings(
    arguments: impl IntoIterator<Item = OsString>,
    variable: impl Fn(&OsStr) -> Option<OsString>,
) -> Result<Settings, ReadError> {
    settings_with(&OUTDATED, arguments, variable)
}

fn settings_with(
    outdated: &[Outdated],
    arguments: impl IntoIterator<Item = OsString>,
    variable: impl Fn(&OsStr) -> Option<OsString>,
) -> Result<Settings, ReadError> {
    let mut command = Settings::command();
    let mut arguments = arguments.into_iter().collect::<Vec<_>>();
    let is_set = |name: &OsStr| variable(name).is_some_and(|value| !value.is_empty());
    let outdated = outdated
        .iter()
        .filter(|it| it.translate(&mut arguments) || is_set(it.old()))
        .copied()
        .collect::<Vec<_>>();
    let mut found = Vec::new();
    for arg in Settings::command().get_arguments() {
        let (Some(name), Some(flag)) = (arg.get_env(), arg.get_long()) else { continue };
        let old_name = || outdated.iter().find(|it| it.is_variable(name));
        let value = variable(name).filter(|value| !value.is_empty());
        let value = value.or_else(|| variable(old_name()?.old())).or_else(|| variable(name));
        let Some(value) = value else { continue };
        let value = match value.to_str() {
            Some(text) => OsString::from(tidied(arg, text)),
            None if arg.get_value_parser().type_id() == TypeId::of::<PathBuf>() => value,
            None => {
                let text = format!("{} is not text (UTF-8)", name.display());
                return Err(ReadError::Value(text));
            }
        };
        if value.is_empty() {
            command = command.mut_arg(arg.get_id(), |arg| arg.env(None::<&str>));
        } else if !is_given(&arguments, flag) {
            let mut given = OsString::from(format!("--{flag}="));
            given.push(value);
            found.push(given);
        }
    }
    arguments.splice(arguments.len().min(1)..arguments.len().min(1), found);
    let matches = command.try_get_matches_from_mut(arguments);
    let settings = matches.and_then(|matches| Settings::from_arg_matches(&matches));
    let settings = settings.map_err(|error| named(&command, error).with(&outdated))?;
    Ok(Settings { outdated, ..settings })
}

/// Returns a value without the spaces and quotes that env files leave; in a list, also around each value.
fn tidied(arg: &Arg, value: &str) -> String {
    match arg.get_value_delimiter() {
        None => tidy(value).to_owned(),
        Some(delimiter) => {
            let values = tidy(value).split(delimiter).map(tidy).filter(|it| !it.is_empty());
            values.collect::<Vec<_>>().join(&delimiter.to_string())
        }
    }
}

/// Returns a value without the spaces and the pair of quotes around it.
fn tidy(value: &str) -> &str {
    let value = value.trim();
    let inner = ['"', '\''].into_iter().find_map(|it| value.strip_prefix(it)?.strip_suffix(it));
    inner.map_or(value, str::trim)
}

fn is_given(arguments: &[OsString], flag: &str) -> bool {
    arguments.iter().filter_map(|given| given.to_str()).any(|given| {
        let name = given.strip_prefix("--").unwrap_or_default();
        name.split('=').next() == Some(flag)
    })
}

fn named(command: &Command, error: clap::Error) -> ReadError {
    let kinds = [ErrorKind::InvalidValue, ErrorKind::ValueValidation];
    let (Some(ContextValue::String(place)), true) =
        (error.get(ContextKind::InvalidArg), kinds.contains(&error.kind()))
    else {
        return ReadError::Usage(error);
    };
    let Some(arg) = command.get_arguments().find(|arg| arg.to_string() == *place) else {
        return ReadError::Usage(error);
    };
    let value = match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(value)) => shown(arg, value),
        _ => String::new(),
    };
    let name = match (arg.get_env(), arg.get_long()) {
        (Some(name), Some(flag)) => format!("{} (or --{flag})", name.display()),
        _ => place.clone(),
    };
    let valid = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(valid)) if !valid.is_empty() => {
            Some(format!("write one of {}", valid.join(", ")))
        }
        _ => None,
    };
    let why = valid.or_else(|| error.source().map(ToString::to_string));
    let why = why.unwrap_or_else(|| "there must be a value".to_owned());
    ReadError::Value(format!("{name} is {value}: {why}{}", example(arg, &why)))
}

/// Returns the value for an error, unless it may be a secret.
fn shown(arg: &Arg, value: &str) -> String {
    let may_hold_password = value.contains("://") && value.contains('@');
    if arg.is_hide_env_values_set() || may_hold_password {
        return "set to something else".to_owned();
    }
    match value.char_indices().nth(200) {
        Some((end, _)) => format!("“{}…”", &value[..end]),
        None => format!("“{value}”"),
    }
}

/// Returns the default value, where the reason itself has no example.
fn example(arg: &Arg, why: &str) -> String {
    let usual = arg.get_default_values().first().map(|value| value.display());
    match usual {
        Some(usual) if !why.contains("write") => format!("; the usual value is {usual}"),
        None if !why.contains("write") && arg.get_id() == "max_age_seconds" => {
            "; write a number of seconds, such as 3600".to_owned()
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_one_pair_of_quotes_are_dropped() {
        for (value, expected) in [
            ("x", "x"),
            (" x ", "x"),
            ("\"x\"", "x"),
            ("'x y'", "x y"),
            ("\" x \"", "x"),
            ("\"x", "\"x"),
            ("\"\"", ""),
            ("  ", ""),
        ] {
            assert_eq!(tidy(value), expected, "{value:?}");
        }
    }

    #[test]
    fn an_outdated_variable_is_read_unless_the_one_of_now_is_set() {
        let outdated = [Outdated::renamed("USHER_PAUSE_SECONDS", "USHER_DRAIN_SECONDS")];
        let read = |variables: &[(&str, &str)], arguments: &[&str]| {
            let arguments = ["server"].iter().chain(arguments).map(OsString::from);
            let settings = settings_with(&outdated, arguments, |name| {
                let (_, value) = variables.iter().find(|(known, _)| name == *known)?;
                Some(value.into())
            });
            settings.map(|it| (it.drain_seconds, it.outdated.len())).ok()
        };
        let (old, new) = (("USHER_PAUSE_SECONDS", "7"), ("USHER_DRAIN_SECONDS", "9"));
        assert_eq!(read(&[], &[]), Some((0, 0)));
        assert_eq!(read(&[old], &[]), Some((7, 1)));
        assert_eq!(read(&[old, ("USHER_DRAIN_SECONDS", "")], &[]), Some((7, 1)));
        assert_eq!(read(&[old, new], &[]), Some((9, 1)));
        assert_eq!(read(&[old], &["--drain-seconds", "3"]), Some((3, 1)));
        assert_eq!(read(&[("USHER_PAUSE_SECONDS", "")], &[]), Some((0, 0)));
    }
}
