//! The development server.

use std::fs;
use std::process::Command;
use std::process::ExitCode;

use anyhow::Context;

use crate::setup::Tools;
use crate::workspace::Workspace;

/// Replaces this process by `cargo leptos watch`, so that Ctrl-C and the exit code are its own.
pub(crate) fn watch(workspace: &Workspace, tools: &Tools) -> anyhow::Result<ExitCode> {
    forget_hashes(workspace)?;
    println!(
        "Running `cargo leptos watch`; the first build takes a few minutes, the next ones seconds"
    );
    let mut command = Command::new(tools.cargo_leptos());
    command.arg("watch").current_dir(workspace.root()).env("PATH", tools.path());
    run(&mut command).context("running cargo leptos watch")
}

/// Removes the asset hashes of an earlier build, which the debug server would otherwise use.
pub(crate) fn forget_hashes(workspace: &Workspace) -> anyhow::Result<()> {
    let hashes = workspace.executable("debug", "server").with_file_name("hash.txt");
    if hashes.exists() {
        fs::remove_file(&hashes).with_context(|| format!("removing {}", hashes.display()))?;
    }
    Ok(())
}

#[cfg(unix)]
fn run(command: &mut Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

#[cfg(not(unix))]
fn run(command: &mut Command) -> std::io::Result<ExitCode> {
    let code = command.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
