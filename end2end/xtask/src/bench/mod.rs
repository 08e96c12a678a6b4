//! Measurements that take longer than a test may: fuzzing and load.

mod engine;
mod fuzz;
mod load;
mod statistics;

use std::process::ExitCode;

use clap::ValueEnum;

use crate::workspace::Workspace;

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bench {
    /// Every fuzz target, with libFuzzer guided by coverage.
    Fuzz,
    /// The release build with its emulated org: answers a second and how long they take.
    Load,
}

/// Measures what was asked for, or everything.
pub(crate) fn run(
    workspace: &Workspace,
    wanted: &[Bench],
    seconds: u64,
) -> anyhow::Result<ExitCode> {
    let wanted = if wanted.is_empty() { Bench::value_variants() } else { wanted };
    let mut held = true;
    for bench in wanted {
        held &= match bench {
            Bench::Fuzz => fuzz::run(workspace, seconds)?,
            Bench::Load => load::run(workspace, seconds)?,
        };
    }
    Ok(if held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
