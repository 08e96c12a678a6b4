//! L3, K23: response times of ordinary clients beside thousands of slow connections.

use anyhow::Context;

use crate::task::Task;
use crate::workspace::Workspace;

const CLIENTS: &str = "5000";
const RUNS: u32 = 3;
/// The limit of the median run: the ratio of response times with and without slow connections.
const RATIO: f64 = 2.0;

/// Measures, and returns whether no request failed and most runs are within the limit.
pub(super) fn run(workspace: &Workspace) -> anyhow::Result<bool> {
    let (mut table, mut ratios, mut errors) = (String::new(), Vec::new(), false);
    for number in 1..=RUNS {
        println!("==> {CLIENTS} slow connections, run {number} of {RUNS}");
        // Each connection is two open files, one at each end.
        let task = Task::new(workspace, "slow clients", "sh")
            .args(["-c", "ulimit -n 16384 2>/dev/null; exec cargo \"$@\"", "cargo"])
            .args(["run", "--release", "--package", "server", "--no-default-features"])
            .args(["--example", "slow_clients", "--", "--clients", CLIENTS]);
        let output = task.succeed()?.output;
        let line = output.lines().rev().find(|line| line.starts_with('{'));
        let line = line.context("slow_clients printed no figures")?;
        let found: serde_json::Value = serde_json::from_str(line)?;
        ratios.push(found["p99_ratio"].as_f64().context("no p99_ratio")?);
        errors |= found["errors"] != 0;
        table.push_str(line);
        table.push('\n');
    }
    println!("{table}");
    workspace.keep_report("slow.txt", &table)?;
    ratios.sort_by(f64::total_cmp);
    Ok(!errors && ratios[ratios.len() / 2] <= RATIO)
}
