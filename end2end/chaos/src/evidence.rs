//! Compares the calls that the org received with what the users did.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;

use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::org::Call;
use crate::org::Org;
use crate::user::Actions;

/// The delay within which the observer sees a call on a busy machine.
const LAG: Duration = Duration::from_secs(3);
const LOOK: Duration = Duration::from_millis(150);
/// Okta's minimum interval between polls, less the tolerance for clocks.
const POLL_PAUSE: Duration = Duration::from_millis(3_500);
const ANSWER: &str = "/idp/idx/challenge/answer";
const TOKEN: &str = "/oauth2/default/v1/token";
const IDENTIFY: &str = "/idp/idx/identify";

/// Collects calls as they happen, because the org keeps only the latest.
#[derive(Debug)]
pub(crate) struct OrgObserver {
    org: Org,
    calls: Mutex<Heard>,
    /// When the org's clock was changed.
    breaks: Mutex<Vec<Instant>>,
    missed: Mutex<u64>,
}

/// The calls seen so far.
#[derive(Debug, Default)]
struct Heard {
    /// The number of the last call.
    last: u64,
    /// Calls, each with the moment at which it was seen.
    calls: Vec<(Call, Instant)>,
}

impl OrgObserver {
    pub(crate) fn of(org: &Org) -> Arc<Self> {
        Arc::new(Self {
            org: org.clone(),
            calls: Mutex::default(),
            breaks: Mutex::default(),
            missed: Mutex::default(),
        })
    }

    /// Collects calls until the task is aborted.
    pub(crate) async fn watch(self: Arc<Self>) {
        loop {
            // A failed look is made up for by the next one.
            let _ = self.look().await;
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Fetches the new calls.
    pub(crate) async fn look(&self) -> anyhow::Result<()> {
        let after = self.heard().last;
        let fresh = self.org.calls_after(after).await?;
        let mut heard = self.heard();
        for call in fresh {
            if call.number > heard.last {
                let gap = call.number - heard.last - 1;
                *self.missed.lock().unwrap_or_else(PoisonError::into_inner) += gap;
                heard.last = call.number;
                heard.calls.push((call, Instant::now()));
            }
        }
        Ok(())
    }

    /// Continues after the org was killed: it lost unsaved calls, so their numbers are used again.
    pub(crate) async fn resume(&self) -> anyhow::Result<()> {
        let kept = self.org.calls_after(0).await?;
        let last = kept.last().map_or(0, |call| call.number);
        let mut heard = self.heard();
        heard.last = heard.last.min(last);
        Ok(())
    }

    pub(crate) fn note_break(&self) {
        self.breaks.lock().unwrap_or_else(PoisonError::into_inner).push(Instant::now());
    }

    /// Compares the calls with what the users did.
    pub(crate) fn judge(&self, people: &[Actions], ledger: &Ledger) {
        let missed = *self.missed.lock().unwrap_or_else(PoisonError::into_inner);
        if missed > 0 {
            let what = format!("{missed} calls to the org were not seen");
            ledger.never(Never::Unproven, "the org observer", what);
        }
        let heard = self.heard();
        let calls: Vec<&Call> = heard.calls.iter().map(|(call, _)| call).collect();
        let struck = calls.iter().filter(|call| call.fault).count();
        ledger.add("calls to the org", calls.len() as u64);
        ledger.add("calls to the org that a fault struck", struck as u64);
        let logins = logins(&calls);
        Self::judge_answers(&calls, &logins, people, ledger);
        judge_exchanges(&calls, &logins, ledger);
        self.judge_polls(&heard.calls, ledger);
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn judge_answers(
        calls: &[&Call],
        logins: &BTreeMap<String, String>,
        people: &[Actions],
        ledger: &Ledger,
    ) {
        let mut answered: BTreeMap<(String, String), usize> = BTreeMap::new();
        for call in calls.iter().filter(|call| call.path == ANSWER) {
            let login = call.transaction.as_ref().and_then(|transaction| logins.get(transaction));
            if let (Some(login), Some(code)) = (login, text_of(&call.sent, "passcode")) {
                *answered.entry((login.clone(), code)).or_default() += 1;
            }
        }
        ledger.add("answers that the org took", answered.values().sum::<usize>() as u64);
        for user in people {
            let own = answered.iter().filter(|((login, _), _)| *login == user.login);
            for ((_, code), times) in own {
                let sent = user.sent.get(code).copied().unwrap_or_default();
                if *times > sent {
                    let what = format!("{sent} presses of one code answered Okta {times} times");
                    ledger.never(Never::DoubleAnswer, &user.who, what);
                }
            }
        }
    }

    fn judge_polls(&self, calls: &[(Call, Instant)], ledger: &Ledger) {
        let breaks = self.breaks.lock().unwrap_or_else(PoisonError::into_inner);
        let mut last: BTreeMap<&str, &(Call, Instant)> = BTreeMap::new();
        for poll in calls.iter().filter(|(call, _)| call.path.ends_with("/poll")) {
            let (call, heard) = poll;
            let Some(transaction) = call.transaction.as_deref() else { continue };
            if let Some((before, heard_before)) = last.insert(transaction, poll) {
                let gap = (call.at - before.at).unsigned_abs();
                let turned = breaks.iter().any(|at| *at + LAG >= *heard_before && at <= heard);
                if gap < POLL_PAUSE && !turned {
                    let what = format!("two polls of one sign-in {} ms apart", gap.as_millis());
                    ledger.never(Never::PollStorm, "the server", what);
                }
            }
            ledger.count("polls");
        }
    }

    /// Returns how long the org took for calls to `paths`, by user.
    pub(crate) fn upstream(&self, paths: &[&str]) -> BTreeMap<String, Duration> {
        let heard = self.heard();
        let calls: Vec<&Call> = heard.calls.iter().map(|(call, _)| call).collect();
        let logins = logins(&calls);
        let mut took: BTreeMap<String, Duration> = BTreeMap::new();
        for call in calls.iter().filter(|call| paths.contains(&call.path.as_str())) {
            let login = call.transaction.as_ref().and_then(|transaction| logins.get(transaction));
            if let Some(login) = login {
                *took.entry(login.clone()).or_default() += Duration::from_millis(call.millis);
            }
        }
        took
    }
}

/// Checks that each email a user received was asked for.
pub(crate) async fn judge_mails(org: &Org, people: &[Actions], ledger: &Ledger) {
    for user in people {
        match org.mails(&user.login).await {
            Ok(mails) => {
                ledger.add("mails", mails.len() as u64);
                ledger.add("mails asked for", user.asked as u64);
                if mails.len() > user.asked {
                    let what = format!("asked for {} mails, got {}", user.asked, mails.len());
                    ledger.never(Never::DoubleMail, &user.who, what);
                }
            }
            Err(error) => {
                ledger.never(Never::Unproven, &user.who, format!("mails not counted: {error:#}"));
            }
        }
    }
}

/// Checks the server's log for panics and counts its events.
pub(crate) fn judge_log(log: &str, ledger: &Ledger) {
    for line in log.lines() {
        if line.contains("server.panic") || line.contains("panicked at") {
            let short: String = line.chars().take(300).collect();
            ledger.never(Never::Panic, "the server's log", short);
        }
    }
    for line in log.lines().filter(|line| line.contains("\"tokens.refused\"")) {
        let reason = line.split_once("\"reason\":\"").and_then(|(_, rest)| rest.split_once('"'));
        let reason = reason.map_or("unknown", |(reason, _)| reason);
        ledger.count(&format!("log: tokens refused for {reason}"));
    }
    for event in ["okta.failed", "tokens.refused", "session.failed", "sign_in.succeeded"] {
        let needle = format!("\"{event}\"");
        let lines = log.lines().filter(|line| line.contains(&needle)).count();
        ledger.add(&format!("log: {event}"), lines as u64);
    }
}

fn judge_exchanges(calls: &[&Call], logins: &BTreeMap<String, String>, ledger: &Ledger) {
    let mut exchanged: BTreeMap<&str, usize> = BTreeMap::new();
    for call in calls.iter().filter(|call| call.path == TOKEN && call.status == 200) {
        if let Some(transaction) = call.transaction.as_deref() {
            *exchanged.entry(transaction).or_default() += 1;
        }
    }
    ledger.add("token exchanges", exchanged.values().sum::<usize>() as u64);
    for (transaction, times) in exchanged.into_iter().filter(|(_, times)| *times > 1) {
        let who = logins.get(transaction).map_or("somebody", String::as_str);
        ledger.never(Never::DoubleSession, who, format!("one sign-in exchanged {times} times"));
    }
}

/// Maps each transaction to the username that it began with.
fn logins(calls: &[&Call]) -> BTreeMap<String, String> {
    let begun = calls.iter().filter(|call| call.path == IDENTIFY);
    begun
        .filter_map(|call| Some((call.transaction.clone()?, text_of(&call.sent, "identifier")?)))
        .collect()
}

/// Returns the text of `name` in a JSON body, at the top or in the credentials.
fn text_of(body: &str, name: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).ok()?;
    let found = body.get(name).or_else(|| body.get("credentials")?.get(name))?;
    found.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use time::OffsetDateTime;

    use super::*;

    fn call(path: &str, sent: &str) -> Call {
        Call {
            number: 1,
            path: path.to_owned(),
            transaction: Some("t".to_owned()),
            status: 200,
            fault: false,
            sent: sent.to_owned(),
            millis: 1,
            at: OffsetDateTime::UNIX_EPOCH,
        }
    }

    fn judged(submissions: usize, answers: usize) -> Ledger {
        let http = reqwest::Client::builder().build().unwrap_or_default();
        let observer = OrgObserver::of(&Org::at(&http, "http://127.0.0.1:1"));
        let mut calls = vec![call(IDENTIFY, r#"{"identifier":"a@b"}"#)];
        let code = r#"{"credentials":{"passcode":"123456"}}"#;
        calls.extend((0..answers).map(|_| call(ANSWER, code)));
        observer.heard().calls = calls.into_iter().map(|call| (call, Instant::now())).collect();
        let mut user = Actions { login: "a@b".to_owned(), ..Actions::default() };
        user.sent.insert("123456".to_owned(), submissions);
        let ledger = Ledger::default();
        observer.judge(&[user], &ledger);
        ledger
    }

    /// Shows: K4
    #[test]
    fn more_answers_than_presses_are_double_answers() {
        assert!(judged(1, 1).holds());
        assert!(judged(2, 1).holds());
        assert_eq!(judged(1, 2).happened(Never::DoubleAnswer), 1);
    }

    /// Shows: K29
    #[test]
    fn polls_are_timed_by_the_clock_of_the_org() {
        let http = reqwest::Client::builder().build().unwrap_or_default();
        let observer = OrgObserver::of(&Org::at(&http, "http://127.0.0.1:1"));
        let polls = |gap| {
            let first = call("/idp/idx/challenge/poll", "");
            let second = Call { at: first.at + Duration::from_millis(gap), ..first.clone() };
            let ledger = Ledger::default();
            observer.judge_polls(&[first, second].map(|call| (call, Instant::now())), &ledger);
            ledger.happened(Never::PollStorm)
        };
        assert_eq!((polls(4_000), polls(3_900), polls(1_000)), (0, 0, 1));
    }

    /// Shows: K5
    #[test]
    fn a_second_exchange_of_one_sign_in_is_found() {
        let ledger = Ledger::default();
        let calls = [call(TOKEN, ""), call(TOKEN, "")];
        judge_exchanges(&calls.each_ref(), &BTreeMap::new(), &ledger);
        assert_eq!(ledger.happened(Never::DoubleSession), 1);
    }

    /// Shows: K6
    #[test]
    fn a_panic_in_the_log_is_found() {
        let ledger = Ledger::default();
        judge_log("{\"event\":\"server.started\"}\nthread 'main' panicked at x.rs:1", &ledger);
        assert_eq!(ledger.happened(Never::Panic), 1);
    }
}
