//! Optional programs: Firefox, `WebKit`, and a caching proxy.

use std::env;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use super::apt;
use super::found;
use super::missing;
use super::search;
use crate::workspace::Workspace;

/// A program, and the environment variable with which tests find it.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) variable: &'static str,
    pub(crate) place: PathBuf,
}

/// The browsers other than Chromium, if this machine has them.
#[derive(Debug)]
pub(crate) struct Engines {
    pub(crate) firefox: Option<Program>,
    pub(crate) webkit: Option<Program>,
}

/// A program to find, and where else to get it.
struct Wanted {
    name: &'static str,
    reason: &'static str,
    /// The environment variable that names another executable.
    variable: &'static str,
    executables: &'static [&'static str],
    /// Other programs that must be installed.
    beside: &'static [&'static str],
}

const FIREFOX: Wanted = Wanted {
    name: "Firefox",
    reason: "people sign in with it",
    variable: "USHER_FIREFOX",
    executables: &["firefox-esr", "firefox"],
    beside: &[],
};

const WEBKIT: Wanted = Wanted {
    name: "WebKit",
    reason: "people sign in with it",
    variable: "USHER_WEBKIT_DRIVER",
    executables: &["WebKitWebDriver"],
    beside: &["Xvfb"],
};

const NGINX: Wanted = Wanted {
    name: "nginx",
    reason: "it keeps whatever a cache may keep",
    variable: "USHER_NGINX",
    executables: &["nginx"],
    beside: &[],
};

/// Finds or installs Firefox and `WebKit`.
pub(crate) fn install(workspace: &Workspace) -> Engines {
    let with = |wanted: &Wanted, packages: &[&str]| {
        wanted.provide(workspace, || apt::install(workspace, packages))
    };
    Engines {
        firefox: with(&FIREFOX, &["firefox-esr"]),
        webkit: with(&WEBKIT, &["webkit2gtk-driver", "xvfb"]),
    }
}

/// Finds a caching proxy or unpacks one, because an installed one would start. It may then lack a
/// system library.
pub(crate) fn install_proxy(workspace: &Workspace) -> Option<Program> {
    let nginx = NGINX.provide(workspace, || apt::unpack(workspace, "nginx", &unpacked(workspace)));
    nginx.filter(|nginx| search::answer(&nginx.place, &["-v"]).is_some())
}

fn unpacked(workspace: &Workspace) -> PathBuf {
    workspace.tools().join("nginx")
}

impl Wanted {
    fn provide(
        &self,
        workspace: &Workspace,
        get: impl FnOnce() -> anyhow::Result<()>,
    ) -> Option<Program> {
        let mut place = self.look(workspace);
        if place.is_none() {
            missing(self.name, self.reason);
            if !apt::can_be_used() {
                println!("    install it, or name it in {}", self.variable);
            } else if let Err(error) = get() {
                println!("    {error:#}");
            }
            place = self.look(workspace);
        }
        let place = place?;
        found(self.name, place.display());
        Some(Program { variable: self.variable, place })
    }

    fn look(&self, workspace: &Workspace) -> Option<PathBuf> {
        // Servers are in folders that PATH may lack.
        let more = [PathBuf::from("/usr/sbin"), unpacked(workspace).join("usr/sbin")];
        let path = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(env::split_paths(&path).chain(more)).ok()?;
        let there = |name: &&str| search::executable(name, &path);
        if self.beside.iter().any(|name| there(name).is_none()) {
            return None;
        }
        let named = env::var_os(self.variable).map(PathBuf::from).filter(|place| place.is_file());
        let found = || self.executables.iter().find_map(there).filter(|place| !is_snap(place));
        named.or_else(found)
    }
}

/// Whether a browser is a snap, which has its own temporary folder and cannot read a test's
/// profile.
fn is_snap(place: &Path) -> bool {
    let script = fs::read_to_string(place);
    place.starts_with("/snap") || script.is_ok_and(|script| script.contains("/snap/bin/"))
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a machine without sh fails the test")]
    use super::*;

    const SHELL: Wanted =
        Wanted { executables: &["no-such-shell", "sh"], variable: "USHER_NO_SUCH", ..NGINX };

    #[test]
    fn a_program_is_there_only_with_what_it_needs_beside_it() {
        let workspace = Workspace::find().unwrap();
        assert!(SHELL.look(&workspace).unwrap().ends_with("sh"));
        assert!(Wanted { beside: &["no-such-screen"], ..SHELL }.look(&workspace).is_none());
        assert!(Wanted { executables: &["no-such-shell"], ..SHELL }.look(&workspace).is_none());
    }
}
