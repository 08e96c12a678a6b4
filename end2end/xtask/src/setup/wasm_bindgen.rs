//! wasm-bindgen, which writes the JavaScript glue. Its version must match that of the wasm exactly.

use std::ffi::OsStr;
use std::time::Duration;

use anyhow::Context;
use semver::Version;

use super::cargo_leptos::quick_to_compile;
use super::found;
use super::missing;
use super::search;
use crate::task::Task;
use crate::workspace::Workspace;

pub(super) fn install(workspace: &Workspace, path: &OsStr) -> anyhow::Result<()> {
    let locked = workspace.locked_version("wasm-bindgen")?;
    let wanted = Version::parse(&locked).context("reading the version of wasm-bindgen")?;
    let present = search::executable("wasm-bindgen", path).and_then(search::version);
    if present.as_ref() == Some(&wanted) {
        found("wasm-bindgen", wanted);
        return Ok(());
    }
    let tools = workspace.tools();
    let mut task = Task::new(workspace, "cargo install wasm-bindgen-cli", "cargo").args([
        "install",
        "wasm-bindgen-cli",
        "--version",
        &locked,
        "--locked",
        "--force",
    ]);
    match present {
        None => missing("wasm-bindgen", "it writes the JavaScript that loads the wasm"),
        Some(other) => {
            missing(
                "wasm-bindgen",
                &format!("PATH has {other}, Cargo.lock has {wanted}, and they must be equal"),
            );
            println!(
                "    yours stays; for plain `cargo leptos` put {} first on PATH",
                tools.join("bin").display()
            );
            task = task.args(["--root"]).args([&tools]);
        }
    }
    println!("    compiling it, once for this machine: 2 to 5 minutes on a laptop");
    quick_to_compile(task).limit(Duration::from_mins(30)).succeed()?;
    search::exactly("wasm-bindgen", &wanted, path)?;
    Ok(())
}
