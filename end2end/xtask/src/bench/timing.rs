//! R6: measures on the release whether response times reveal which accounts exist.

use std::fmt::Write;
use std::hash::DefaultHasher;
use std::hash::Hash;
use std::hash::Hasher;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use harness::System;

use crate::http;
use crate::release::Release;
use crate::workspace::Workspace;

const SAMPLES: usize = 1000;
/// Concurrent users, each on a connection of their own.
const AT_ONCE: usize = 20;
/// The additional delay of the org for existing accounts.
const LONGER_MILLIS: u64 = 300;
/// The maximum difference of the medians.
const APART: Duration = Duration::from_millis(10);
/// The minimum probability of two such samples if they come from one distribution.
const LIKELY: f64 = 0.01;

/// Measures, and returns whether response times reveal nothing.
pub(super) fn run(workspace: &Workspace) -> anyhow::Result<bool> {
    let settings = [("USHER_ENUMERATION_PREVENTION", "true"), ("USHER_MIN_RESPONSE_MS", "600")];
    let programs = Release::of(workspace).programs()?;
    let system = System::start_with(&programs, &workspace.logs().join("timing"), &settings)?;
    let org = &system.org_url;
    for number in 0..AT_ONCE {
        let person = format!(
            r#"{{"login":"known{number}@example.com","firstName":"Some","lastName":"Body"}}"#
        );
        tell(org, "users", &person)?;
    }
    // With this policy the server must request the email, a call that only existing accounts cause.
    tell(org, "policy", r#"{"name":"email-verification-data"}"#)?;
    let slower =
        format!(r#"{{"path":"/idp/idx/challenge","delayMs":{LONGER_MILLIS},"times":4000000}}"#);
    tell(org, "faults", &slower)?;
    println!("==> {SAMPLES} answers with an account and {SAMPLES} without, {AT_ONCE} at once");
    let (known, unknown) = measure(&system.url)?;
    system.stop()?;
    let p = kolmogorov_smirnov(&known, &unknown);
    let (known, unknown) = (median(known), median(unknown));
    let apart = known.abs_diff(unknown);
    let mut table = String::new();
    writeln!(table, "{SAMPLES} samples each, the org {LONGER_MILLIS} ms slower for known people")?;
    writeln!(table, "median with an account      {known:>9.1?}")?;
    writeln!(table, "median without              {unknown:>9.1?}")?;
    writeln!(table, "apart                       {apart:>9.1?}  (at most {APART:?})")?;
    writeln!(table, "Kolmogorov-Smirnov p        {p:>9.3}  (above {LIKELY})")?;
    println!("{table}");
    workspace.keep_report("timing.txt", &table)?;
    Ok(apart <= APART && p > LIKELY)
}

/// Sends a request to the org's control API.
fn tell(org: &str, what: &str, body: &str) -> anyhow::Result<()> {
    let request = http::client().post(format!("{org}/_local/{what}"));
    let answer = http::read(request.content_type("application/json").send(body))?;
    anyhow::ensure!(answer.status().is_success(), "{what}: HTTP {}", answer.status());
    Ok(())
}

/// Chooses pseudo-randomly which of a pair comes first, so that periodic load affects both kinds
/// equally.
fn falls_heads(place: usize, pair: usize) -> bool {
    let mut hasher = DefaultHasher::new();
    (place, pair).hash(&mut hasher);
    hasher.finish().is_multiple_of(2)
}

/// Times responses with and without an account in adjacent pairs, so that load affects both kinds
/// equally.
fn measure(origin: &str) -> anyhow::Result<(Vec<Duration>, Vec<Duration>)> {
    let type_names = |place: usize| -> anyhow::Result<Vec<(bool, Duration)>> {
        let client = http::client();
        // The users start at different moments, because queueing must not affect the measurement.
        thread::sleep(Duration::from_millis(31) * u32::try_from(place)?);
        let mut took = Vec::new();
        for round in 0..2 * SAMPLES / AT_ONCE {
            let known = round.is_multiple_of(2) == falls_heads(place, round / 2);
            let name = if known { "known" } else { "other" };
            // The id of a first step identifies one page.
            let form = format!(
                "step=sign-in.{place:04}{round:012}&answers[identifier]={name}{place}%40example.com"
            );
            let began = Instant::now();
            let answer = super::submit(&client, origin, &format!("bench{place}"), &form)?;
            took.push((known, began.elapsed()));
            anyhow::ensure!(answer.status() == 200, "{name}: HTTP {}", answer.status());
        }
        Ok(took)
    };
    let all = thread::scope(|scope| {
        let people = (0..AT_ONCE).map(|place| scope.spawn(move || type_names(place)));
        let people = people.collect::<Vec<_>>();
        let mut all = Vec::new();
        for person in people {
            match person.join() {
                Ok(took) => all.extend(took?),
                Err(_) => anyhow::bail!("a thread that types panicked"),
            }
        }
        Ok(all)
    })?;
    let of = |wanted: bool| {
        all.iter().filter(|(known, _)| *known == wanted).map(|(_, took)| *took).collect()
    };
    Ok((of(true), of(false)))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Returns the asymptotic probability of two such samples if they come from one distribution.
#[expect(clippy::cast_precision_loss, reason = "a few thousand samples")]
fn kolmogorov_smirnov(one: &[Duration], other: &[Duration]) -> f64 {
    let share = |of: &[Duration], at: Duration| {
        of.iter().filter(|time| **time <= at).count() as f64 / of.len() as f64
    };
    let apart = one
        .iter()
        .chain(other)
        .map(|at| (share(one, *at) - share(other, *at)).abs())
        .fold(0.0, f64::max);
    let size = ((one.len() * other.len()) as f64 / (one.len() + other.len()) as f64).sqrt();
    let scaled = (size + 0.12 + 0.11 / size) * apart;
    let terms = (1..100).map(|k| {
        let sign = if k % 2 == 1 { 1.0 } else { -1.0 };
        sign * (-2.0 * f64::from(k * k) * scaled * scaled).exp()
    });
    (2.0 * terms.sum::<f64>()).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(from: u64) -> Vec<Duration> {
        (from..from + 500).map(Duration::from_millis).collect()
    }

    #[test]
    fn samples_of_one_kind_are_likely_and_those_apart_are_not() {
        assert!(kolmogorov_smirnov(&times(600), &times(602)) > 0.9);
        assert!(kolmogorov_smirnov(&times(600), &times(700)) < LIKELY);
        assert_eq!(median(times(600)), Duration::from_millis(850));
    }
}
