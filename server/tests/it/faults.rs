//! The org is down, slow, or sends invalid responses.

use app::step::Screen;
use serde_json::json;

use crate::support::Log;
use crate::support::Site;

fn says(step: &app::step::Step, text: &str) -> bool {
    step.messages.iter().any(|message| message.text.contains(text))
}

/// Shows: K2, K6
#[tokio::test]
async fn an_org_that_fails_at_the_start_costs_nothing_that_was_typed() {
    let site = Site::start().await;
    for fault in [
        json!({"path": "/oauth2/default/v1/interact", "status": 500, "body": "{}", "times": 1}),
        json!({"path": "/idp/idx/introspect", "status": 502, "body": "<html>bad gateway</html>", "contentType": "text/html", "times": 3}),
        json!({"path": "/idp/idx/identify", "status": 200, "body": "<html>hello</html>", "contentType": "text/html", "times": 1}),
        json!({"path": "/idp/idx/identify", "dropAfterBytes": 10, "times": 1}),
    ] {
        site.org.fault(fault.clone()).await;
        let mut browser = site.browser();
        let step = browser.begin("ada@example.com").await;
        let answered = fault["status"] == 200;
        let told = if answered { "a response that we cannot use" } else { "isn’t responding" };
        assert!(says(&step, told), "{fault}: {step:?}");
        assert!(
            step.form.as_ref().unwrap().fields[0].value == "ada@example.com",
            "{fault}: {step:?}"
        );
        let text = format!("{step:?}");
        assert!(
            !text.contains("bad gateway") && !text.contains("http://127"),
            "no internals: {text}"
        );
        let next = browser.submit(&step.id, &[("identifier", "ada@example.com")]).await;
        assert_eq!(next.screen, Screen::Code, "{fault}: {next:?}");
    }
}

/// Shows: K1
#[tokio::test]
async fn too_many_requests_are_met_with_the_seconds_to_wait_and_the_flow_is_kept() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let reset = time::OffsetDateTime::now_utc().unix_timestamp() + 20;
    site.org
        .fault(json!({
            "path": "/idp/idx/challenge/answer", "status": 429, "times": 1,
            "body": "{\"errorCode\":\"E0000047\",\"errorSummary\":\"API call exceeded rate limit\"}",
            "contentType": "application/json",
            "headers": {"X-Rate-Limit-Limit": "600", "X-Rate-Limit-Remaining": "0", "X-Rate-Limit-Reset": reset.to_string()},
        }))
        .await;
    let mut held = browser.answer_code(&step, "123456").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    for _ in 0..3 {
        assert!(says(&held, "is busy") && says(&held, "Wait "), "{held:?}");
        assert_eq!(held.screen, Screen::Code);
        held = browser.answer_code(&held, &code).await;
    }
    assert_eq!(site.org.called("/idp/idx/challenge/answer").await, 1, "nobody is sent after it");
    site.pass(20).await;
    assert_eq!(browser.answer_code(&held, &code).await.go, "/");
}

/// Shows: K1
#[tokio::test]
async fn who_is_confirmed_while_no_tokens_can_be_had_presses_once_more() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let token = "/oauth2/default/v1/token";
    let busy = json!({"path": token, "status": 429, "resetAfterSeconds": 20, "times": 1});
    site.org.fault(busy).await;
    let mut waiting = browser.answer_code(&step, &code).await;
    for _ in 0..3 {
        assert!(says(&waiting, "Wait 20 s"), "{waiting:?}");
        assert_eq!(waiting.title, "Almost there");
        assert!(browser.open("/sign-in").await.body.contains("Select Continue"));
        waiting = browser.submit(&waiting.id, &[]).await;
    }
    site.pass(20).await;
    assert_eq!(browser.submit(&waiting.id, &[]).await.go, "/");
    assert!(browser.open("/").await.body.contains("Hello, Ada"));
    assert_eq!(site.org.called(token).await, 2);
    assert_eq!(site.org.called("/idp/idx/challenge/answer").await, 1);
    assert_eq!(site.org.mails("ada@example.com").await.len(), 1);
}

/// Shows: K2
#[tokio::test]
async fn an_org_that_fails_again_and_again_is_left_alone_for_two_seconds() {
    const INTERACT: &str = "/oauth2/default/v1/interact";
    let site = Site::start().await;
    site.org.fault(json!({"path": INTERACT, "status": 503, "body": "down", "times": 100})).await;
    let mut waiting = Vec::new();
    for _ in 0..30 {
        let mut browser = site.browser();
        let step = browser.begin("ada@example.com").await;
        assert!(says(&step, "isn’t responding"), "{step:?}");
        assert_eq!(step.form.as_ref().unwrap().fields[0].value, "ada@example.com");
        waiting.push((browser, step));
    }
    assert_eq!(site.org.called(INTERACT).await, 20);
    site.org.clear_faults().await;
    site.clock.advance(2);
    for (browser, step) in &mut waiting {
        let next = browser.submit(&step.id, &[("identifier", "ada@example.com")]).await;
        assert_eq!(next.screen, Screen::Code, "nobody is lost: {next:?}");
    }
}

/// Shows: K8
#[tokio::test]
async fn a_server_that_has_no_keys_yet_uses_no_code_up() {
    const ANSWER: &str = "/idp/idx/challenge/answer";
    let folder = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", folder.path().join("sessions").display());
    let site = Site::start_with(&["--session-store", &store]).await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let mail = site.org.newest_mail("ada@example.com").await;
    let keys = json!({"path": "/oauth2/default/v1/keys", "status": 503, "body": "", "times": 100});
    site.org.fault(keys).await;

    let restarted = site.second(&["--session-store", &store]).await;
    let mut browser = restarted.browser_like(&browser);
    let told = browser.answer_code(&step, &mail.code).await;
    assert!(says(&told, "isn’t responding") && told.screen == Screen::Code, "{told:?}");
    let nobody = restarted.browser().begin("pat@example.com").await;
    assert!(says(&nobody, "isn’t responding"), "{nobody:?}");
    assert_eq!(site.org.called(ANSWER).await, 0);
    assert!(site.org.mails("pat@example.com").await.is_empty(), "no mail in vain");

    site.org.clear_faults().await;
    site.clock.advance(2);
    assert_eq!(browser.answer_code(&told, &mail.code).await.go, "/");
    assert_eq!(site.org.called(ANSWER).await, 1);
}

/// Shows: K7
#[tokio::test]
async fn a_clock_that_is_minutes_off_is_told_in_the_log_and_one_within_a_minute_harms_nobody() {
    let log = Log::listen();
    let site = Site::start().await;
    site.org.advance(20).await;
    site.signed_in().await;
    assert!(!log.text().contains("clock.skewed"));
    site.org.advance(20).await;
    site.signed_in().await;
    assert!(log.text().contains("clock.skewed"), "told before anybody is turned away");
    site.org.advance(260).await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let refused = browser.answer_code(&step, &code).await;
    assert!(refused.go.is_empty(), "{refused:?}");
    let text = log.text();
    assert!(text.contains("id_token_issued_at"), "{text}");
    assert_eq!(text.matches("clock.skewed").count(), 1, "once in ten minutes");
    site.clock.advance(900);
    site.org.advance(600).await;
    site.signed_in().await;
}

/// Shows: K2, K4
#[tokio::test]
async fn an_answer_that_was_lost_is_looked_up_and_not_sent_again() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    site.org
        .fault(json!({"path": "/idp/idx/challenge/answer", "dropAfterBytes": 5, "before": false, "times": 1}))
        .await;
    let done = browser.answer_code(&step, &code).await;
    assert_eq!(done.go, "/", "{done:?}");
    assert_eq!(site.org.called("/idp/idx/challenge/answer").await, 1);
}

/// Shows: K5
#[tokio::test]
async fn a_failed_exchange_starts_again_with_one_press() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    site.org
        .fault(
            json!({"path": "/oauth2/default/v1/token", "status": 500, "body": "oops", "times": 1}),
        )
        .await;
    let again = browser.answer_code(&step, &code).await;
    assert!(again.go.is_empty() && again.screen == Screen::Identify, "{again:?}");
    assert_eq!(site.org.called("/oauth2/default/v1/token").await, 1);
    let next = browser.submit(&again.id, &[("identifier", "ada@example.com")]).await;
    assert_eq!(next.screen, Screen::Code);
}

#[tokio::test]
async fn an_org_that_is_gone_is_told_and_pages_still_show() {
    let site = Site::start().await;
    let mut signed_in = site.signed_in().await;
    for path in ["/oauth2/default/v1/interact", "/oauth2/default/v1/userinfo"] {
        site.org.fault(json!({"path": path, "dropAfterBytes": 0, "times": 100})).await;
    }
    assert_eq!(site.browser().open("/sign-in").await.status, 200);
    assert!(signed_in.open("/").await.body.contains("Hello, Ada"));
    let step = site.browser().begin("ada@example.com").await;
    assert!(says(&step, "isn’t responding"), "{step:?}");
}

/// Texts that no response may contain: the org's internal messages, addresses, and program
/// internals.
const INTERNALS: [&str; 12] = [
    "leaked-canary",
    "okta.internal",
    "errorSummary",
    "http://127.0.0.1",
    "reqwest",
    "hyper",
    "panicked",
    "rusqlite",
    "Error(",
    "Some(",
    "stateHandle",
    "at line 1 column",
];

/// Shows: S8
#[tokio::test]
async fn whatever_fails_inside_nothing_of_it_is_told() {
    let site = Site::start().await;
    let text = "leaked-canary at https://okta.internal/x: panicked";
    let mut cases = 0;
    for path in [
        "/oauth2/default/v1/interact",
        "/idp/idx/introspect",
        "/idp/idx/identify",
        "/idp/idx/challenge",
        "/idp/idx/challenge/answer",
        "/idp/idx/challenge/poll",
        "/idp/idx/challenge/resend",
        "/idp/idx/cancel",
        "/oauth2/default/v1/token",
        "/oauth2/default/v1/keys",
        "/oauth2/default/v1/revoke",
    ] {
        for fault in [
            json!({"path": path, "status": 500, "body": text, "contentType": "text/plain"}),
            json!({"path": path, "status": 400, "body": {"errorSummary": text, "error": "x", "error_description": text}}),
            json!({"path": path, "status": 200, "body": format!("<html>{text}</html>"), "contentType": "text/html"}),
            json!({"path": path, "status": 200, "body": {"version": "1.0.0", "stateHandle": {"x": [text]}}}),
            json!({"path": path, "dropAfterBytes": 7}),
        ] {
            cases += 1;
            site.org.fault(fault.clone()).await;
            let mut browser = site.browser();
            let mut told = String::new();
            let step = browser.begin("ada@example.com").await;
            told += &serde_json::to_string(&step).unwrap();
            if let Some(mail) = site.org.mails("ada@example.com").await.into_iter().next() {
                for fields in [
                    vec![("step", step.id.as_str()), ("answers[credentials.passcode]", "000000")],
                    vec![("step", step.id.as_str()), ("answers[credentials.passcode]", &mail.code)],
                ] {
                    let sent = browser.post_plain(app::server_functions::SUBMIT, &fields).await;
                    told += &sent.body;
                    told += sent.location();
                }
            }
            for path in ["/sign-in", "/", "/nowhere"] {
                told += &browser.open(path).await.body;
            }
            told += &browser.post_json(app::server_functions::SIGN_OUT, &[]).await.body;
            for inside in INTERNALS {
                assert!(!told.contains(inside), "{inside}: {fault}\n{told}");
            }
            // An unused fault must not affect the next case.
            site.org.clear_faults().await;
        }
    }
    eprintln!("{cases} faults, nothing told");
}
