//! The ledger: how each sign-in ended, and the failures that must never occur.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;

/// A failure that must never occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Never {
    /// A sign-in that could not go on, or a session that the server lost.
    Lost,
    /// One submission answered Okta twice.
    DoubleAnswer,
    /// One submission sent two emails.
    DoubleMail,
    /// One sign-in was exchanged for tokens twice.
    DoubleSession,
    /// A signed-in user was sent back to the first page.
    FalseSignOut,
    /// The old cookie of a signed-out user still opens a page.
    SignOutUndone,
    /// A panic, or a response with status 500.
    Panic,
    /// Okta was polled more often than it allows.
    PollStorm,
    /// An org was called during its rate limit, or too often while it was down.
    Hammered,
    /// A graceful stop left a request without a response.
    CutByStop,
    /// An open page could not go on after a deployment.
    BlankPage,
    /// A connection that must use TLS was made without it.
    Plaintext,
    /// The run could not do a part of its work, so it proves less than it says.
    Unproven,
}

/// All failures, with their words in the ledger.
const NEVER: [(Never, &str); 13] = [
    (Never::Lost, "lost"),
    (Never::DoubleAnswer, "double answers"),
    (Never::DoubleMail, "double mails"),
    (Never::DoubleSession, "double token exchanges"),
    (Never::FalseSignOut, "false sign-outs"),
    (Never::SignOutUndone, "sign-outs undone"),
    (Never::Panic, "panics and answers 500"),
    (Never::PollStorm, "polls too early"),
    (Never::Hammered, "calls while Okta wants peace"),
    (Never::CutByStop, "cut by a graceful stop"),
    (Never::BlankPage, "dead pages after a deployment"),
    (Never::Plaintext, "sent in the clear"),
    (Never::Unproven, "not proven"),
];

#[derive(Debug)]
struct Incident {
    never: Never,
    who: String,
    what: String,
}

#[derive(Debug, Default)]
struct Entries {
    counts: BTreeMap<String, u64>,
    times: BTreeMap<&'static str, Vec<Duration>>,
    told: BTreeMap<String, u64>,
    incidents: Vec<Incident>,
    sections: Vec<(String, String)>,
}

/// The counts, times and failures, noted by all users at once.
#[derive(Debug, Default)]
pub(crate) struct Ledger(Mutex<Entries>);

impl Ledger {
    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds one to a counter.
    pub(crate) fn count(&self, what: &str) {
        self.add(what, 1);
    }

    pub(crate) fn add(&self, what: &str, number: u64) {
        *self.entries().counts.entry(what.to_owned()).or_default() += number;
    }

    pub(crate) fn number(&self, what: &str) -> u64 {
        self.entries().counts.get(what).copied().unwrap_or_default()
    }

    /// Notes how long a step took.
    pub(crate) fn time(&self, step: &'static str, took: Duration) {
        self.entries().times.entry(step).or_default().push(took);
    }

    /// Notes an error message that a user saw.
    pub(crate) fn told(&self, text: &str) {
        let words: Vec<&str> = text
            .split_whitespace()
            .map(|word| if word.chars().all(|it| it.is_ascii_digit()) { "N" } else { word })
            .collect();
        *self.entries().told.entry(words.join(" ")).or_default() += 1;
    }

    /// Notes a failure, the user and the circumstances.
    pub(crate) fn never(&self, never: Never, who: &str, what: impl Into<String>) {
        let what = what.into();
        self.entries().incidents.push(Incident { never, who: who.to_owned(), what });
    }

    /// Adds a section with its own title.
    pub(crate) fn section(&self, title: &str, text: String) {
        self.entries().sections.push((title.to_owned(), text));
    }

    /// Returns how often this failure occurred.
    pub(crate) fn happened(&self, never: Never) -> usize {
        self.entries().incidents.iter().filter(|incident| incident.never == never).count()
    }

    /// Whether no failure occurred.
    pub(crate) fn holds(&self) -> bool {
        self.entries().incidents.is_empty()
    }

    /// Renders the whole ledger as text.
    pub(crate) fn render(&self, again: &str) -> String {
        let mut lines = Vec::new();
        let of = |what: &str| self.number(what);
        lines.push(format!(
            "sign-ins  started {}  finished {}  cleanly refused {}  lost {}",
            of("started"),
            of("finished"),
            of("refused"),
            self.happened(Never::Lost)
        ));
        let entries = self.entries();
        let happened = |never| entries.incidents.iter().filter(|it| it.never == never).count();
        lines.push("\nmust be 0".to_owned());
        for (never, words) in NEVER {
            lines.push(format!("  {words:32} {:>5}", happened(never)));
        }
        lines.push("\nhow it went".to_owned());
        let hidden = ["started", "finished", "refused"];
        for (what, number) in
            entries.counts.iter().filter(|(what, _)| !hidden.contains(&what.as_str()))
        {
            lines.push(format!("  {what:48} {number:>7}"));
        }
        lines.push("\nwhat people were told, and went on from".to_owned());
        for (text, number) in &entries.told {
            lines.push(format!("  {number:>5} × {text}"));
        }
        lines.push("\nmilliseconds a step (p50, p95, p99), waiting for faults included".to_owned());
        for (step, times) in &entries.times {
            lines.push(format!("  {step:28} {}  of {}", percentiles(times), times.len()));
        }
        for (title, text) in &entries.sections {
            lines.push(format!("\n{title}\n{text}"));
        }
        for Incident { never, who, what } in &entries.incidents {
            lines.push(format!("\nNEVER {never:?}: {who}: {what}"));
        }
        if !entries.incidents.is_empty() {
            lines.push(format!("\nthe same people and faults again: {again}"));
        }
        lines.join("\n")
    }
}

/// Renders p50, p95 and p99 in milliseconds.
pub(crate) fn percentiles(times: &[Duration]) -> String {
    let mut sorted = times.to_vec();
    sorted.sort();
    let at = |percent: usize| {
        let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(place).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    format!("{:>8.1} {:>8.1} {:>8.1}", at(50), at(95), at(99))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_with_one_incident_does_not_hold_and_says_who_and_how_to_see_it_again() {
        let ledger = Ledger::default();
        assert!(ledger.holds());
        ledger.never(Never::Lost, "user 7", "at the code");
        assert!(!ledger.holds());
        let text = ledger.render("cargo xtask chaos --seed 1 --people 9");
        assert!(text.contains("NEVER Lost: user 7: at the code"), "{text}");
        assert!(text.contains("cargo xtask chaos --seed 1 --people 9"), "{text}");
        assert!(text.contains("lost 1"), "{text}");
    }

    #[test]
    fn percentiles_are_those_of_the_sorted_times() {
        let times: Vec<Duration> = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!(
            percentiles(&times).split_whitespace().collect::<Vec<_>>(),
            ["50.0", "95.0", "99.0"]
        );
        assert!(percentiles(&[]).contains("0.0"));
    }

    #[test]
    fn what_people_are_told_is_counted_whatever_the_numbers_in_it() {
        let ledger = Ledger::default();
        ledger.told("Wait 3 s, then try again.");
        ledger.told("Wait 17 s, then try again.");
        assert!(ledger.render("").contains("2 × Wait N s, then try again."));
    }
}
