//! K14: the server, or one of two, is killed at each step of the sign-in, with all users at that
//! step.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;
use serde_json::json;

use super::all;
use super::enter;
use crate::browser::Cut;
use crate::html::Page;
use crate::ledger::Ledger;
use crate::ledger::Never;
use crate::system::System;
use crate::user::Actions;
use crate::user::End;
use crate::user::Manner;
use crate::user::PLAIN;
use crate::user::SUBMIT;
use crate::user::User;

const HELD_MILLIS: u64 = 60_000;
/// The delay of a call with two servers: users of the surviving one get their responses.
const BRIEFLY_MILLIS: u64 = 2_000;
const UNTIL_HELD: Duration = Duration::from_secs(15);
const PATIENCE: Duration = Duration::from_secs(40);

/// A user who pauses before submitting, and makes no mistakes.
const STEADY: Manner = Manner { rests: true, ..PLAIN };

/// Where the users are when the server is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    FirstPage,
    Username,
    CodePage,
    WrongCode,
    Code,
    SignedIn,
}

/// A point of the sign-in: where the users are, and which call of the server is delayed.
#[derive(Clone, Copy, Debug)]
struct Point {
    words: &'static str,
    at: At,
    held: &'static str,
    /// Whether the call is delayed before it takes effect, or after.
    before: bool,
}

const fn point(words: &'static str, at: At, held: &'static str, before: bool) -> Point {
    Point { words, at, held, before }
}

const POINTS: [Point; 11] = [
    point("the first page is shown", At::FirstPage, "", true),
    point("username sent, nothing started yet", At::Username, "/oauth2/default/v1/interact", true),
    point("username sent, started", At::Username, "/idp/idx/introspect", true),
    point("username sent, no mail yet", At::Username, "/idp/idx/identify", true),
    point("username sent, mail out", At::Username, "/idp/idx/identify", false),
    point("the code is asked for", At::CodePage, "", true),
    point("a wrong code sent, not counted yet", At::WrongCode, "/idp/idx/challenge/answer", true),
    point("the code sent, not taken yet", At::Code, "/idp/idx/challenge/answer", true),
    point("the code sent and taken", At::Code, "/idp/idx/challenge/answer", false),
    point("tokens issued, not received", At::Code, "/oauth2/default/v1/token", false),
    point("signed in", At::SignedIn, "", true),
];

/// Kills the server at each of the points, one in `steps`, with `people` users at that point.
/// Shows: K14
pub(crate) async fn run(
    system: &Arc<System>,
    ledger: &Arc<Ledger>,
    seed: u64,
    people: u64,
    steps: usize,
    first: u64,
) -> anyhow::Result<Vec<Actions>> {
    let mut actions = Vec::new();
    let mut lines = vec![format!(
        "  {:40} {:>7} {:>9} {:>15} {:>11}",
        "killed while", "people", "signed in", "username again", "code again"
    )];
    for (place, point) in (0_u64..).zip(POINTS.into_iter().step_by(steps)) {
        let start = first + place * people;
        let entered = enter(system, ledger, seed, start..start + people, STEADY).await?;
        let done = strike(system, ledger, point, entered).await?;
        let signed_in = done.iter().filter(|(_, end)| *end == End::SignedIn).count();
        let again = |usual: usize, of: fn(&Actions) -> usize| {
            done.iter().map(|(user, _)| of(user).saturating_sub(usual)).sum::<usize>()
        };
        let wrong = usize::from(point.at == At::WrongCode);
        lines.push(format!(
            "  {:40} {:>7} {:>9} {:>15} {:>11}",
            point.words,
            done.len(),
            signed_in,
            again(1, |user| user.asked),
            again(1 + wrong, |user| user.sent.values().sum()),
        ));
        actions.extend(done.into_iter().map(|(user, _)| user));
    }
    let title = if system.has_two() {
        "K14: kill -9 of one of two nodes, dead until everybody is in; what people pressed again, answered by the other or not"
    } else {
        "K14: kill -9 at each step; what people had to press again"
    };
    ledger.section(title, lines.join("\n"));
    Ok(actions)
}

async fn strike(
    system: &Arc<System>,
    ledger: &Arc<Ledger>,
    point: Point,
    people: Vec<User>,
) -> anyhow::Result<Vec<(Actions, End)>> {
    let number = people.len() as u64;
    let there = all(ledger, people, move |user| reach(user, point.at)).await;
    if !point.held.is_empty() {
        let millis = if system.has_two() { BRIEFLY_MILLIS } else { HELD_MILLIS };
        system.org.fault(&held(point, number, millis)).await?;
    }
    let held_before = system.org.calls_to(point.held).await?;
    let submitting = tokio::spawn({
        let ledger = Arc::clone(ledger);
        let two = system.has_two();
        let submit = move |(user, page)| submit(user, page, point, two);
        async move { all(&ledger, there, submit).await }
    });
    let began = Instant::now();
    while !point.held.is_empty() && system.org.calls_to(point.held).await? < held_before + number {
        if began.elapsed() > UNTIL_HELD {
            ledger.never(Never::Unproven, "K14", format!("not everybody got to: {}", point.words));
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    system.kill_server().await?;
    system.org.heal().await?;
    let struck = submitting.await?;
    let words = point.words;
    let ledger_of = Arc::clone(ledger);
    let done = all(ledger, struck, move |(user, page)| {
        resume(user, page, point.at, words, Arc::clone(&ledger_of))
    })
    .await;
    system.revive().await?;
    Ok(done)
}

fn held(point: Point, number: u64, millis: u64) -> Value {
    json!({ "path": point.held, "delayMs": millis, "times": number, "before": point.before })
}

/// Signs in as far as the page whose next submission is interrupted.
async fn reach(mut user: User, at: At) -> (User, Page) {
    let first = user.open("/sign-in").await;
    if matches!(at, At::FirstPage | At::Username) {
        return (user, first);
    }
    let code = user.give_username(first).await;
    if at != At::SignedIn {
        return (user, code);
    }
    let home = match user.newest_mail().await {
        Some(mail) => user.use_code(&code, &mail.code).await,
        None => code,
    };
    (user, home)
}

/// Submits without getting a response; with two servers, the surviving one may respond.
async fn submit(mut user: User, page: Page, point: Point, two: bool) -> (User, Page) {
    let Some(form) = page.form_to(SUBMIT).cloned().filter(|_| !point.held.is_empty()) else {
        return (user, page);
    };
    let submitted = match point.at {
        At::Username => {
            let login = user.login.clone();
            user.send_once(&form, &[&login], "username").await
        }
        At::WrongCode => user.send_once(&form, &["000000"], "code").await,
        _ => match user.newest_mail().await {
            Some(mail) => user.send_once(&form, &[&mail.code], "code").await,
            None => Err(Cut::Closed),
        },
    };
    if submitted.is_ok() && !two {
        user.complain(Never::Unproven, format!("was answered: {}", point.words));
    }
    (user, page)
}

/// Continues from the page that was open when the server was killed.
async fn resume(
    mut user: User,
    page: Page,
    at: At,
    words: &str,
    ledger: Arc<Ledger>,
) -> (Actions, End) {
    ledger.count("started");
    let until = Instant::now() + PATIENCE;
    let end = if at == At::SignedIn {
        user.look_home().await;
        ledger.count("finished");
        End::SignedIn
    } else {
        user.go_on_from(page, until).await
    };
    if end != End::SignedIn {
        user.complain(Never::Lost, format!("not signed in after: {words}"));
    }
    (user.actions(), end)
}
