//! CPU that the server spends on a sign-in and on a page; beside an earlier release, as a ratio of one run.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use harness::Build;
use harness::System;
use serde_json::Value;
use serde_json::json;
use ureq::Agent;
use ureq::http::Request;

use crate::http;
use crate::http::Answer;
use crate::release::Release;
use crate::workspace::Workspace;

const SIGN_INS: u32 = 400;
const PAGES: u32 = 8_000;
/// The first ones load what every later one uses.
const WARM_UP: u32 = 40;
/// Each release is measured so often in turn, and its best run counts: load of the machine only adds.
const TURNS: usize = 2;
/// The names of the settings of this release and of the last one, so that both show what Okta says. Each user comes from
/// an address of their own, because what is counted for one user or network is small outside of tests.
const SETTINGS: [(&str, &str); 6] = [
    ("USHER_TRUSTED_PROXIES", "127.0.0.1"),
    ("USHER_SESSION_STORE", "memory"),
    ("USHER_ENUMERATION_PREVENTION", "false"),
    ("USHER_MIN_RESPONSE_MS", "0"),
    ("USHER_ENUMERATION_PREVENTION", "false"),
    ("USHER_MIN_RESPONSE_MS", "0"),
];

/// CPU of one sign-in and of one page.
#[derive(Clone, Copy, Debug)]
struct Cost {
    sign_in: Duration,
    page: Duration,
}

/// Measures the release, and the one in the `target` folder of another checkout if there is one to compare with.
pub(super) fn run(workspace: &Workspace, against: Option<&Path>) -> anyhow::Result<bool> {
    let now = Release::of(workspace).programs()?;
    let earlier = against.map(|target| Release::in_target(target).programs()).transpose()?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for turn in 1..=TURNS {
        println!("==> CPU of {SIGN_INS} sign-ins and {PAGES} pages, turn {turn} of {TURNS}");
        ours.push(measure(workspace, &now)?);
        if let Some(earlier) = &earlier {
            theirs.push(measure(workspace, earlier)?);
        }
    }
    let mut table =
        format!("{:<26}{:>12}{:>12}{:>9}\n", "CPU of the server", "now", "before", "ratio");
    for (what, of) in [
        ("a sign-in, memory store", (|cost: &Cost| cost.sign_in) as fn(&Cost) -> Duration),
        ("GET /sign-in", |cost| cost.page),
    ] {
        let best = |costs: &[Cost]| costs.iter().map(of).min();
        let now = best(&ours).unwrap_or_default();
        match best(&theirs) {
            Some(before) => {
                let ratio = now.as_secs_f64() / before.as_secs_f64();
                writeln!(table, "{what:<26}{now:>12.1?}{before:>12.1?}{ratio:>9.2}")?;
            }
            None => writeln!(table, "{what:<26}{now:>12.1?}{:>12}{:>9}", "-", "-")?,
        }
    }
    println!("{table}");
    workspace.keep_report("cpu.txt", &table)?;
    Ok(true)
}

fn measure(workspace: &Workspace, build: &Build) -> anyhow::Result<Cost> {
    let system = System::start_with(build, &workspace.logs().join("cpu"), &SETTINGS)?;
    let cpu = || system.server().cpu().context("the system does not tell CPU times");
    let spent = |count: u32, work: &mut dyn FnMut() -> anyhow::Result<()>| {
        (0..WARM_UP).try_for_each(|_| work())?;
        let began = cpu()?;
        (0..count).try_for_each(|_| work())?;
        anyhow::Ok(cpu()?.saturating_sub(began) / count)
    };
    let users = (0..SIGN_INS + WARM_UP).map(|number| format!("user{number}@example.com"));
    let users = users.collect::<Vec<_>>();
    users.iter().try_for_each(|user| add(&system, user))?;
    let mut left = users.iter().zip(0..);
    let sign_in = spent(SIGN_INS, &mut || {
        let (user, number) = left.next().context("no user is left")?;
        sign_in(&system, user, number)
    })?;
    let mut stranger = Browser::at(&system.url);
    let page = spent(PAGES, &mut || {
        stranger.cookies.clear();
        stranger.page("/sign-in").map(drop)
    })?;
    system.stop()?;
    Ok(Cost { sign_in, page })
}

/// Five requests: the page, the username, the page again, the code, the page of the application.
fn sign_in(system: &System, user: &str, number: u32) -> anyhow::Result<()> {
    let mut browser = Browser::at(&system.url);
    browser.address = format!("10.{}.{}.1", number / 250, number % 250);
    let page = browser.page("/sign-in")?;
    let page = String::from_utf8_lossy(page.body());
    let first =
        page.split_once("name=\"step\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
    let (first, _) = first.context("the page names no step")?;
    let step = browser.submit(first, "identifier", &user.replace('@', "%40"))?;
    browser.page("/sign-in")?;
    let mail = http::client().get(format!("{}/_local/mail?to={user}", system.org_url));
    let mails: Value = serde_json::from_slice(http::read(mail.call())?.body())?;
    let code = mails[0]["code"].as_str().context("no email came")?;
    let id = step["id"].as_str().context("the step has no name")?;
    browser.submit(id, "credentials.passcode", code)?;
    let home = browser.page("/")?;
    anyhow::ensure!(home.status() == 200, "not signed in: HTTP {}", home.status());
    Ok(())
}

/// Adds a user to the org.
fn add(system: &System, user: &str) -> anyhow::Result<()> {
    let user = json!({ "login": user, "firstName": "Ada", "lastName": "Byron" });
    let request = Request::post(format!("{}/_local/users", system.org_url))
        .header("Content-Type", "application/json")
        .body(user.to_string())?;
    let answer = http::read(http::client().run(request))?;
    anyhow::ensure!(answer.status().is_success(), "no user was added: HTTP {}", answer.status());
    Ok(())
}

/// A browser with JavaScript: one connection and a few cookies.
struct Browser {
    agent: Agent,
    origin: String,
    cookies: BTreeMap<String, String>,
    /// Where it is, as a proxy says.
    address: String,
}

impl Browser {
    fn at(origin: &str) -> Self {
        Self {
            agent: http::client(),
            origin: origin.to_owned(),
            cookies: BTreeMap::new(),
            address: "10.255.255.1".to_owned(),
        }
    }

    fn page(&mut self, path: &str) -> anyhow::Result<Answer> {
        let request = Request::get(format!("{}{path}", self.origin)).header("Accept", "text/html");
        self.send(request, "")
    }

    fn submit(&mut self, step: &str, field: &str, answer: &str) -> anyhow::Result<Value> {
        let request = Request::post(format!("{}/api/sign-in/submit", self.origin))
            .header("Origin", &self.origin)
            .header("X-Usher", "1")
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded");
        let answer = self.send(request, &format!("step={step}&answers[{field}]={answer}"))?;
        serde_json::from_slice(answer.body()).context("the answer is no step")
    }

    fn send(
        &mut self,
        request: ureq::http::request::Builder,
        body: &str,
    ) -> anyhow::Result<Answer> {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        let request = request.header("X-Forwarded-For", &self.address).header("Cookie", cookies);
        let request = request.body(body.to_owned())?;
        let answer = http::read(self.agent.run(request))?;
        for header in answer.headers().get_all("set-cookie") {
            let pair = header.to_str()?.split(';').next().and_then(|pair| pair.split_once('='));
            let (name, value) = pair.context("a cookie has no name")?;
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        Ok(answer)
    }
}
