//! Runs many users through the sign-in under faults, and reports how each sign-in ended.
//!
//! The driver starts the real server and the emulated org as processes. Simulated users submit
//! plain forms. Meanwhile the driver injects faults into the org and kills either process.
//!
//! The ledger draws on the server's responses, the org's recorded calls, its mailbox and the
//! server's log. The exit code is 1 if a failure occurred that must never occur.
#![expect(clippy::print_stdout, reason = "the ledger is what this program is for")]

mod balancer;
mod browser;
mod evidence;
mod html;
mod ledger;
mod org;
mod random;
mod random_faults;
mod scenarios;
mod settings;
mod system;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context;
use clap::Parser;
use clap::ValueEnum;
use harness::Build;

use crate::ledger::Ledger;
use crate::settings::Built;

/// Runs users through the sign-in while its surroundings fail, and prints how each sign-in ended.
#[derive(Debug, Parser)]
struct Arguments {
    /// The seed of what users do and which faults occur; timing does not depend on it.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The number of users during the random faults.
    #[arg(long, default_value_t = 300)]
    people: u64,
    /// The approximate length of the run, in minutes.
    #[arg(long, default_value_t = 3)]
    minutes: u64,
    /// The number of users who sign in at once.
    #[arg(long, default_value_t = 1000)]
    crowd: u64,
    /// A short run of about a minute, with fewer users.
    #[arg(long)]
    short: bool,
    /// Runs only these parts.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// The server's executable, with the hashes of its files beside it.
    #[arg(long)]
    server: PathBuf,
    /// The built site.
    #[arg(long)]
    site: PathBuf,
    /// The executable of the emulated org.
    #[arg(long)]
    local_org: PathBuf,
    /// The folder for state and logs of the servers.
    #[arg(long)]
    folder: PathBuf,
    /// The file for the ledger.
    #[arg(long)]
    report: PathBuf,
}

/// The parts of a run, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Users sign in during random faults.
    RandomFaults,
    /// Kills, stops and a deployment of one server.
    Scenarios,
    /// An unreachable org, waiting tabs, a full disk.
    Waits,
    /// Two servers that share one session file.
    Nodes,
    /// All users wait for a slow org.
    SlowOrg,
    /// Many sign-ins at once.
    Crowd,
}

/// How large each part of a run is.
#[derive(Clone, Copy, Debug)]
struct Size {
    people: u64,
    random_faults: Duration,
    at_each_kill: u64,
    stops: (u64, u64),
    nodes: scenarios::nodes::Size,
    crowd: u64,
    spread: bool,
}

impl Size {
    fn of(arguments: &Arguments) -> Self {
        if arguments.short {
            return Self {
                people: 80,
                random_faults: Duration::from_secs(10),
                at_each_kill: 5,
                stops: (2, 10),
                nodes: scenarios::nodes::Size { people: 30, at_each_kill: (5, 4), stops: (2, 10) },
                crowd: 100,
                spread: false,
            };
        }
        // The other parts take about 140 s; the random faults get the remaining time.
        let random_faults = (arguments.minutes * 60).saturating_sub(140).max(30);
        Self {
            people: arguments.people,
            random_faults: Duration::from_secs(random_faults),
            at_each_kill: 100,
            stops: (10, 50),
            nodes: scenarios::nodes::Size { people: 1000, at_each_kill: (100, 1), stops: (10, 50) },
            crowd: arguments.crowd,
            spread: true,
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Arguments::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let began = Instant::now();
    let size = Size::of(arguments);
    let programs = Build {
        server: arguments.server.clone(),
        site: arguments.site.clone(),
        local_org: arguments.local_org.clone(),
    };
    let built = Built { build: programs, folder: arguments.folder.clone() };
    std::fs::create_dir_all(&built.folder)
        .with_context(|| format!("making {}", built.folder.display()))?;
    let ledger = Arc::new(Ledger::default());
    let (seed, few) = (arguments.seed, size.at_each_kill.min(20));
    let wants = |part| arguments.only.is_empty() || arguments.only.contains(&part);
    if wants(Part::RandomFaults) {
        random_faults::run(&built, &ledger, seed, size.people, size.random_faults).await?;
    }
    if wants(Part::Scenarios) {
        scenarios(&built, &ledger, seed, size).await?;
    }
    if wants(Part::Waits) {
        tokio::try_join!(
            scenarios::unreachable::run(&built, &ledger),
            scenarios::waiting::run(&built, &ledger, seed, few),
            scenarios::full_disk::run(&built, &ledger, seed, few),
        )?;
        scenarios::certificates::run(&built, &ledger).await?;
    }
    if wants(Part::Nodes) {
        scenarios::nodes::run(&built, &ledger, seed, size.nodes).await?;
    }
    if wants(Part::SlowOrg) && !arguments.short {
        scenarios::slow_org::run(&built, &ledger, seed, size.crowd).await?;
    }
    if wants(Part::Crowd) {
        scenarios::crowd::run(&built, &ledger, seed, size.crowd, size.spread).await?;
    }
    let again = if arguments.short {
        format!("cargo xtask chaos --short --seed {}", arguments.seed)
    } else {
        format!("cargo xtask chaos --seed {} --people {}", arguments.seed, arguments.people)
    };
    let text = format!(
        "Chaos, seed {}, {:.0} s\n\n{}\n",
        arguments.seed,
        began.elapsed().as_secs_f64(),
        ledger.render(&again)
    );
    println!("{text}");
    if let Some(folder) = arguments.report.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    std::fs::write(&arguments.report, text)
        .with_context(|| format!("writing {}", arguments.report.display()))?;
    Ok(ledger.holds())
}

async fn scenarios(
    built: &Built,
    ledger: &Arc<Ledger>,
    seed: u64,
    size: Size,
) -> anyhow::Result<()> {
    let system = Arc::new(system::System::start(built, "scenarios", false).await?);
    let observer = evidence::OrgObserver::of(&system.org);
    let watching = tokio::spawn(Arc::clone(&observer).watch());
    let mut actions =
        scenarios::kills::run(&system, ledger, seed, size.at_each_kill, 1, 20_000).await?;
    actions.extend(scenarios::stops::run(&system, ledger, seed, size.stops, 30_000).await?);
    actions.extend(scenarios::overload::run(&system, ledger, seed, size.crowd, 50_000).await?);
    actions.extend(scenarios::deployment::run(&system, built, ledger, seed, 40_000).await?);
    watching.abort();
    observer.look().await?;
    observer.judge(&actions, ledger);
    evidence::judge_mails(&system.org, &actions, ledger).await;
    evidence::judge_log(&system.log()?, ledger);
    Ok(())
}
