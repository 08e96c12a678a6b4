//! Random faults: users sign in while the fault injector runs; after it stops, each of them gets
//! in.

mod fault_injector;

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use crate::evidence::OrgObserver;
use crate::evidence::judge_log;
use crate::evidence::judge_mails;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::scenarios::all;
use crate::settings::Built;
use crate::system::System;
use crate::user::Actions;
use crate::user::End;
use crate::user::LIVELY;
use crate::user::User;

/// How long users keep trying after the last fault.
const PATIENCE: Duration = Duration::from_secs(25);
const BETWEEN_PROBES: Duration = Duration::from_millis(100);
/// How long signed-in users keep opening pages after the last fault.
const AFTERWARDS: Duration = Duration::from_secs(4);

/// Starts `people` users at even intervals over `time`, while faults occur.
/// Shows: K1, K2, K3, K4, K5, K6, K7, K8, K14, K15, K24, K26, K28
pub(crate) async fn run(
    built: &Built,
    ledger: &Arc<Ledger>,
    seed: u64,
    people: u64,
    time: Duration,
) -> anyhow::Result<()> {
    let system = Arc::new(System::start(built, "random-faults", true).await?);
    let observer = OrgObserver::of(&system.org);
    let watching = tokio::spawn(Arc::clone(&observer).watch());
    let began = Instant::now();
    let calm = began + time;
    let injecting = tokio::spawn(fault_injector::run(
        Arc::clone(&system),
        Arc::clone(&observer),
        Arc::clone(ledger),
        seed,
        calm,
    ));
    let probing = tokio::spawn(probe(Arc::clone(&system), Arc::clone(ledger)));
    let between = time / u32::try_from(people.max(1)).unwrap_or(u32::MAX);
    let comers: Vec<(u64, Duration)> =
        (0..people).zip(0_u32..).map(|(number, place)| (number, between * place)).collect();
    let actions = all(ledger, comers, |(number, wait)| {
        let (system, ledger) = (Arc::clone(&system), Arc::clone(ledger));
        async move {
            tokio::time::sleep(wait).await;
            live(&system, &ledger, seed, number, calm).await
        }
    })
    .await;
    injecting.await?;
    probing.abort();
    watching.abort();
    observer.look().await?;
    let actions: Vec<Actions> = actions.into_iter().flatten().collect();
    observer.judge(&actions, ledger);
    judge_mails(&system.org, &actions, ledger).await;
    judge_log(&system.log()?, ledger);
    Ok(())
}

/// Checks the server's health throughout, because faults of the org must not slow it down.
async fn probe(system: Arc<System>, ledger: Arc<Ledger>) {
    loop {
        let began = Instant::now();
        let answer = system.http.get(format!("{}/healthz", system.url)).send().await;
        if answer.is_ok_and(|answer| answer.status().is_success()) {
            ledger.time("health", began.elapsed());
        }
        tokio::time::sleep(BETWEEN_PROBES).await;
    }
}

async fn live(
    system: &Arc<System>,
    ledger: &Arc<Ledger>,
    seed: u64,
    number: u64,
    calm: Instant,
) -> Option<Actions> {
    match User::enter(system, ledger, seed, number, LIVELY).await {
        Ok(mut user) => {
            if user.sign_in(calm + PATIENCE).await == End::SignedIn {
                user.stay(calm + AFTERWARDS).await;
            }
            Some(user.actions())
        }
        Err(error) => {
            let who = format!("user {number} of seed {seed}");
            ledger.never(Never::Unproven, &who, format!("could not come: {error:#}"));
            None
        }
    }
}
