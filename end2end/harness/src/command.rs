//! Commands that depend on nothing in the caller's environment.

use std::env;
use std::ffi::OsStr;
use std::process::Command;

/// All that a process inherits: where programs are, and what Windows needs to open a socket.
const INHERITED: [&str; 2] = ["PATH", "SystemRoot"];

/// Raises the limit of open files where that is allowed, because a thousand visitors need more than the usual 1,024.
/// Ignores `SIGXFSZ`, so that a file that may grow no more is an error to its writer and not the end of the process.
const PREPARE: &str = "ulimit -n 8192 2>/dev/null; trap '' XFSZ 2>/dev/null; exec \"$0\" \"$@\"";

/// A command for `program` that sees no setting of the caller.
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
