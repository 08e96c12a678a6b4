//! K15: SIGTERM with requests under way, and a new server in the place of the old one; or of two, one after the other.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::json;

use super::all;
use super::enter;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::pair::Pair;
use crate::person::Deeds;
use crate::person::PLAIN;
use crate::person::Person;
use crate::person::SUBMIT;

const IDENTIFY: &str = "/idp/idx/identify";
const HELD_MILLIS: u64 = 1_200;
const BETWEEN: Duration = Duration::from_millis(2);

/// Replaces the server `times` times, each time with `people` waiting for the answer to their username.
/// Shows: K15
pub(crate) async fn run(
    pair: &Arc<Pair>,
    ledger: &Arc<Ledger>,
    seed: u64,
    (times, people): (u64, u64),
    first: u64,
) -> anyhow::Result<Vec<Deeds>> {
    let over = Arc::new(AtomicBool::new(false));
    let crowd = if pair.has_two() { 6 } else { 1 };
    let passers_by =
        (0..crowd).map(|_| tokio::spawn(passers_by(Arc::clone(pair), Arc::clone(&over))));
    let passers_by: Vec<_> = passers_by.collect();
    let (mut deeds, mut longest, mut answered) = (Vec::new(), Duration::ZERO, 0);
    for round in 0..times {
        let start = first + round * people;
        let entered = enter(pair, ledger, seed, start..start + people, PLAIN).await?;
        let fault = json!({ "path": IDENTIFY, "delayMs": HELD_MILLIS, "times": people });
        pair.org.fault(&fault).await?;
        let before = pair.org.calls_to(IDENTIFY).await?;
        let pressing = tokio::spawn({
            let ledger = Arc::clone(ledger);
            async move { all(&ledger, entered, press).await }
        });
        for _ in 0..200 {
            let now = pair.org.calls_to(IDENTIFY).await?;
            if now >= before + people {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        longest = longest.max(pair.replace_server().await?);
        pair.org.heal().await?;
        for (person, good) in pressing.await? {
            answered += u64::from(good);
            deeds.push(person);
        }
    }
    over.store(true, Ordering::Relaxed);
    let (mut served, mut closed, mut broken) = (0, 0, 0);
    for passer_by in passers_by {
        let (pages, doors, cuts) = passer_by.await?;
        (served, closed, broken) = (served + pages, closed + doors, broken + cuts);
    }
    if pair.has_two() && closed + broken > 0 {
        let what = format!("{closed} closed doors and {broken} cuts with another node there");
        ledger.never(Never::CutByStop, "passers-by", what);
    }
    let title = if pair.has_two() {
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
    Ok(deeds)
}

/// One press that the stop falls into; it must be answered all the same.
async fn press(mut person: Person) -> (Deeds, bool) {
    let page = person.open("/sign-in").await;
    let Some(form) = page.form_to(SUBMIT).cloned() else {
        person.complain(Never::Unproven, "no form to press".to_owned());
        return (person.deeds(), false);
    };
    let login = person.login.clone();
    let pressed = person.send_once(&form, &[&login], "username").await;
    let good = pressed.as_ref().is_ok_and(|answer| answer.status == 303);
    if !good {
        let what = match pressed {
            Ok(answer) => format!("answered {} at a stop", answer.status),
            Err(cut) => format!("{cut:?} at a stop"),
        };
        person.complain(Never::CutByStop, what);
    }
    (person.deeds(), good)
}

/// People who come along, each on a connection of their own.
async fn passers_by(pair: Arc<Pair>, over: Arc<AtomicBool>) -> (u64, u64, u64) {
    let (mut served, mut closed, mut broken) = (0, 0, 0);
    while !over.load(Ordering::Relaxed) {
        let request = pair.http.get(format!("{}/sign-in", pair.url));
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
