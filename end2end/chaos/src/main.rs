//! Many people sign in while everything around them fails, and a ledger of what became of them.
//!
//! The driver starts the real server and the emulated org as processes of their own, sends people through the sign-in by
//! plain forms, and meanwhile makes the org misbehave and kills either of the two. What the ledger says comes from the
//! server's answers, from what the org saw call by call, from its mailbox, and from the server's log. The exit code is 1
//! if anything happened that must not.
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

/// Sends people through the sign-in while everything around them fails, and prints what became of them.
#[derive(Debug, Parser)]
struct Arguments {
    /// What people do and which faults come follows from this number; who is faster does not.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many people come during the random faults.
    #[arg(long, default_value_t = 300)]
    people: u64,
    /// How long the whole run takes, about.
    #[arg(long, default_value_t = 3)]
    minutes: u64,
    /// How many sign in at once.
    #[arg(long, default_value_t = 1000)]
    crowd: u64,
    /// A run of about a minute with fewer of everything.
    #[arg(long)]
    short: bool,
    /// Only these parts.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// The server's executable, the hashes of its files beside it.
    #[arg(long)]
    server: PathBuf,
    /// The built site.
    #[arg(long)]
    site: PathBuf,
    /// The emulated org's executable.
    #[arg(long)]
    local_org: PathBuf,
    /// Where servers keep their state and logs during the run.
    #[arg(long)]
    folder: PathBuf,
    /// Where the ledger is written to.
    #[arg(long)]
    report: PathBuf,
}

/// The parts of a run, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// People come and go while everything breaks.
    RandomFaults,
    /// Kills, stops and a deployment under one server.
    Scenarios,
    /// An org out of reach, tabs that wait, a full disk.
    Waits,
    /// Two servers on one session file.
    Nodes,
    /// Everybody waits for the org.
    SlowOrg,
    /// Very many at once.
    Crowd,
}

/// How much of everything a run has.
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
        // The scenarios and the crowd take about 140 s; the random faults have the rest.
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
