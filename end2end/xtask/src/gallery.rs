//! Renders a folder of IDX responses with the server's parser and screens.

use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::ExitCode;
use std::process::Stdio;

use anyhow::Context;

use crate::setup;
use crate::setup::Needs;
use crate::workspace::Workspace;

/// The options of the gallery.
#[derive(Debug, clap::Args)]
pub(crate) struct Wanted {
    /// The folder of IDX responses, one JSON file each.
    folder: PathBuf,
    /// Print only what the screens lack, also in Chromium, and fail if any screen lacks something.
    #[arg(long)]
    check: bool,
    /// Print the screens as text.
    #[arg(long, conflicts_with = "check")]
    print: bool,
    /// Where to serve the screens: a loopback address.
    #[arg(long, default_value = "127.0.0.1:4200")]
    addr: String,
}

/// Serves the screens, prints them, or with `--check` prints what they lack. The exit code is that of the check.
pub(crate) fn draw(workspace: &Workspace, wanted: &Wanted) -> anyhow::Result<ExitCode> {
    let folder = wanted
        .folder
        .canonicalize()
        .with_context(|| format!("looking for the folder {}", wanted.folder.display()))?;
    build(workspace)?;
    let mut program = example(workspace, &folder);
    if wanted.print {
        program.arg("--print");
    } else if wanted.check {
        program.arg("--check");
    } else {
        program.args(["--addr", &wanted.addr]);
    }
    let by_text = program.status().context("running the gallery")?.success();
    let in_browser = !wanted.check || look(workspace, &folder)?;
    Ok(if by_text && in_browser { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn build(workspace: &Workspace) -> anyhow::Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--package", "server", "--example", "gallery"]);
    let built = cargo.current_dir(workspace.root()).status().context("running cargo")?;
    anyhow::ensure!(built.success(), "the gallery could not be built");
    Ok(())
}

fn example(workspace: &Workspace, folder: &Path) -> Command {
    let mut program = Command::new(workspace.executable("debug", "examples/gallery"));
    program.arg(folder).current_dir(workspace.root());
    program
}

/// Looks at every screen in Chromium. Returns whether none lacks anything.
fn look(workspace: &Workspace, folder: &Path) -> anyhow::Result<bool> {
    let mut tools = setup::install(workspace, Needs::Node)?;
    setup::install_browser(workspace, &mut tools)?;
    let mut gallery = example(workspace, folder)
        .args(["--addr", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .context("serving the gallery")?;
    let looked = address(&mut gallery).and_then(|address| {
        let mut check = Command::new("node");
        check.arg("gallery/check.mjs").arg(address).current_dir(workspace.tests());
        check.env("PATH", tools.path());
        if let Some(chromium) = tools.chromium() {
            check.env("USHER_CHROMIUM", chromium);
        }
        check.status().context("running the check in Chromium")
    });
    gallery.kill().context("stopping the gallery")?;
    gallery.wait().context("stopping the gallery")?;
    Ok(looked?.success())
}

/// Reads the address that the gallery prints.
fn address(gallery: &mut std::process::Child) -> anyhow::Result<String> {
    let printed = gallery.stdout.take().context("the gallery prints its address")?;
    for line in BufReader::new(printed).lines() {
        let line = line.context("reading the address of the gallery")?;
        if let Some(address) = line.strip_suffix("/gallery") {
            return Ok(address.to_owned());
        }
    }
    anyhow::bail!("the gallery did not start")
}
