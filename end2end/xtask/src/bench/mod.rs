//! Measurements that take longer than a test may: fuzzing so far.

mod engine;
mod fuzz;
mod statistics;

use std::process::ExitCode;

use clap::ValueEnum;

use crate::workspace::Workspace;

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bench {
    /// Every fuzz target, with libFuzzer guided by coverage.
    Fuzz,
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
        };
    }
    Ok(if held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
