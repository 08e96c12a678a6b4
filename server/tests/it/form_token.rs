//! A form is accepted only from the browser that it was rendered for.

use app::server_functions::ACT;
use app::server_functions::CURRENT;
use app::server_functions::EVENTS;
use app::server_functions::LINK;
use app::server_functions::SIGN_OUT;
use app::server_functions::SUBMIT;

use crate::support::Answer;
use crate::support::Browser;
use crate::support::Site;

const ASKS: &str = "That form was out of date, or was opened in another browser";

fn is_refused_with_a_fresh_form(answer: &Answer) -> bool {
    answer.status == 403
        && answer.body.contains(ASKS)
        && answer.body.contains("<form method=\"post\"")
}

/// Returns the CSRF token in the form of `page` in this browser.
async fn token(browser: &mut Browser, page: &str) -> String {
    browser.open(page).await.hidden("token")
}

/// Returns how many calls the org received on behalf of a browser.
async fn upstream(site: &Site) -> u64 {
    let stats = site.org.stats().await;
    stats.iter().filter(|(path, _)| !path.contains(".well-known")).map(|(_, times)| times).sum()
}

/// Shows: X3
#[tokio::test]
async fn a_first_form_without_a_fitting_token_is_refused_and_keeps_the_typed_username() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let page = browser.open("/sign-in?return_to=%2Fapp").await;
    let (step, of_another) = (page.hidden("step"), token(&mut site.browser(), "/sign-in").await);
    let username = ("answers[identifier]", "ada+\"<b>@example.com");
    let fields = [("step", step.as_str()), ("return_to", "/app"), username];
    let before = upstream(&site).await;
    let wrong = ["", "AAAA", of_another.as_str()];
    let mut refused = vec![browser.post_only(SUBMIT, &fields).await];
    for token in wrong {
        refused.push(browser.post_only(SUBMIT, &[&fields[..], &[("token", token)]].concat()).await);
    }
    site.clock.advance(12 * 60 * 60 + 1);
    let own = page.hidden("token");
    let late = [&fields[..], &[("token", own.as_str())]].concat();
    refused.push(browser.post_only(SUBMIT, &late).await);
    for answer in refused {
        assert!(is_refused_with_a_fresh_form(&answer), "{answer:?}");
        assert!(
            answer.body.contains("value=\"ada+&quot;&lt;b&gt;@example.com\""),
            "{}",
            answer.body
        );
        assert_eq!(answer.hidden("return_to"), "/app");
        assert_ne!(answer.hidden("token"), page.hidden("token"));
    }
    assert_eq!(upstream(&site).await, before, "the org heard nothing");
    let again = browser.post_plain(SUBMIT, &[("answers[identifier]", "ada@example.com")]).await;
    assert_eq!(
        (again.status.as_u16(), again.location()),
        (303, "/sign-in"),
        "the fresh form works"
    );
    assert_eq!(site.org.mails("ada@example.com").await.len(), 1);
}

/// Shows: X3
#[tokio::test]
async fn a_whole_sign_in_and_sign_out_without_javascript_passes_with_what_the_pages_hold() {
    let site = Site::start().await;
    let mut browser = site.browser();
    browser.open("/sign-in").await;
    browser.post_plain(SUBMIT, &[("answers[identifier]", "ada@example.com")]).await;
    let page = browser.open("/sign-in").await;
    assert!(page.body.contains("Check your email"), "{}", page.body);
    site.pass(31).await;
    let resent = browser.post_plain(ACT, &[("action", "resend")]).await;
    assert_eq!(resent.status, 303, "{resent:?}");
    browser.open("/sign-in").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let done = browser.post_plain(SUBMIT, &[("answers[credentials.passcode]", &code)]).await;
    assert_eq!((done.status.as_u16(), done.location()), (303, "/"));
    assert!(browser.open("/").await.body.contains("Hello, Ada"));
    let out = browser.post_plain(SIGN_OUT, &[]).await;
    assert_eq!((out.status.as_u16(), out.location()), (303, "/sign-in?signed-out"));
}

/// Shows: X3
#[tokio::test]
async fn a_later_form_without_the_token_of_its_session_is_refused_and_changes_nothing() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let mut other = site.browser();
    other.begin("pat@example.com").await;
    let of_another = token(&mut other, "/sign-in").await;
    let of_a_first_step = token(&mut site.browser(), "/sign-in").await;
    let own = token(&mut browser, "/sign-in").await;
    let mut changed = own.clone().into_bytes();
    changed[40] ^= 1;
    let changed = String::from_utf8_lossy(&changed).into_owned();
    let before = upstream(&site).await;
    let answer = ("answers[credentials.passcode]", code.as_str());
    for token in [None, Some(of_another.as_str()), Some(&of_a_first_step), Some(&changed)] {
        let mut fields = vec![("step", step.id.as_str()), answer];
        fields.extend(token.map(|token| ("token", token)));
        let refused = browser.post_only(SUBMIT, &fields).await;
        assert!(is_refused_with_a_fresh_form(&refused), "{token:?} {refused:?}");
        assert!(!refused.body.contains(&code), "what was typed as a code is not repeated");
        for path in [LINK, CURRENT] {
            assert_eq!(browser.post_only(path, &fields).await.status, 403, "{path} {token:?}");
        }
    }
    assert_eq!(upstream(&site).await, before, "the org heard nothing");
    let fields = [("step", step.id.as_str()), answer, ("token", &own)];
    assert_eq!(browser.post_only(SUBMIT, &fields).await.location(), "/");
}

/// Shows: X3
#[tokio::test]
async fn nobody_is_signed_out_by_a_form_that_was_not_written_for_them() {
    let site = Site::start().await;
    let mut browser = site.signed_in().await;
    let of_another = token(&mut site.signed_in().await, "/").await;
    let first = site.browser().open("/sign-in").await;
    let (step, of_a_first_step) = (first.hidden("step"), first.hidden("token"));
    for fields in [
        vec![],
        vec![("token", of_another.as_str())],
        vec![("token", of_a_first_step.as_str()), ("step", &step)],
    ] {
        let refused = browser.post_only(SIGN_OUT, &fields).await;
        assert_eq!(refused.status, 403, "{fields:?}");
        assert!(refused.body.contains(ASKS) && refused.body.contains("href=\"/\""), "{refused:?}");
        assert!(browser.open("/").await.body.contains("Hello, Ada"), "{fields:?}");
    }
    let out = browser.post_plain(SIGN_OUT, &[]).await;
    assert_eq!(out.location(), "/sign-in?signed-out");
}

/// Shows: X3
#[tokio::test]
async fn a_form_of_before_the_sign_in_is_out_of_date_after_it() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let before = token(&mut browser, "/sign-in").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    browser.answer_code(&step, &code).await;
    let fields = [("step", step.id.as_str()), ("token", &before)];
    let refused = browser.post_only(SUBMIT, &fields).await;
    assert_eq!(refused.status, 403, "the session has another id since");
    assert!(refused.body.contains(ASKS) && refused.body.contains("href=\"/\""));
}

/// Shows: X2
#[tokio::test]
async fn what_is_neither_by_our_script_nor_with_a_token_is_refused_on_every_route_of_the_api() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let before = upstream(&site).await;
    for path in [SUBMIT, ACT, LINK, CURRENT, SIGN_OUT] {
        for header in [None, Some(""), Some("0"), Some("1, 1"), Some("true")] {
            let mut request = browser.form(path, "application/json", &[("step", step.id.as_str())]);
            if let Some(value) = header {
                request = request.header("x-usher", value);
            }
            let refused = browser.send(request).await;
            assert_eq!(refused.status, 403, "{path} {header:?}");
            assert!(refused.body.starts_with("{\"error\":\"stale-form\","), "{}", refused.body);
        }
    }
    let events = format!("{EVENTS}?step=none-of-mine");
    for header in [None, Some(""), Some("0"), Some("1, 1"), Some("true")] {
        let mut request = browser.request("GET", &events).header("sec-fetch-site", "same-origin");
        if let Some(value) = header {
            request = request.header("x-usher", value);
        }
        assert_eq!(browser.send(request).await.status, 403, "{header:?}");
    }
    assert_eq!(upstream(&site).await, before, "the org heard nothing");
    let heard = browser.request("GET", &events).header("x-usher", "1");
    assert!(browser.send(heard).await.body.contains("event: moved"), "with the header it listens");
    assert_eq!(browser.current().await.id, step.id, "nothing has moved");
}

/// Shows: X3
#[tokio::test]
async fn what_was_typed_to_sign_up_stays_in_a_form_that_is_out_of_date() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let start = browser.step_id("/sign-up").await;
    let step = browser.submit(&start, &[]).await;
    let fields = [
        ("step", step.id.as_str()),
        ("answers[userProfile.firstName]", "Grace"),
        ("answers[userProfile.email]", "grace@example.com"),
    ];
    let refused = browser.post_only(SUBMIT, &fields).await;
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("value=\"Grace\""), "{}", refused.body);
    assert!(refused.body.contains("value=\"grace@example.com\""), "{}", refused.body);
}
