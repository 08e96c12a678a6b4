//! K3: all users wait for an org that takes ten seconds, and other requests stay fast.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use harness::Load;
use serde_json::json;

use super::all;
use super::enter;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::ledger::percentiles;
use crate::settings::Built;
use crate::system::System;
use crate::user::End;
use crate::user::PLAIN;

const INTERACT: &str = "/oauth2/default/v1/interact";
const HELD_MILLIS: u64 = 10_000;
const UNTIL_HELD: Duration = Duration::from_secs(6);
/// The length of a measurement, which ends before the waiting users get a response at eight
/// seconds.
const MEASURED: Duration = Duration::from_millis(2_500);
const BETWEEN: Duration = Duration::from_millis(4);
const PATIENCE: Duration = Duration::from_mins(1);

/// Measures without load, then with `people` waiting, then lets the org be fast again.
/// Shows: K3
pub(crate) async fn run(
    built: &Built,
    ledger: &Arc<Ledger>,
    seed: u64,
    people: u64,
) -> anyhow::Result<()> {
    let system = Arc::new(System::start(built, "slow-org", false).await?);
    let entered = enter(&system, ledger, seed, 0..people, PLAIN).await?;
    let sheet = entered[0].browser.open("/sign-in").await.map(|page| page.assets);
    let sheet = sheet.unwrap_or_default().into_iter().find(|name| name.contains(".css"));
    let paths = ["/healthz".to_owned(), sheet.unwrap_or_default(), "/sign-in".to_owned()];
    measure(&system, &paths).await;
    let before = measure(&system, &paths).await;
    system
        .org
        .fault(&json!({ "path": INTERACT, "delayMs": HELD_MILLIS, "times": 4_000_000 }))
        .await?;
    let waiting = tokio::spawn({
        let ledger = Arc::clone(ledger);
        async move {
            all(&ledger, entered, |mut user| async move {
                user.sign_in(Instant::now() + PATIENCE).await
            })
            .await
        }
    });
    let began = Instant::now();
    let mut held = 0;
    while held < people && began.elapsed() < UNTIL_HELD {
        tokio::time::sleep(Duration::from_millis(20)).await;
        held = system.org.calls_to(INTERACT).await?;
    }
    if held < people {
        ledger.never(Never::Unproven, "K3", format!("{held} of {people} waited"));
    }
    let during = measure(&system, &paths).await;
    let (load, memory) = (system.load().await, system.memory().await);
    system.org.heal().await?;
    let ends = waiting.await?;
    let signed_in = ends.iter().filter(|end| **end == End::SignedIn).count();
    let mut lines =
        vec![format!("  milliseconds (p50, p95, p99), in the quiet and with {held} waiting")];
    for ((path, quiet), busy) in paths.iter().zip(&before).zip(&during) {
        if quiet.iter().chain(busy).any(|took| *took == Duration::MAX) {
            ledger.never(Never::Unproven, "K3", format!("{path} was not answered"));
        }
        lines.push(format!("    {path:40.40} {} {}", percentiles(quiet), percentiles(busy)));
    }
    if let (Some(Load { threads, handles }), Some(memory)) = (load, memory) {
        lines.push(format!(
            "  the server meanwhile: {threads} threads, {handles} open handles, {} MiB; {signed_in} of {people} in \
             once the org was quick again",
            memory.now >> 20
        ));
    }
    ledger.section("K3: an org that takes 10 s", lines.join("\n"));
    Ok(())
}

/// Measures the responses to each of `paths`; a failure counts as the longest possible time.
async fn measure(system: &System, paths: &[String]) -> Vec<Vec<Duration>> {
    let mut took = vec![Vec::new(); paths.len()];
    let began = Instant::now();
    while began.elapsed() < MEASURED {
        for (path, took) in paths.iter().zip(&mut took) {
            let asked = Instant::now();
            let request =
                system.http.get(format!("{}{path}", system.url)).header("accept", "text/html");
            let read = async { request.send().await?.error_for_status()?.bytes().await };
            let time = if read.await.is_ok() { asked.elapsed() } else { Duration::MAX };
            took.push(time);
            tokio::time::sleep(BETWEEN).await;
        }
    }
    took
}
