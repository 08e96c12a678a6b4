//! Measurements that take longer than a test may: fuzzing, load, timing, slow clients and repeated
//! tests.

mod cpu;
mod engine;
mod fuzz;
mod load;
mod repeat;
mod slow;
mod statistics;
mod timing;

use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use ureq::Agent;

use crate::http;
use crate::http::Answer;
use crate::workspace::Workspace;

/// The measurements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bench {
    /// Every fuzz target, with libFuzzer guided by coverage.
    Fuzz,
    /// The release build with its emulated org: responses per second and latencies.
    Load,
    /// Timing of 1,000 responses each for usernames with and without an account; Okta is slower for
    /// existing accounts.
    Timing,
    /// CPU of the server for a sign-in and for a page.
    Cpu,
    /// How long other requests take beside 5,000 slow connections, three times.
    Slow,
    /// The tests of races, a thousand times each.
    Repeat,
}

/// Runs the measurements that were asked for, or all of them.
pub(crate) fn run(
    workspace: &Workspace,
    wanted: &[Bench],
    seconds: u64,
    against: Option<&Path>,
) -> anyhow::Result<ExitCode> {
    let wanted = if wanted.is_empty() { Bench::value_variants() } else { wanted };
    let mut held = true;
    for bench in wanted {
        held &= match bench {
            Bench::Fuzz => fuzz::run(workspace, seconds)?,
            Bench::Load => load::run(workspace, seconds)?,
            Bench::Timing => timing::run(workspace)?,
            Bench::Cpu => cpu::run(workspace, against)?,
            Bench::Slow => slow::run(workspace)?,
            Bench::Repeat => repeat::run(workspace)?,
        };
    }
    Ok(if held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Submits the first step as the script of a page does.
fn submit(client: &Agent, origin: &str, device: &str, form: &str) -> anyhow::Result<Answer> {
    let request = client
        .post(format!("{origin}/api/sign-in/submit"))
        .header("Origin", origin)
        .header("X-Usher", "1")
        .header("Cookie", format!("usher-device={device}"))
        .header("Accept", "application/json")
        .content_type("application/x-www-form-urlencoded");
    http::read(request.send(form))
}
