//! Parts of the Rust toolchain that may be missing.

use std::path::Path;

use anyhow::Context;

use super::found;
use super::has_cargo_command;
use super::missing;
use super::search;
use crate::task::Task;
use crate::workspace::Workspace;

const WASM: &str = "wasm32-unknown-unknown";

pub(super) fn install(workspace: &Workspace) -> anyhow::Result<()> {
    let sysroot = search::answer("rustc", &["--print", "sysroot"])
        .context("`rustc` does not run; install Rust with rustup: https://rustup.rs")?;
    let wasm = Path::new(sysroot.trim()).join("lib").join("rustlib").join(WASM).join("lib");
    if wasm.is_dir() {
        found("Rust", format_args!("{WASM} is installed"));
    } else {
        missing(WASM, "the part of the app that runs in the browser is compiled for it");
        rustup(workspace, &["target", "add", WASM])?;
    }
    for (part, reason) in [
        ("clippy", "the tests check the code with it"),
        ("rustfmt", "the tests check the layout of the code with it"),
    ] {
        let command = if part == "rustfmt" { "fmt" } else { part };
        if !has_cargo_command(command) {
            missing(part, reason);
            rustup(workspace, &["component", "add", part])?;
        }
    }
    Ok(())
}

fn rustup(workspace: &Workspace, arguments: &[&str]) -> anyhow::Result<()> {
    let name = format!("rustup {}", arguments.join(" "));
    Task::new(workspace, &name, "rustup").args(arguments).succeed().with_context(|| {
        format!("without rustup, install the same part of your Rust by hand (`{name}`)")
    })?;
    Ok(())
}
