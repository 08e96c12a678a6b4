//! Builds the fuzzer's executable: the targets with coverage counters, and libFuzzer.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Context;

use crate::task::Task;
use crate::workspace::Workspace;

/// The flags of nightly's `cargo fuzz` that stable rustc accepts. More than one codegen unit would
/// lose counters.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
                     -Cllvm-args=-sanitizer-coverage-pc-table -Ccodegen-units=1";

/// Builds it in a separate target folder, so that its flags cause no rebuild of other code.
pub(super) fn build(workspace: &Workspace) -> anyhow::Result<PathBuf> {
    let host = host()?;
    // With an explicit `--target`, the flags do not apply to build scripts and macros, which would
    // not link.
    Task::new(workspace, "build of the fuzz targets", "cargo")
        .args(["build", "--release", "--package", "fuzz", "--features", "engine"])
        .args(["--target", &host, "--target-dir", "target/fuzz"])
        .env("RUSTFLAGS", FLAGS)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_STRIP", "none")
        .env("CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS", "true")
        .succeed()
        .context("libFuzzer needs a C++ compiler")?;
    let executable = workspace.target().join("fuzz").join(host).join("release").join("fuzz");
    Ok(executable.with_extension(std::env::consts::EXE_EXTENSION))
}

fn host() -> anyhow::Result<String> {
    let output = Command::new("rustc").arg("-vV").output().context("running rustc")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not say what it compiles for")?.to_owned())
}
