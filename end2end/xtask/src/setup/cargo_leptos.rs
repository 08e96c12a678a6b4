//! cargo-leptos, which builds the server and the wasm together, and watches both.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::time::Duration;

use semver::Version;

use super::found;
use super::missing;
use super::search;
use crate::task::Task;
use crate::workspace::Workspace;

/// Exact: the newer 0.3.11 does not build with the Rust that this workspace pins.
const WANTED: Version = Version::new(0, 3, 10);

pub(super) fn install(workspace: &Workspace, path: &OsStr) -> anyhow::Result<PathBuf> {
    let executable = search::executable("cargo-leptos", path);
    let present = executable.as_ref().and_then(search::version);
    if let Some(executable) = executable
        && present == Some(WANTED)
    {
        found("cargo-leptos", WANTED);
        return Ok(executable);
    }
    match &present {
        None => missing("cargo-leptos", "it builds the server and the wasm together"),
        Some(other) => missing("cargo-leptos", &format!("there is {other}, this needs {WANTED}")),
    }
    if prebuilt(workspace)
        && let Ok(executable) = search::exactly("cargo-leptos", &WANTED, path)
    {
        return Ok(executable);
    }
    println!("    compiling it, once for this machine: 5 to 15 minutes on a laptop");
    let version = WANTED.to_string();
    let mut task = Task::new(workspace, "cargo install cargo-leptos", "cargo").args([
        "install",
        "cargo-leptos",
        "--version",
        &version,
        "--locked",
        "--force",
    ]);
    if present.is_some() {
        task = task.args(["--root"]).args([workspace.tools()]);
    }
    quick_to_compile(task).limit(Duration::from_hours(1)).succeed()?;
    search::exactly("cargo-leptos", &WANTED, path)
}

/// Installs the published executable if cargo-binstall is available.
fn prebuilt(workspace: &Workspace) -> bool {
    if search::answer("cargo", &["binstall", "-V"]).is_none() {
        return false;
    }
    println!("    trying the prebuilt one with cargo-binstall");
    let package = format!("cargo-leptos@{WANTED}");
    let arguments = ["binstall", &package, "--no-confirm", "--disable-strategies", "compile"];
    Task::new(workspace, "cargo binstall cargo-leptos", "cargo")
        .args(arguments)
        .limit(Duration::from_mins(5))
        .succeed()
        .is_ok()
}

/// Tunes a tool's build for a short compile time, because the tool itself runs for seconds.
pub(super) fn quick_to_compile(task: Task) -> Task {
    task.env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
}
