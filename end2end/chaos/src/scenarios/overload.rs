//! K1 and K2: all users submit while the org responds 429, and while it fails.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use serde_json::json;

use super::all;
use super::enter;
use crate::html::Page;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::system::System;
use crate::user::Actions;
use crate::user::End;
use crate::user::PLAIN;
use crate::user::User;

const ANSWER: &str = "/idp/idx/challenge/answer";
const INTERACT: &str = "/oauth2/default/v1/interact";
const PATIENCE: Duration = Duration::from_mins(1);
/// How long each rate limit of the org lasts.
const RESET: Duration = Duration::from_secs(3);
const SHORTLY_BEFORE: Duration = Duration::from_millis(2_500);
/// How long the org is down, and how soon afterwards (`FOUND`) a user must be signed in again.
const DOWN: Duration = Duration::from_secs(4);
const FOUND: Duration = Duration::from_secs(5);
/// Users whose single calls reveal to the server that the org is down.
const SCOUTS: u64 = 25;

/// Submits with `people` users during both failures.
/// Shows: K1, K2
pub(crate) async fn run(
    system: &Arc<System>,
    ledger: &Arc<Ledger>,
    seed: u64,
    people: u64,
    first: u64,
) -> anyhow::Result<Vec<Actions>> {
    let mut actions = limited(system, ledger, seed, first..first + people).await?;
    actions.extend(down(system, ledger, seed, first + people..first + 2 * people + SCOUTS).await?);
    Ok(actions)
}

/// K1: the org reports two rate limits of three seconds; the server may call once per reset.
async fn limited(
    system: &Arc<System>,
    ledger: &Arc<Ledger>,
    seed: u64,
    numbers: std::ops::Range<u64>,
) -> anyhow::Result<Vec<Actions>> {
    let entered = enter(system, ledger, seed, numbers, PLAIN).await?;
    let mut there = all(ledger, entered, |mut user| async move {
        let page = user.ask_for_mail().await;
        (user, page)
    })
    .await;
    let reset = RESET.as_secs();
    system
        .org
        .fault(&json!({ "path": ANSWER, "status": 429, "resetAfterSeconds": reset, "times": 2 }))
        .await?;
    let before = system.org.calls_to(ANSWER).await?;
    let Some((mut scout, page)) = there.pop() else { anyhow::bail!("nobody came") };
    let code = scout.newest_mail().await.map(|mail| mail.code).unwrap_or_default();
    let refused = scout.use_code(&page, &code).await;
    let told = Instant::now();
    there.push((scout, refused));
    let crowd = tokio::spawn({
        let ledger = Arc::clone(ledger);
        async move {
            let noted = Arc::clone(&ledger);
            all(&ledger, there, move |(user, page)| go_on(user, page, Arc::clone(&noted))).await
        }
    });
    // Counts calls shortly before each reset: one call at most by the first, two by the second.
    let mut counts = Vec::new();
    for nth in 1..=2 {
        let moment = told + RESET * (nth - 1) + SHORTLY_BEFORE;
        tokio::time::sleep(moment.saturating_duration_since(Instant::now())).await;
        counts.push(system.org.calls_to(ANSWER).await? - before);
    }
    for (calls, most) in counts.iter().zip([1, 2]) {
        if *calls > most {
            ledger.never(Never::Hammered, "K1", format!("{calls} calls until the reset"));
        }
    }
    let done = crowd.await?;
    let line = format!(
        "  {} people pressed: {} and {} calls until the first and the second reset; {} signed in",
        done.len(),
        counts.first().copied().unwrap_or_default(),
        counts.get(1).copied().unwrap_or_default(),
        signed_in(&done)
    );
    ledger.section("K1: the org asks twice for 3 s of peace", line);
    Ok(done.into_iter().map(|(actions, ..)| actions).collect())
}

/// K2: the org fails; the circuit breaker opens after a few calls, then allows only its probes.
async fn down(
    system: &Arc<System>,
    ledger: &Arc<Ledger>,
    seed: u64,
    numbers: std::ops::Range<u64>,
) -> anyhow::Result<Vec<Actions>> {
    let mut scouts = enter(system, ledger, seed, numbers, PLAIN).await?;
    let entered = scouts.split_off(usize::try_from(SCOUTS)?);
    system.org.fault(&json!({ "path": INTERACT, "status": 503, "times": 1_000_000 })).await?;
    let mut there = Vec::new();
    for mut scout in scouts {
        let page = scout.ask_for_mail().await;
        there.push((scout, page));
    }
    there.extend(
        all(ledger, entered, |mut user| async move {
            let page = user.open("/sign-in").await;
            (user, page)
        })
        .await,
    );
    let before = system.org.calls_to(INTERACT).await?;
    let crowd = tokio::spawn({
        let ledger = Arc::clone(ledger);
        async move {
            let noted = Arc::clone(&ledger);
            all(&ledger, there, move |(user, page)| go_on(user, page, Arc::clone(&noted))).await
        }
    });
    tokio::time::sleep(DOWN).await;
    let asked = system.org.calls_to(INTERACT).await? - before;
    system.org.heal().await?;
    let healed = Instant::now();
    let done = crowd.await?;
    let found = done.iter().map(|(.., at)| at.saturating_duration_since(healed)).min();
    let found = found.unwrap_or(PATIENCE);
    if found > FOUND {
        let what = format!("the first one was in {} ms after the org was", found.as_millis());
        ledger.never(Never::Lost, "K2", what);
    }
    // One call every two seconds, and one for each call that runs into its timeout.
    if asked > 2 + DOWN.as_secs() {
        ledger.never(Never::Hammered, "K2", format!("{asked} calls to an org that is down"));
    }
    let line = format!(
        "  {} people pressed for {} s: {asked} calls; the first was in {} ms after the org was back, {} in all",
        done.len(),
        DOWN.as_secs(),
        found.as_millis(),
        signed_in(&done)
    );
    ledger.section("K2: the org is down", line);
    Ok(done.into_iter().map(|(actions, ..)| actions).collect())
}

/// Continues from a page to the end; returns the user's actions, the result and its time.
async fn go_on(mut user: User, page: Page, ledger: Arc<Ledger>) -> (Actions, End, Instant) {
    ledger.count("started");
    let end = user.go_on_from(page, Instant::now() + PATIENCE).await;
    if end != End::SignedIn {
        user.complain(Never::Lost, "not signed in after the org was back");
    }
    (user.actions(), end, Instant::now())
}

fn signed_in(done: &[(Actions, End, Instant)]) -> usize {
    done.iter().filter(|(_, end, _)| *end == End::SignedIn).count()
}
