//! The task runner: sets the machine up, runs the development server, the tests and the release build.
//!
//! `cargo xtask --help` is the reference. Everything a step prints goes to `target/xtask-logs`; the terminal shows
//! what is being done, how long it takes, and the end of a log when something fails.
#![expect(clippy::print_stdout, reason = "printing is what a task runner does")]

mod bench;
mod chaos;
mod checks;
mod dev;
mod duration;
mod gallery;
mod http;
mod ids;
mod release;
mod report;
mod setup;
mod sizes;
#[cfg(test)]
mod supply;
mod task;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;
use clap::Subcommand;

use crate::bench::Bench;
use crate::checks::Wanted;
use crate::release::Release;
use crate::setup::Needs;
use crate::workspace::Workspace;

/// Everything around the code of Usher: set-up, development server, tests, release.
///
/// Each command first looks for the tools it needs and installs what is missing, saying what and why.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Set up what is missing, then run the development server and rebuild on every change.
    ///
    /// With no Okta settings the server starts an emulated org on loopback and prints where the sign-in page, the
    /// mailbox and the seeded users are. Afterwards plain `cargo leptos watch` does the same.
    Dev,
    /// Set up what is missing, then run every check and every test; ends with `N passed, N failed`.
    ///
    /// Before the last line comes the report of SECURITY.md: `pass`, `FAIL`, `open` or `not run` for each promise. Logs of
    /// all steps stay in target/xtask-logs, screenshots and traces in end2end/tests/artefacts.
    Test {
        /// Only these parts: checks (format, lints, documentation, licences), unit (Rust tests, Okta's SDK against the
        /// emulated org), browser (release and debug build, browsers, proxy), chaos (users under fault). The name of one step
        /// is taken too; an unknown name lists them. A release is built where a part needs it and there is none.
        #[arg(value_name = "PART")]
        parts: Vec<Wanted>,
    },
    /// Measure what takes longer than a test may; the tables are kept in target/reports.
    ///
    /// Exits with 1 when a fuzz target breaks, an answer is not the expected one, answers tell who has an account, or slow
    /// clients keep others waiting; what a target broke on is kept in target/fuzz/crashes. Load and timing are measured on the
    /// release build that is there.
    Bench {
        /// Measure only these.
        #[arg(value_enum)]
        what: Vec<Bench>,
        /// Seconds for each fuzz target and each kind of request.
        #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
        seconds: u64,
        /// For `cpu`: the target folder of another checkout, whose release is measured in turn with this one.
        #[arg(long, value_name = "TARGET")]
        against: Option<PathBuf>,
    },
    /// Build the release: target/release/server, its site in target/site, and target/release/local-org.
    ///
    /// Assets carry the hash of their content in their name and lie beside their .br and .gz forms. To move the
    /// release elsewhere, copy the server, the hash.txt beside it and the site.
    Build,
    /// Have people sign in while the org misbehaves and servers are killed; prints a ledger of what became of them.
    ///
    /// On the release build that is there, or a new one where there is none. The ledger stays in
    /// target/reports/chaos.txt, the servers' logs in target/xtask-logs/chaos-state.
    Chaos(chaos::Wanted),
    /// Draw every IDX answer in a folder with the server's own parser and screens.
    ///
    /// Prints each screen as text. With `--check` only what screens lack is printed, and the exit code is 1 if any
    /// lacks something.
    Gallery(gallery::Wanted),
    /// Forget the sessions and the key that the development server keeps in .usher.
    CleanState,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            println!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::find()?;
    match command {
        Command::Dev => {
            let tools = setup::install(&workspace, Needs::Development)?;
            dev::watch(&workspace, &tools)
        }
        Command::Test { parts } => Ok(checks::run(&workspace, &parts)),
        Command::Bench { what, seconds, against } => {
            bench::run(&workspace, &what, seconds, against.as_deref())
        }
        Command::Build => {
            let tools = setup::install(&workspace, Needs::Release)?;
            release::build(&workspace, &tools)?.announce();
            Ok(ExitCode::SUCCESS)
        }
        Command::Chaos(wanted) => {
            let release = Release::of(&workspace);
            if release.check().is_err() {
                let tools = setup::install(&workspace, Needs::Release)?;
                release::build(&workspace, &tools)?;
            }
            chaos::full(&workspace, &release, wanted)
        }
        Command::Gallery(wanted) => gallery::draw(&workspace, &wanted),
        Command::CleanState => {
            let state = workspace.development_state();
            if state.exists() {
                std::fs::remove_dir_all(&state)
                    .with_context(|| format!("removing {}", state.display()))?;
                println!("Removed {}", state.display());
            } else {
                println!("Nothing to forget: {} does not exist", state.display());
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}
