//! Commands that do not depend on the caller's environment.

use std::env;
use std::ffi::OsStr;
use std::process::Command;

/// The variables that a process inherits: PATH, and one that Windows needs to open sockets.
const INHERITED: [&str; 2] = ["PATH", "SystemRoot"];

/// Raises the limit of open files if possible, because a thousand clients need more than 1,024.
/// Ignores `SIGXFSZ`, so that a file size limit is an error to the writer and does not end the
/// process.
const PREPARE: &str = "ulimit -n 8192 2>/dev/null; trap '' XFSZ 2>/dev/null; exec \"$0\" \"$@\"";

/// Builds a command for `program` without the caller's environment.
pub fn clean_command(program: impl AsRef<OsStr>) -> Command {
    let mut command = if cfg!(unix) {
        let mut shell = Command::new("sh");
        shell.args(["-c", PREPARE]).arg(program);
        shell
    } else {
        Command::new(program)
    };
    command.env_clear().env("NO_COLOR", "1");
    for name in INHERITED {
        if let Some(value) = env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a command that does not start fails the test")]
    use super::*;

    #[test]
    fn a_command_inherits_nothing_but_where_programs_are() {
        let output = clean_command("env").output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let names = text.lines().filter_map(|line| line.split_once('=')).map(|(name, _)| name);
        let mut names: Vec<&str> =
            names.filter(|name| !["PWD", "SHLVL", "_"].contains(name)).collect();
        names.sort_unstable();
        assert_eq!(names, ["NO_COLOR", "PATH"]);
    }
}
