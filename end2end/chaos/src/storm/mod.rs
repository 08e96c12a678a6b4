//! The storm: people come and go while the saboteur is at work, and then everybody gets in.

mod saboteur;

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use crate::drills::all;
use crate::evidence::Witness;
use crate::evidence::judge_log;
use crate::evidence::judge_mails;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::pair::Pair;
use crate::person::Deeds;
use crate::person::End;
use crate::person::LIVELY;
use crate::person::Person;
use crate::settings::Built;

/// How long people go on trying once nothing is broken any more.
const PATIENCE: Duration = Duration::from_secs(25);
const BETWEEN_PROBES: Duration = Duration::from_millis(100);
/// How long those who are in look around after the last fault.
const AFTERWARDS: Duration = Duration::from_secs(4);

/// Has `people` come within `time`, evenly, while things break.
/// Shows: K1, K2, K3, K4, K5, K6, K7, K8, K14, K15, K24, K26, K28
pub(crate) async fn run(
    built: &Built,
    ledger: &Arc<Ledger>,
    seed: u64,
    people: u64,
    time: Duration,
) -> anyhow::Result<()> {
    let pair = Arc::new(Pair::start(built, "storm", true).await?);
    let witness = Witness::of(&pair.org);
    let watching = tokio::spawn(Arc::clone(&witness).watch());
    let began = Instant::now();
    let calm = began + time;
    let sabotage = tokio::spawn(saboteur::run(
        Arc::clone(&pair),
        Arc::clone(&witness),
        Arc::clone(ledger),
        seed,
        calm,
    ));
    let probing = tokio::spawn(probe(Arc::clone(&pair), Arc::clone(ledger)));
    let between = time / u32::try_from(people.max(1)).unwrap_or(u32::MAX);
    let comers: Vec<(u64, Duration)> =
        (0..people).zip(0_u32..).map(|(number, place)| (number, between * place)).collect();
    let deeds = all(ledger, comers, |(number, wait)| {
        let (pair, ledger) = (Arc::clone(&pair), Arc::clone(ledger));
        async move {
            tokio::time::sleep(wait).await;
            live(&pair, &ledger, seed, number, calm).await
        }
    })
    .await;
    sabotage.await?;
    probing.abort();
    watching.abort();
    witness.look().await?;
    let deeds: Vec<Deeds> = deeds.into_iter().flatten().collect();
    witness.judge(&deeds, ledger);
    judge_mails(&pair.org, &deeds, ledger).await;
    judge_log(&pair.log()?, ledger);
    Ok(())
}

/// Asks for the server's health all the while: what ails the org must not slow it.
async fn probe(pair: Arc<Pair>, ledger: Arc<Ledger>) {
    loop {
        let began = Instant::now();
        let answer = pair.http.get(format!("{}/healthz", pair.url)).send().await;
        if answer.is_ok_and(|answer| answer.status().is_success()) {
            ledger.time("health", began.elapsed());
        }
        tokio::time::sleep(BETWEEN_PROBES).await;
    }
}

async fn live(
    pair: &Arc<Pair>,
    ledger: &Arc<Ledger>,
    seed: u64,
    number: u64,
    calm: Instant,
) -> Option<Deeds> {
    match Person::enter(pair, ledger, seed, number, LIVELY).await {
        Ok(mut person) => {
            if person.sign_in(calm + PATIENCE).await == End::SignedIn {
                person.stay(calm + AFTERWARDS).await;
            }
            Some(person.deeds())
        }
        Err(error) => {
            let who = format!("person {number} of seed {seed}");
            ledger.never(Never::Unproven, &who, format!("could not come: {error:#}"));
            None
        }
    }
}
