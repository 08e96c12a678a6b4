//! K21: many sign-ins at once, and the time that the server itself adds to each step.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use serde_json::json;

use super::all;
use super::enter;
use crate::evidence::OrgObserver;
use crate::evidence::judge_log;
use crate::evidence::judge_mails;
use crate::ledger::Ledger;
use crate::ledger::percentiles;
use crate::settings::Built;
use crate::system::System;
use crate::user::Actions;
use crate::user::End;
use crate::user::Manner;
use crate::user::PLAIN;

/// The minimum latency of each call to the org.
const LATENCY_MILLIS: u64 = 50;
const PATIENCE: Duration = Duration::from_mins(1);

/// The submissions of a sign-in, each with the calls that it causes.
const SUBMISSIONS: [(&str, &[&str]); 2] = [
    ("username", &["/oauth2/default/v1/interact", "/idp/idx/introspect", "/idp/idx/identify"]),
    ("code", &["/idp/idx/challenge/answer", "/oauth2/default/v1/token"]),
];

/// Signs in a few users one after another, then `people` users at once.
/// Shows: K21
pub(crate) async fn run(
    built: &Built,
    ledger: &Arc<Ledger>,
    seed: u64,
    people: u64,
    spread: bool,
) -> anyhow::Result<()> {
    let system = Arc::new(System::start(built, "crowd", false).await?);
    let observer = OrgObserver::of(&system.org);
    let watching = tokio::spawn(Arc::clone(&observer).watch());
    for path in ["/idp/*", "/oauth2/*"] {
        let fault = json!({ "path": path, "delayMs": LATENCY_MILLIS, "times": 4_000_000 });
        system.org.fault(&fault).await?;
    }
    let mut lines = vec![format!(
        "  Okta takes {LATENCY_MILLIS} ms a call; what the server adds to a press, in ms: p50 p95 p99"
    )];
    let mut actions = Vec::new();
    let mut shown = Vec::new();
    for mut user in enter(&system, ledger, seed, 0..15, PLAIN).await? {
        user.sign_in(Instant::now() + PATIENCE).await;
        shown.push(user.actions());
    }
    let alone = system.memory().await;
    shown_as(&mut lines, "one at a time", shown, &mut actions, &observer).await?;
    let rounds: &[(&str, u64)] = if spread {
        &[("all in the same moment", 0), ("all under way, at their own pace", 20_000)]
    } else {
        &[("all in the same moment", 0)]
    };
    for (round, (words, searches)) in (1_u64..).zip(rounds) {
        let manner = Manner { searches: *searches, ..PLAIN };
        let numbers = round * 10_000..round * 10_000 + people;
        let entered = enter(&system, ledger, seed, numbers, manner).await?;
        let began = Instant::now();
        let searches = *searches;
        let done = all(ledger, entered, move |mut user| async move {
            // Users who look for the email for longer also start at different moments.
            tokio::time::sleep(Duration::from_millis(searches / 2).mul_f64(user.place())).await;
            let end = user.sign_in(Instant::now() + PATIENCE).await;
            (user.actions(), end)
        })
        .await;
        let took = began.elapsed();
        let signed_in = done.iter().filter(|(_, end)| *end == End::SignedIn).count();
        lines.push(format!(
            "  {people} sign-ins, {words}: {signed_in} signed in within {:.1} s",
            took.as_secs_f64()
        ));
        let done = done.into_iter().map(|(user, _)| user).collect();
        shown_as(&mut lines, words, done, &mut actions, &observer).await?;
    }
    if let (Some(before), Some(after)) = (alone, system.memory().await) {
        lines.push(format!(
            "  memory of the server: {} MiB before, {} MiB after, {} MiB at the most",
            before.now >> 20,
            after.now >> 20,
            after.most >> 20
        ));
    }
    watching.abort();
    observer.look().await?;
    observer.judge(&actions, ledger);
    judge_mails(&system.org, &actions, ledger).await;
    judge_log(&system.log()?, ledger);
    ledger.section(&format!("K21: {people} sign-ins at once"), lines.join("\n"));
    Ok(())
}

async fn shown_as(
    lines: &mut Vec<String>,
    words: &str,
    people: Vec<Actions>,
    actions: &mut Vec<Actions>,
    observer: &OrgObserver,
) -> anyhow::Result<()> {
    observer.look().await?;
    for (submit, paths) in SUBMISSIONS {
        let upstream = observer.upstream(paths);
        let added = added(&people, submit, &upstream);
        lines.push(format!("    {words:40} {submit:9} {}", percentiles(&added)));
    }
    actions.extend(people);
    Ok(())
}

/// Returns how much longer each submission took than the org's calls.
fn added(people: &[Actions], submit: &str, upstream: &BTreeMap<String, Duration>) -> Vec<Duration> {
    let of = |user: &Actions| {
        let took = user.took.iter().filter(|(step, _)| *step == submit).map(|(_, took)| *took);
        Some(took.sum::<Duration>().saturating_sub(*upstream.get(&user.login)?))
    };
    people.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_adds_is_the_press_less_the_org() {
        let user = Actions {
            login: "a@b".to_owned(),
            took: vec![("username", Duration::from_millis(170)), ("code", Duration::from_secs(9))],
            ..Actions::default()
        };
        let upstream = BTreeMap::from([("a@b".to_owned(), Duration::from_millis(150))]);
        assert_eq!(added(&[user], "username", &upstream), [Duration::from_millis(20)]);
    }
}
