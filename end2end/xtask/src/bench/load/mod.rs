//! Measures the release's response times, with its org and its clients on the same machine.

mod latencies;

use std::fmt::Write;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context;
use harness::System;

use self::latencies::Latencies;
use crate::http;
use crate::release::Release;
use crate::workspace::Workspace;

/// Concurrent connections, each of which sends the next request after its response.
const CONNECTIONS: usize = 8;
/// The id of a first step: any 16 characters are valid.
const STEP: &str = "sign-in.AAAAAAAAAAAAAAAA";

/// Measures, and returns whether every response was the expected one.
pub(super) fn run(workspace: &Workspace, seconds: u64) -> anyhow::Result<bool> {
    let programs = Release::of(workspace).programs()?;
    let system = System::start(&programs, &workspace.logs().join("load"))?;
    let cookie = begin(&system.url)?;
    let mut table = line(["what", "requests", "per second", "p50", "p99", "unexpected"]);
    let mut held = true;
    for (what, path, cookie, expected) in [
        ("session check: / with a cookie", "/", Some(cookie.as_str()), 303),
        ("page: /sign-in without a cookie", "/sign-in", None, 200),
        ("page: /sign-in with a cookie", "/sign-in", Some(cookie.as_str()), 200),
    ] {
        println!("==> {what}: {CONNECTIONS} connections for {seconds} s");
        let url = format!("{}{path}", system.url);
        let found = measure(&url, cookie, expected, Duration::from_secs(seconds))?;
        held &= found.unexpected == 0;
        table.push_str(&row(what, &found, seconds));
    }
    system.stop()?;
    writeln!(table, "{CONNECTIONS} connections, one server with SQLite, all on one machine")?;
    println!("{table}");
    workspace.keep_report("load.txt", &table)?;
    Ok(held)
}

/// Starts a sign-in and returns the cookie of its session.
fn begin(origin: &str) -> anyhow::Result<String> {
    let form = format!("step={STEP}&answers[identifier]=ada%40example.com");
    let answer = super::submit(&http::client(), origin, "bench", &form)?;
    let cookie = answer.headers().get("set-cookie").and_then(|value| value.to_str().ok());
    let pair = cookie.and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
    pair.with_context(|| format!("no session was started (HTTP {})", answer.status()))
}

fn measure(
    url: &str,
    cookie: Option<&str>,
    expected: u16,
    duration: Duration,
) -> anyhow::Result<Latencies> {
    let until = Instant::now() + duration;
    let ask = || -> anyhow::Result<Latencies> {
        let client = http::client();
        let mut found = Latencies::default();
        while Instant::now() < until {
            let mut request = client.get(url).header("Accept", "text/html");
            if let Some(cookie) = cookie {
                request = request.header("Cookie", cookie);
            }
            let began = Instant::now();
            let answer = http::read(request.call())?;
            found.add(began.elapsed(), answer.status() == expected);
        }
        Ok(found)
    };
    thread::scope(|scope| {
        let askers = (0..CONNECTIONS).map(|_| scope.spawn(ask)).collect::<Vec<_>>();
        let mut all = Latencies::default();
        for asker in askers {
            match asker.join() {
                Ok(found) => all.join(found?),
                Err(_) => anyhow::bail!("a thread that asks panicked"),
            }
        }
        Ok(all)
    })
}

fn row(what: &str, found: &Latencies, seconds: u64) -> String {
    let milliseconds = |share| format!("{:.2} ms", found.percentile(share).as_secs_f64() * 1000.0);
    line([
        what,
        &found.count().to_string(),
        &(found.count() / seconds).to_string(),
        &milliseconds(50),
        &milliseconds(99),
        &found.unexpected.to_string(),
    ])
}

fn line([what, requests, rate, p50, p99, unexpected]: [&str; 6]) -> String {
    format!("{what:<34}{requests:>10}{rate:>12}{p50:>12}{p99:>12}{unexpected:>12}\n")
}
