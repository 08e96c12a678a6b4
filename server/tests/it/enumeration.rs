//! No response reveals whether an account exists.

use std::time::Duration;
use std::time::Instant;

use app::step::FieldKind;
use app::step::Screen;
use app::step::Step;
use futures::future::join_all;
use serde_json::json;

use crate::support::Answer;
use crate::support::Site;

/// One username per account state: active, locked, suspended, unassigned, and without an account.
const PEOPLE: [&str; 5] = [
    "ada@example.com",
    "locked@example.com",
    "suspended@example.com",
    "unassigned@example.com",
    "nobody@example.com",
];

async fn hiding() -> Site {
    Site::start_with(&["--enumeration-prevention", "true"]).await
}

/// Serializes a step without its random values and without the username that was typed.
fn without_the_person(step: &Step, username: &str) -> String {
    let local = username.split('@').next().unwrap();
    let masked =
        format!("{}***{}@", local.chars().next().unwrap(), local.chars().next_back().unwrap());
    let mut step = step.clone();
    step.id.clear();
    // The seconds count from a clock that stands still, while the transaction's expiry is by the
    // org's clock.
    step.expires_in = None;
    serde_json::to_string(&step).unwrap().replace(username, "NAME").replace(&masked, "MASK@")
}

/// Returns the status and headers of a response without their random values. The content length is
/// reduced to its number of digits, because the text contains the username.
fn head(answer: &Answer) -> String {
    let policy = answer.headers.get("content-security-policy").map(|it| it.to_str().unwrap());
    let nonce = policy.and_then(|it| it.split("'nonce-").nth(1)?.split('\'').next());
    let mut lines = Vec::new();
    for (name, value) in &answer.headers {
        let value = value.to_str().unwrap();
        let shown = match name.as_str() {
            "x-request-id" | "date" | "content-length" => format!("{} long", value.len()),
            "set-cookie" => {
                let (cookie, attributes) = value.split_once(';').unwrap();
                let (name, secret) = cookie.split_once('=').unwrap();
                format!("{name}={} long;{attributes}", secret.len())
            }
            _ => nonce.map_or_else(|| value.to_owned(), |nonce| value.replace(nonce, "NONCE")),
        };
        lines.push(format!("{name}: {shown}"));
    }
    lines.sort();
    format!("{} {}", answer.status, lines.join("; "))
}

/// Shows: R5
#[tokio::test]
async fn people_with_and_without_an_account_see_the_same_all_the_way() {
    let site = hiding().await;
    let mut seen = Vec::new();
    for username in PEOPLE {
        let mut browser = site.browser();
        let page = browser.step_id("/sign-in").await;
        let mut story = Vec::new();
        let fields = [("step", page.as_str()), ("answers[identifier]", username)];
        let answer = browser.post_json(app::server_functions::SUBMIT, &fields).await;
        let mut step = answer.step();
        story.extend([head(&answer), without_the_person(&step, username)]);
        for what in ["", "000000", "resend", "wait", "resend", "1", "2", "3", "4"] {
            let id = step.id.clone();
            let answer = match what {
                "wait" => {
                    site.pass(31).await;
                    continue;
                }
                "resend" => {
                    let fields = [("step", id.as_str()), ("action", what)];
                    browser.post_json(app::server_functions::ACT, &fields).await
                }
                _ => {
                    let code = if what.is_empty() { "" } else { "000000" };
                    let fields = [("step", id.as_str()), ("answers[credentials.passcode]", code)];
                    browser.post_json(app::server_functions::SUBMIT, &fields).await
                }
            };
            step = answer.step();
            story.extend([head(&answer), without_the_person(&step, username)]);
        }
        assert_eq!(step.screen, Screen::Ended, "{username}: {step:?}");
        seen.push(story);
    }
    for (person, story) in PEOPLE.iter().zip(&seen) {
        assert_eq!(story, &seen[0], "{person} differs from {}", PEOPLE[0]);
    }
}

/// Shows: R5
#[tokio::test]
async fn pages_without_javascript_tell_no_more() {
    let site = hiding().await;
    let (mut pages, mut heads) = (Vec::new(), std::collections::BTreeSet::new());
    for username in PEOPLE {
        let mut browser = site.browser();
        browser.begin(username).await;
        let page = browser.open("/sign-in").await;
        assert_eq!(page.status, 200);
        heads.insert(head(&page).replace(username, "NAME"));
        let form = page.body.split_once("<main").unwrap().1;
        assert!(form.contains("Enter code"), "{username}: {form}");
        let length = form.len() - form.matches(username).count() * username.len();
        pages.push(length);
    }
    assert!(pages.iter().all(|length| *length == pages[0]), "{pages:?}");
    assert_eq!(heads.len(), 1, "{heads:#?}");
}

/// Shows: R5
#[tokio::test]
async fn nobody_without_an_account_gets_a_mail_and_no_code_is_right() {
    let site = hiding().await;
    for username in &PEOPLE[1..] {
        let mut browser = site.browser();
        let step = browser.begin(username).await;
        assert_eq!(step.screen, Screen::Code, "{username}");
        assert!(site.org.mails(username).await.is_empty(), "{username}");
        let refused = browser.answer_code(&step, "123456").await;
        assert!(refused.form.unwrap().fields[0].error.contains("not right"));
    }
}

/// Returns all that a user sees who selects this option and then enters codes until none is
/// allowed.
async fn story(site: &Site, page: &str, username: &str, option: &str) -> Vec<String> {
    let mut browser = site.browser();
    let first = browser.step_id(page).await;
    let mut step = browser.submit(&first, &[("identifier", username)]).await;
    let mut seen = vec![without_the_person(&step, username)];
    while let Some(form) = step.form.as_ref().filter(|_| step.screen != Screen::Ended) {
        assert!(seen.len() < 12, "{username}: {seen:#?}");
        let answers = form.fields.iter().map(|field| {
            let answer = match &field.kind {
                FieldKind::Choice(options) if options.len() > 1 => option,
                FieldKind::Choice(_) => "0",
                FieldKind::Username => username,
                FieldKind::Digits(_) => "000000",
                _ => "wrong",
            };
            (field.name.as_str(), answer)
        });
        let answers = answers.collect::<Vec<_>>();
        step = browser.submit(&step.id, &answers).await;
        seen.push(without_the_person(&step, username));
    }
    seen
}

/// Shows: R5
#[tokio::test]
async fn a_password_or_a_choice_first_tells_no_more() {
    for (policy, page, known) in [
        ("password-and-email", "/sign-in", "pat@example.com"),
        ("password-and-email", "/forgot-password", "pat@example.com"),
        ("email-or-password", "/sign-in", "pat@example.com"),
        ("password-first", "/sign-in", "pat@example.com"),
        ("password-and-phone", "/sign-in", "tess@example.com"),
        ("google-otp", "/sign-in", "gus@example.com"),
        ("security-question", "/sign-in", "quinn@example.com"),
    ] {
        let site = hiding().await;
        site.org.policy(policy).await;
        for option in ["0", "1"] {
            let real = story(&site, page, known, option).await;
            assert!(real.len() > 4, "{policy}: {real:#?}");
            for username in &PEOPLE[1..] {
                let decoy = story(&site, page, username, option).await;
                assert_eq!(decoy, real, "{username} differs at {policy}, {page}, option {option}");
            }
        }
    }
}

fn both<'a>(username: &'a str, password: &'a str) -> [(&'static str, &'a str); 2] {
    [("identifier", username), ("credentials.passcode", password)]
}

/// Shows: R5
#[tokio::test]
async fn another_user_gets_in_where_the_first_one_was_refused() {
    let site = hiding().await;
    site.org.policy("password-first").await;
    let ended = json!({
        "version": "1.0.0", "stateHandle": "ended", "intent": "LOGIN",
        "messages": { "type": "array", "value": [{
            "message": "Locked", "i18n": { "key": "errors.E0000119" }, "class": "ERROR",
        }] },
    });
    for refused in PEOPLE[1..].iter().chain(["ended@example.com"].iter()) {
        if *refused == "ended@example.com" {
            let path = "/idp/idx/identify";
            site.org.fault(json!({ "path": path, "status": 403, "body": ended, "times": 1 })).await;
        }
        let mut browser = site.browser();
        let first = browser.begin(refused).await;
        let told = browser.submit(&first.id, &both(refused, "Wrong-Horse-9")).await;
        assert_eq!(told.screen, Screen::Identify, "{refused}: {told:?}");
        let signed_in = browser.submit(&told.id, &both("pat@example.com", "Correct-Horse-9")).await;
        assert_eq!(signed_in.go, "/", "{refused}: {signed_in:?}");
    }
}

/// Shows: R5
#[tokio::test]
async fn a_decoy_takes_no_code_and_sends_nothing_at_any_step() {
    let site = hiding().await;
    site.org.policy("password-and-phone").await;
    story(&site, "/sign-in", "tess@example.com", "1").await;
    let calls = site.org.stats().await;
    let mut browser = site.browser();
    let step = browser.begin("nobody@example.com").await;
    let identified = site.org.stats().await;
    assert_ne!(identified, calls, "the org was asked who it is");
    let step = browser.submit(&step.id, &[("authenticator", "1")]).await;
    let step = browser.submit(&step.id, &[("authenticator.methodType", "0")]).await;
    assert_eq!(step.title, "Check your phone");
    site.pass(31).await;
    let step = browser.act(&step, "resend").await;
    let told = browser.answer_code(&step, "123456").await;
    assert!(told.form.unwrap().fields[0].error.contains("not right"));
    assert_eq!(site.org.stats().await, identified, "and nothing else");
}

/// Shows: R5
#[tokio::test]
async fn a_decoy_ends_when_a_real_sign_in_does() {
    let site = hiding().await;
    let mut real = site.browser();
    let mut decoy = site.browser();
    let shown = real.begin("ada@example.com").await.expires_in;
    assert_eq!(decoy.begin("nobody@example.com").await.expires_in, shown);
    site.pass(10 * 60 + 1).await;
    let (real, decoy) = (real.current().await, decoy.current().await);
    assert_eq!(real.title, decoy.title);
    assert_eq!(real.screen, decoy.screen);
}

/// Shows: R5
#[tokio::test]
async fn a_decoy_survives_a_change_of_the_username() {
    let site = hiding().await;
    let mut browser = site.browser();
    let step = browser.begin("nobody@example.com").await;
    let start = browser.act(&step, "restart").await;
    let step = browser.submit(&start.id, &[("identifier", "ada@example.com")]).await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
}

/// Shows: R5
#[tokio::test]
async fn with_the_switch_off_people_read_what_okta_says() {
    let site = Site::start_with(&["--enumeration-prevention", "false"]).await;
    let step = site.browser().begin("nobody@example.com").await;
    assert_eq!(step.screen, Screen::Identify);
    assert!(step.form.unwrap().fields[0].error.contains("no account"));
}

/// Shows: R6
#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are part of the report")]
async fn answers_take_equally_long_with_and_without_an_account() {
    let site =
        Site::start_with(&["--enumeration-prevention", "true", "--min-response-ms", "400"]).await;
    // The org asks itself first whether to send a mail, and takes longer over people that it knows.
    site.org.policy("email-verification-data").await;
    site.org.fault(json!({"path": "/idp/idx/challenge", "delayMs": 100, "times": 1000})).await;
    let timed = |username: String| {
        let mut browser = site.browser();
        async move {
            let page = browser.step_id("/sign-in").await;
            let began = Instant::now();
            browser.submit(&page, &[("identifier", &username)]).await;
            began.elapsed()
        }
    };
    let mut known = Vec::new();
    let mut unknown = Vec::new();
    for round in 0..8 {
        // Requests run concurrently and take turns at being first, so load affects both groups
        // equally.
        let took = join_all((0..10).map(|place| {
            let somebody = (place + round) % 2 == 0;
            let nobody = format!("n{place}@example.com");
            let username = if somebody { "ada@example.com".to_owned() } else { nobody };
            let time = timed(username);
            async move { (somebody, time.await) }
        }))
        .await;
        for (somebody, time) in took {
            if somebody { known.push(time) } else { unknown.push(time) }
        }
    }
    let p = kolmogorov_smirnov(&known, &unknown);
    let (known, unknown) = (median(known), median(unknown));
    let apart = known.abs_diff(unknown);
    println!("R6: {known:.1?} with an account, {unknown:.1?} without, {apart:.1?} apart, p {p:.2}");
    assert!(apart <= Duration::from_millis(10), "{known:?} and {unknown:?}");
    assert!(p > 0.01, "p {p}");
    assert!(known >= Duration::from_millis(400));
    assert!(site.org.called("/idp/idx/challenge").await >= 40, "known people met the delay");
}

/// Shows: R6
#[tokio::test]
async fn a_step_is_seen_nowhere_before_its_answer_may_be_seen() {
    let site =
        Site::start_with(&["--enumeration-prevention", "true", "--min-response-ms", "2000"]).await;
    for username in ["ada@example.com", "nobody@example.com"] {
        let mut browser = site.browser();
        let step = browser.begin(username).await;
        let mut tab = browser.copy();
        let beside = async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            tab.open("/sign-in").await.hidden("step")
        };
        let answer = browser.answer_code(&step, "000000");
        let (answered, beside) = tokio::join!(answer, beside);
        assert_ne!(answered.id, step.id);
        assert_eq!(beside, step.id, "{username}: a reload showed the next step early");
    }
}

/// Returns the asymptotic probability of two such samples if they come from one distribution.
#[expect(clippy::cast_precision_loss, reason = "a few dozen samples")]
fn kolmogorov_smirnov(one: &[Duration], other: &[Duration]) -> f64 {
    let share = |of: &[Duration], at: Duration| {
        of.iter().filter(|time| **time <= at).count() as f64 / of.len() as f64
    };
    let apart = one
        .iter()
        .chain(other)
        .map(|at| (share(one, *at) - share(other, *at)).abs())
        .fold(0.0, f64::max);
    let size = (one.len() * other.len()) as f64 / (one.len() + other.len()) as f64;
    let scaled = (size.sqrt() + 0.12 + 0.11 / size.sqrt()) * apart;
    let terms = (1..100).map(|k| {
        let sign = if k % 2 == 1 { 1.0 } else { -1.0 };
        sign * (-2.0 * f64::from(k * k) * scaled * scaled).exp()
    });
    (2.0 * terms.sum::<f64>()).clamp(0.0, 1.0)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
