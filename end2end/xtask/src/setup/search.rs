//! Finds executables as a shell does, and reads their versions.

use std::env;
use std::ffi::OsStr;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use anyhow::Context;
use semver::Version;

/// Returns the first executable called `name` in the folders of `path`.
pub(super) fn executable(name: &str, path: &OsStr) -> Option<PathBuf> {
    let file = Path::new(name).with_extension(env::consts::EXE_EXTENSION);
    env::split_paths(path).map(|folder| folder.join(&file)).find(|place| is_executable(place))
}

#[cfg(unix)]
fn is_executable(place: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    place.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(place: &Path) -> bool {
    place.is_file()
}

/// Returns the executable on PATH if its version is `wanted`.
pub(super) fn exactly(name: &str, wanted: &Version, path: &OsStr) -> anyhow::Result<PathBuf> {
    let place = executable(name, path)
        .with_context(|| format!("{name} was installed, but into a folder that is not on PATH"))?;
    let present = version(&place);
    let problem = format!("{} comes first on PATH and is not {wanted}", place.display());
    anyhow::ensure!(present.as_ref() == Some(wanted), problem);
    Ok(place)
}

/// Returns the output of `program` with these arguments, if it starts and succeeds.
pub(super) fn answer(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Returns the version that `program --version` prints.
pub(super) fn version(program: impl AsRef<OsStr>) -> Option<Version> {
    let said = answer(program, &["--version"])?;
    said.split_whitespace().find_map(|word| Version::parse(word.trim_start_matches('v')).ok())
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a machine without sh fails the test")]
    use super::*;

    #[test]
    fn the_first_folder_with_the_executable_wins() {
        let path = env::join_paths(["/nowhere", "/bin", "/usr/bin"]).unwrap();
        assert_eq!(executable("sh", &path).unwrap(), Path::new("/bin/sh"));
        assert_eq!(executable("no-such-tool", &path), None);
    }

    #[test]
    fn a_file_that_is_not_executable_is_passed_over() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        assert_eq!(executable("main.rs", OsStr::new(root)), None);
    }

    #[test]
    fn a_tool_that_fails_gives_no_answer() {
        assert_eq!(answer("sh", &["-c", "echo 1.2.3; exit 1"]), None);
        assert_eq!(answer("sh", &["-c", "echo 1.2.3"]).unwrap(), "1.2.3\n");
    }
}
