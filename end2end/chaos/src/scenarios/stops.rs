//! K15: SIGTERM with requests under way, and a new server; with two servers, one after the other.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::json;

use super::all;
use super::enter;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::system::System;
use crate::user::Actions;
use crate::user::PLAIN;
use crate::user::SUBMIT;
use crate::user::User;

const IDENTIFY: &str = "/idp/idx/identify";
const HELD_MILLIS: u64 = 1_200;
const BETWEEN: Duration = Duration::from_millis(2);

/// Replaces the server `times` times, each time while `people` users wait for the next step.
/// Shows: K15
pub(crate) async fn run(
    system: &Arc<System>,
    ledger: &Arc<Ledger>,
    seed: u64,
    (times, people): (u64, u64),
    first: u64,
) -> anyhow::Result<Vec<Actions>> {
    let over = Arc::new(AtomicBool::new(false));
    let crowd = if system.has_two() { 6 } else { 1 };
    let passers_by =
        (0..crowd).map(|_| tokio::spawn(passers_by(Arc::clone(system), Arc::clone(&over))));
    let passers_by: Vec<_> = passers_by.collect();
    let (mut actions, mut longest, mut answered) = (Vec::new(), Duration::ZERO, 0);
    for round in 0..times {
        let start = first + round * people;
        let entered = enter(system, ledger, seed, start..start + people, PLAIN).await?;
        let fault = json!({ "path": IDENTIFY, "delayMs": HELD_MILLIS, "times": people });
        system.org.fault(&fault).await?;
        let before = system.org.calls_to(IDENTIFY).await?;
        let submitting = tokio::spawn({
            let ledger = Arc::clone(ledger);
            async move { all(&ledger, entered, submit).await }
        });
        for _ in 0..200 {
            let now = system.org.calls_to(IDENTIFY).await?;
            if now >= before + people {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        longest = longest.max(system.replace_server().await?);
        system.org.heal().await?;
        for (user, good) in submitting.await? {
            answered += u64::from(good);
            actions.push(user);
        }
    }
    over.store(true, Ordering::Relaxed);
    let (mut served, mut closed, mut broken) = (0, 0, 0);
    for passer_by in passers_by {
        let (pages, doors, cuts) = passer_by.await?;
        (served, closed, broken) = (served + pages, closed + doors, broken + cuts);
    }
    if system.has_two() && closed + broken > 0 {
        let what = format!("{closed} closed doors and {broken} cuts with another node there");
        ledger.never(Never::CutByStop, "passers-by", what);
    }
    let title = if system.has_two() {
        "K15: SIGTERM to one of two nodes after the other, under load"
    } else {
        "K15: SIGTERM, and a new server at the same address"
    };
    ledger.section(
        title,
        format!(
            "  {times} stops, {} requests under way at them, {answered} answered; the longest took {} ms\n  \
             passers-by meanwhile: {served} pages, {closed} closed doors, {broken} turned away at the door unheard",
            times * people,
            longest.as_millis(),
        ),
    );
    Ok(actions)
}

/// Submits while the server is asked to stop; the submission must get a response.
async fn submit(mut user: User) -> (Actions, bool) {
    let page = user.open("/sign-in").await;
    let Some(form) = page.form_to(SUBMIT).cloned() else {
        user.complain(Never::Unproven, "no form to press".to_owned());
        return (user.actions(), false);
    };
    let login = user.login.clone();
    let submitted = user.send_once(&form, &[&login], "username").await;
    let good = submitted.as_ref().is_ok_and(|answer| answer.status == 303);
    if !good {
        let what = match submitted {
            Ok(answer) => format!("answered {} at a stop", answer.status),
            Err(cut) => format!("{cut:?} at a stop"),
        };
        user.complain(Never::CutByStop, what);
    }
    (user.actions(), good)
}

/// Opens pages until `over`, each on a new connection; counts pages, refusals and broken
/// connections.
async fn passers_by(system: Arc<System>, over: Arc<AtomicBool>) -> (u64, u64, u64) {
    let (mut served, mut closed, mut broken) = (0, 0, 0);
    while !over.load(Ordering::Relaxed) {
        let request = system.http.get(format!("{}/sign-in", system.url));
        let answer = request.header("connection", "close").header("accept", "text/html").send();
        let read = async { answer.await?.error_for_status()?.bytes().await };
        match read.await {
            Ok(_) => served += 1,
            Err(error) if error.is_connect() => closed += 1,
            Err(_) => broken += 1,
        }
        tokio::time::sleep(BETWEEN).await;
    }
    (served, closed, broken)
}
