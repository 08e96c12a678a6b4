//! A simulated user, who signs in as users do.

mod at_code;
mod manner;
mod stay;
mod submit;

use std::collections::BTreeMap;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use fastrand::Rng;
pub(crate) use manner::LIVELY;
pub(crate) use manner::Manner;
pub(crate) use manner::PLAIN;

use crate::browser::Browser;
use crate::html::Page;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::random;
use crate::system::System;

/// The message of a server that does not find a session it should know.
const LOST_TRACK: &str = "We lost track of that sign-in";
const MOST_TURNS: u32 = 80;
/// The number of recent actions that are kept for a failure report.
const TRAIL: usize = 16;

/// The path of sign-in forms.
pub(crate) const SUBMIT: &str = "/api/sign-in/submit";

/// A simulated user.
#[derive(Debug)]
pub(crate) struct User {
    pub(crate) login: String,
    pub(crate) browser: Browser,
    who: String,
    random: Rng,
    system: Arc<System>,
    ledger: Arc<Ledger>,
    manner: Manner,
    actions: Actions,
    told_last: Option<String>,
    /// How many requests got no response.
    cuts: u32,
    /// The latest actions and pages, for the failure report.
    trail: VecDeque<String>,
}

/// The upper limit of what the org may have received for a user.
#[derive(Clone, Debug, Default)]
pub(crate) struct Actions {
    pub(crate) who: String,
    pub(crate) login: String,
    /// How often the user asked for an email.
    pub(crate) asked: usize,
    /// How often the user sent each code.
    pub(crate) sent: BTreeMap<String, usize>,
    /// How long each step took, by name.
    pub(crate) took: Vec<(&'static str, Duration)>,
}

/// The result of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The start page was reached.
    SignedIn,
    /// Time ran out on a page with an error and a way to go on.
    Refused,
    /// Neither of these.
    Lost,
}

impl User {
    /// Creates user `number` of a run, with an account at the org.
    pub(crate) async fn enter(
        system: &Arc<System>,
        ledger: &Arc<Ledger>,
        seed: u64,
        number: u64,
        manner: Manner,
    ) -> anyhow::Result<Self> {
        let login = format!("user{number}@example.com");
        system.org.add_person(&login).await?;
        let who = format!("user {number} of seed {seed}");
        Ok(Self {
            browser: Browser::of(&system.http, &system.url, number),
            random: random::of(seed, number),
            system: Arc::clone(system),
            ledger: Arc::clone(ledger),
            manner,
            actions: Actions { who: who.clone(), login: login.clone(), ..Actions::default() },
            who,
            login,
            told_last: None,
            cuts: 0,
            trail: VecDeque::new(),
        })
    }

    /// Signs in, with as many attempts as it takes, until `until`.
    pub(crate) async fn sign_in(&mut self, until: Instant) -> End {
        self.ledger.count("started");
        let began = Instant::now();
        let page = self.open("/sign-in").await;
        let end = self.go_on_from(page, until).await;
        if end == End::SignedIn {
            self.ledger.time("a whole sign-in", began.elapsed());
        }
        end
    }

    /// Continues from an open page to the start page, until `until`.
    pub(crate) async fn go_on_from(&mut self, mut page: Page, until: Instant) -> End {
        for _ in 0..MOST_TURNS {
            if page.is_greeting() {
                self.ledger.count("finished");
                return End::SignedIn;
            }
            if Instant::now() > until {
                break;
            }
            page = self.go_on(page).await;
        }
        if self.told_last.is_some() && page.has_a_way_on() {
            self.ledger.count("refused");
            return End::Refused;
        }
        let place = format!("gave up at {} ({}), status {}", page.path, page.title, page.status);
        self.complain(Never::Lost, place);
        End::Lost
    }

    /// Takes one step from any page.
    async fn go_on(&mut self, page: Page) -> Page {
        if self.told_last.is_some() {
            // Every user reads an error before going on.
            let time = self.random.u64(200..900);
            tokio::time::sleep(Duration::from_millis(time)).await;
        }
        match page.screen.as_deref() {
            Some("identify") => self.give_username(page).await,
            Some("code") => self.at_code(page).await,
            // Finished in another tab: one submission collects the session.
            Some("done") if page.form_to(SUBMIT).is_some() => {
                self.ledger.count("finished elsewhere, collected by a press");
                let form = page.form_to(SUBMIT).cloned().unwrap_or_default();
                self.send(&form, &[], "collect").await
            }
            Some("ended" | "form" | "choose") => {
                let restart = page.action("restart").or(page.forms.first()).cloned();
                match restart {
                    Some(form) => self.send(&form, &[], "start again").await,
                    None => self.open("/sign-in").await,
                }
            }
            _ => {
                self.rest(200..900).await;
                self.open("/sign-in").await
            }
        }
    }

    /// Opens the first page and submits the username.
    pub(crate) async fn ask_for_mail(&mut self) -> Page {
        let first = self.open("/sign-in").await;
        self.give_username(first).await
    }

    pub(crate) async fn give_username(&mut self, page: Page) -> Page {
        let Some(form) = page.form_to(SUBMIT).cloned() else {
            self.complain(Never::Lost, "the first page has no form");
            return self.open("/sign-in").await;
        };
        let login = self.login.clone();
        self.send(&form, &[&login], "username").await
    }

    /// Reports a failure of this user, with the latest actions.
    pub(crate) fn complain(&self, never: Never, what: impl Into<String>) {
        let trail: Vec<&str> = self.trail.iter().map(String::as_str).collect();
        let what = format!("{}\n  on the way: {}", what.into(), trail.join(" | "));
        self.ledger.never(never, &self.who, what);
    }

    /// Adds to the latest actions.
    fn remember(&mut self, what: String) {
        if self.trail.len() == TRAIL {
            self.trail.pop_front();
        }
        self.trail.push_back(what);
    }

    /// Returns the user's number modulo 1,000, as a fraction from 0 to 1.
    pub(crate) fn place(&self) -> f64 {
        let number: u16 = self
            .login
            .bytes()
            .filter(u8::is_ascii_digit)
            .fold(0, |number, digit| (number * 10 + u16::from(digit - b'0')) % 1000);
        f64::from(number) / 1000.0
    }

    /// Returns what the user did, for the comparison with the org's calls.
    pub(crate) fn actions(&self) -> Actions {
        self.actions.clone()
    }

    async fn rest(&mut self, millis: std::ops::Range<u64>) {
        if self.manner.rests {
            tokio::time::sleep(Duration::from_millis(self.random.u64(millis))).await;
        }
    }
}
