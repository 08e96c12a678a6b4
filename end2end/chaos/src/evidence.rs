//! What the org saw, call by call, held against what people did.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;

use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::org::Org;
use crate::person::Deeds;

/// How much later than it happened something may be heard of on a busy machine.
const LAG: Duration = Duration::from_secs(3);
const LOOK: Duration = Duration::from_millis(150);
/// Okta's word on how often a waiting sign-in may be asked about, less what a clock may be off.
const POLL_PAUSE: Duration = Duration::from_millis(3_500);
/// Milliseconds of a day.
const DAY: u64 = 24 * 3600 * 1000;
const ANSWER: &str = "/idp/idx/challenge/answer";
const TOKEN: &str = "/oauth2/default/v1/token";
const IDENTIFY: &str = "/idp/idx/identify";

/// One call, as far as it matters here.
#[derive(Clone, Debug)]
struct Call {
    path: String,
    transaction: Option<String>,
    status: u16,
    fault: bool,
    sent: String,
    millis: u64,
    /// When the org took it, in milliseconds of its day.
    at: u64,
    heard: Instant,
}

/// Collects calls while they happen: the org remembers only the latest.
#[derive(Debug)]
pub(crate) struct Witness {
    org: Org,
    calls: Mutex<(u64, Vec<Call>)>,
    /// When the org's clock was turned.
    breaks: Mutex<Vec<Instant>>,
    missed: Mutex<u64>,
}

impl Witness {
    pub(crate) fn of(org: &Org) -> Arc<Self> {
        Arc::new(Self {
            org: org.clone(),
            calls: Mutex::default(),
            breaks: Mutex::default(),
            missed: Mutex::default(),
        })
    }

    /// Looks until it is aborted.
    pub(crate) async fn watch(self: Arc<Self>) {
        loop {
            // What cannot be read now is read the next time.
            let _ = self.look().await;
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Reads what is new.
    pub(crate) async fn look(&self) -> anyhow::Result<()> {
        let after = self.calls.lock().unwrap_or_else(PoisonError::into_inner).0;
        let fresh = self.org.calls_after(after).await?;
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        for call in fresh {
            let number = call["number"].as_u64().unwrap_or_default();
            if number <= calls.0 {
                continue;
            }
            let gap = number - calls.0 - 1;
            *self.missed.lock().unwrap_or_else(PoisonError::into_inner) += gap;
            calls.0 = number;
            calls.1.push(read(&call));
        }
        Ok(())
    }

    /// After the org was killed: what it had not written down yet has never happened, and its numbers come again.
    pub(crate) async fn resume(&self) -> anyhow::Result<()> {
        let kept = self.org.calls_after(0).await?;
        let last = kept.last().and_then(|call| call["number"].as_u64()).unwrap_or_default();
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        calls.0 = calls.0.min(last);
        Ok(())
    }

    pub(crate) fn note_break(&self) {
        self.breaks.lock().unwrap_or_else(PoisonError::into_inner).push(Instant::now());
    }

    /// Holds the calls against what people did.
    pub(crate) fn judge(&self, people: &[Deeds], ledger: &Ledger) {
        let missed = *self.missed.lock().unwrap_or_else(PoisonError::into_inner);
        if missed > 0 {
            let what = format!("{missed} calls to the org were not seen");
            ledger.never(Never::Unproven, "the witness", what);
        }
        let calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let calls = &calls.1;
        ledger.add("calls to the org", calls.len() as u64);
        ledger.add("calls to the org that a fault struck", count(calls, |call| call.fault));
        let logins = logins(calls);
        Self::judge_answers(calls, &logins, people, ledger);
        judge_exchanges(calls, &logins, ledger);
        self.judge_polls(calls, ledger);
    }

    fn judge_answers(
        calls: &[Call],
        logins: &BTreeMap<String, String>,
        people: &[Deeds],
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
        for person in people {
            let own = answered.iter().filter(|((login, _), _)| *login == person.login);
            for ((_, code), times) in own {
                let sent = person.sent.get(code).copied().unwrap_or_default();
                if *times > sent {
                    let what = format!("{sent} presses of one code answered Okta {times} times");
                    ledger.never(Never::DoubleAnswer, &person.who, what);
                }
            }
        }
    }

    fn judge_polls(&self, calls: &[Call], ledger: &Ledger) {
        let breaks = self.breaks.lock().unwrap_or_else(PoisonError::into_inner);
        let mut last: BTreeMap<&str, &Call> = BTreeMap::new();
        for call in calls.iter().filter(|call| call.path.ends_with("/poll")) {
            let Some(transaction) = call.transaction.as_deref() else { continue };
            if let Some(before) = last.insert(transaction, call) {
                let gap = Duration::from_millis((call.at + DAY - before.at) % DAY);
                let turned = breaks.iter().any(|at| *at + LAG >= before.heard && *at <= call.heard);
                if gap < POLL_PAUSE && !turned {
                    let what = format!("two polls of one sign-in {} ms apart", gap.as_millis());
                    ledger.never(Never::PollStorm, "the server", what);
                }
            }
            ledger.count("polls");
        }
    }

    /// How long the org took for the calls of one sign-in to `paths`.
    pub(crate) fn upstream(&self, paths: &[&str]) -> BTreeMap<String, Duration> {
        let calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let logins = logins(&calls.1);
        let mut took: BTreeMap<String, Duration> = BTreeMap::new();
        for call in calls.1.iter().filter(|call| paths.contains(&call.path.as_str())) {
            let login = call.transaction.as_ref().and_then(|transaction| logins.get(transaction));
            if let Some(login) = login {
                *took.entry(login.clone()).or_default() += Duration::from_millis(call.millis);
            }
        }
        took
    }
}

/// Every mail that a person got was asked for.
pub(crate) async fn judge_mails(org: &Org, people: &[Deeds], ledger: &Ledger) {
    for person in people {
        match org.mails(&person.login).await {
            Ok(mails) => {
                ledger.add("mails", mails.len() as u64);
                ledger.add("mails asked for", person.asked as u64);
                if mails.len() > person.asked {
                    let what = format!("asked for {} mails, got {}", person.asked, mails.len());
                    ledger.never(Never::DoubleMail, &person.who, what);
                }
            }
            Err(error) => {
                ledger.never(Never::Unproven, &person.who, format!("mails not counted: {error:#}"));
            }
        }
    }
}

/// What the server's log says that it must not.
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

fn judge_exchanges(calls: &[Call], logins: &BTreeMap<String, String>, ledger: &Ledger) {
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

/// Who each sign-in belongs to, by the username that it began with.
fn logins(calls: &[Call]) -> BTreeMap<String, String> {
    let begun = calls.iter().filter(|call| call.path == IDENTIFY);
    begun
        .filter_map(|call| Some((call.transaction.clone()?, text_of(&call.sent, "identifier")?)))
        .collect()
}

fn count(calls: &[Call], which: impl Fn(&Call) -> bool) -> u64 {
    calls.iter().filter(|call| which(call)).count() as u64
}

fn read(call: &Value) -> Call {
    let text = |name: &str| call[name].as_str().unwrap_or_default().to_owned();
    Call {
        path: text("path"),
        transaction: call["transaction"].as_str().map(str::to_owned),
        status: call["status"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(0),
        fault: call["fault"].as_bool().unwrap_or_default(),
        sent: text("sent"),
        millis: call["millis"].as_u64().unwrap_or_default(),
        at: time_of_day(call["at"].as_str().unwrap_or_default()),
        heard: Instant::now(),
    }
}

/// The milliseconds since midnight of a time such as `2026-01-31T12:34:56.789Z`.
fn time_of_day(time: &str) -> u64 {
    let clock = time.split_once('T').map_or("", |(_, clock)| clock).trim_end_matches('Z');
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let seconds = clock.split(':').filter_map(|part| part.parse::<u64>().ok());
    let millis: String = fraction.chars().chain("000".chars()).take(3).collect();
    seconds.fold(0, |sum, part| sum * 60 + part) * 1000 + millis.parse::<u64>().unwrap_or_default()
}

/// The text of `name` in a JSON body, at the top or among the credentials.
fn text_of(body: &str, name: &str) -> Option<String> {
    let body: Value = serde_json::from_str(body).ok()?;
    let found = body.get(name).or_else(|| body.get("credentials")?.get(name))?;
    found.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(path: &str, sent: &str) -> Call {
        Call {
            path: path.to_owned(),
            transaction: Some("t".to_owned()),
            status: 200,
            fault: false,
            sent: sent.to_owned(),
            millis: 1,
            at: 0,
            heard: Instant::now(),
        }
    }

    fn judged(presses: usize, answers: usize) -> Ledger {
        let http = reqwest::Client::builder().build().unwrap_or_default();
        let witness = Witness::of(&Org::at(&http, "http://127.0.0.1:1"));
        let mut calls = vec![call(IDENTIFY, r#"{"identifier":"a@b"}"#)];
        let code = r#"{"credentials":{"passcode":"123456"}}"#;
        calls.extend((0..answers).map(|_| call(ANSWER, code)));
        *witness.calls.lock().unwrap_or_else(PoisonError::into_inner) = (9, calls);
        let mut person = Deeds { login: "a@b".to_owned(), ..Deeds::default() };
        person.sent.insert("123456".to_owned(), presses);
        let ledger = Ledger::default();
        witness.judge(&[person], &ledger);
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
        assert_eq!(time_of_day("2026-01-31T01:02:03.5Z"), 3_723_500);
        assert_eq!(time_of_day("2026-01-31T01:02:03Z"), 3_723_000);
        let http = reqwest::Client::builder().build().unwrap_or_default();
        let witness = Witness::of(&Org::at(&http, "http://127.0.0.1:1"));
        let polls = |gap| {
            let first = call("/idp/idx/challenge/poll", "");
            let second = Call { at: gap, ..first.clone() };
            let ledger = Ledger::default();
            witness.judge_polls(&[first, second], &ledger);
            ledger.happened(Never::PollStorm)
        };
        assert_eq!((polls(4_000), polls(3_900), polls(1_000)), (0, 0, 1));
    }

    /// Shows: K5
    #[test]
    fn a_second_exchange_of_one_sign_in_is_found() {
        let ledger = Ledger::default();
        let calls = [call(TOKEN, ""), call(TOKEN, "")];
        judge_exchanges(&calls, &BTreeMap::new(), &ledger);
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
