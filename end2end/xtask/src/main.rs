//! The task runner: set-up, development server, tests and release build.
//!
//! `cargo xtask --help` is the reference. The output of each step goes to `target/xtask-logs`; the
//! terminal shows the current step, its duration, and the end of its log if it fails.
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

/// Set-up, development server, tests and release of Usher.
///
/// Each command first checks the tools it needs. It installs what is missing, and prints what and
/// why.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Set up missing tools, then run the development server and rebuild on every change.
    ///
    /// Without Okta settings the server starts an emulated org on loopback. It prints the addresses
    /// of the sign-in page and the mailbox, and the seeded users. Afterwards plain `cargo leptos
    /// watch` does the same.
    Dev,
    /// Set up missing tools, then run all checks and tests; ends with `N passed, N failed`.
    ///
    /// The reports of SECURITY.md and of Okta's scenarios precede the last line: `pass`, `FAIL`,
    /// `open` or `not run` for each id. Logs are in target/xtask-logs, screenshots and traces in
    /// end2end/tests/artefacts.
    Test {
        /// Run only these parts: checks (format, lints, documentation, licences), unit (Rust tests,
        /// Okta's SDK against the emulated org), browser (release and debug build, browsers,
        /// proxy), chaos (users under fault). The name of one step works too; an unknown name lists
        /// them. A missing release is built if a part needs it.
        #[arg(value_name = "PART")]
        parts: Vec<Wanted>,
    },
    /// Run Okta's acceptance scenarios in Chromium, offline, and print `pass` or `FAIL` for each.
    ///
    /// The list is end2end/tests/scenarios.md. Uses the existing release build, or builds it first.
    /// `cargo xtask test` runs the same tests and prints the same table. The exit code is 1 if a
    /// scenario fails or has no test; `open` says what is missing.
    Scenarios,
    /// Measure what takes longer than a test may; the tables are kept in target/reports.
    ///
    /// Exits with 1 if a fuzz target fails, a response is unexpected, timing reveals an account, or
    /// slow clients delay others. Inputs that broke a target are kept in target/fuzz/crashes. Load
    /// and timing use the existing release build.
    Bench {
        /// Run only these measurements.
        #[arg(value_enum)]
        what: Vec<Bench>,
        /// Seconds for each fuzz target and each kind of request.
        #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
        seconds: u64,
        /// For `cpu`: the target folder of another checkout, whose release is measured in turn with this one.
        #[arg(long, value_name = "TARGET")]
        against: Option<PathBuf>,
    },
    /// Build the release: target/release/server, its site in target/site, and
    /// target/release/local-org.
    ///
    /// Asset names contain a hash of the content, and compressed forms (.br, .gz) are beside them.
    /// To move the release elsewhere, copy the server, the hash.txt beside it and the site.
    Build,
    /// Run simulated users while faults occur and servers are killed, and print a ledger of their
    /// sign-ins.
    ///
    /// Uses the existing release build, or builds it first. The ledger is kept in
    /// target/reports/chaos.txt, the servers' logs in target/xtask-logs/chaos-state.
    Chaos(chaos::Wanted),
    /// Render every IDX response in a folder with the server's parser and screens.
    ///
    /// Serves an index and the screens as pages; the query of a screen says how it is shown
    /// (`lang=de`, `scheme=dark`, `width=360`, `js=0`). `--print` prints each screen as text.
    /// `--check` prints only what screens lack, by their texts and in Chromium (axe, room at
    /// 360 px); the exit code is then 1 if any screen lacks something. No release contains it.
    Gallery(gallery::Wanted),
    /// Delete the sessions and the key that the development server keeps in .usher.
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
        Command::Scenarios => Ok(checks::scenarios(&workspace)),
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
