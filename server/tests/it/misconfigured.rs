//! A refusal for all users is shown, logged with the setting to change, and visible to load
//! balancers.

use app::server_functions::SUBMIT;
use app::step::Screen;
use app::step::Step;
use serde_json::Value;
use serde_json::json;

use crate::support::Browser;
use crate::support::Log;
use crate::support::Site;

const ADA: &str = "ada@example.com";
const TITLE: &str = "set up correctly";

async fn site(hides: &str) -> Site {
    let flags = ["--enumeration-prevention", hides, "--min-response-ms", "0"];
    Site::start_with(&[&flags[..], &["--trusted-proxies", "127.0.0.1"]].concat()).await
}

fn from(site: &Site, address: &str) -> Browser {
    let mut browser = site.browser();
    browser.address = Some(address.to_owned());
    browser
}

fn refusal(key: &str) -> Value {
    let link = json!({ "url": "https://help.example/vpn", "label": "Use the VPN" });
    let message = json!({ "key": key, "text": "Only from the office.", "links": [link] });
    json!({ "refuse": "first-answer", "messages": [message] })
}

fn client(error: &str) -> Value {
    json!({ "refuse": "interact", "error": error, "errorDescription": "As the org says." })
}

/// Checks that a step refers to the administrator and keeps the username.
fn assert_told(step: &Step, username: &str) {
    assert_eq!(step.screen, Screen::Ended, "{step:?}");
    assert!(step.title.contains(TITLE), "{step:?}");
    assert!(step.lead.contains("administrator"), "{step:?}");
    assert_eq!(step.form.as_ref().unwrap().fields[0].value, username, "{step:?}");
}

async fn ready(site: &Site) -> (u16, String) {
    let answer = site.browser().open("/readyz").await;
    let mut browser = site.browser();
    let request = browser.request("GET", "/readyz").header("accept", "application/json");
    let told = browser.send(request).await;
    assert_eq!(answer.status, told.status);
    (told.status.as_u16(), told.body)
}

#[tokio::test]
async fn an_app_that_the_org_refuses_is_told_and_logged_with_what_to_change() {
    for (error, advice) in [
        ("invalid_client", "OKTA_CLIENT_ID"),
        ("unauthorized_client", "Interaction Code grant"),
        ("invalid_scope", "OKTA_SCOPES"),
        ("access_denied", "Access Policies"),
        ("invalid_request", "Sign-in redirect URIs"),
        ("an_error_of_its_own", "OKTA_"),
    ] {
        for hides in ["true", "false"] {
            let site = site(hides).await;
            let log = Log::listen();
            site.org.fault(client(error)).await;
            let mut browser = site.browser();
            let page = browser.step_id("/sign-in").await;
            let fields = [("step", page.as_str()), ("answers[identifier]", ADA)];
            let answer = browser.post_json(SUBMIT, &fields).await;
            let step = answer.step();
            assert_told(&step, ADA);
            let reference = answer.headers["x-request-id"].to_str().unwrap();
            assert!(step.lead.contains(reference), "{step:?}");
            let text = log.text();
            let line = text.lines().find(|line| line.contains("okta.misconfigured")).unwrap();
            assert!(line.contains("ERROR") && line.contains(advice), "{error}: {line}");
            assert!(line.contains("As the org says.") && line.contains(reference), "{line}");
            assert!(!text.contains(ADA), "{text}");
            let (status, body) = ready(&site).await;
            assert_eq!(status, 503, "{error}");
            assert!(body.contains("okta-"), "{error}: {body}");
        }
    }
}

#[tokio::test]
async fn a_plain_form_is_told_on_a_page_with_a_status_that_says_so_and_may_try_again() {
    let site = site("true").await;
    site.org.fault(client("unauthorized_client")).await;
    let mut browser = site.browser();
    let step = browser.step_id("/sign-in").await;
    let fields = [("step", step.as_str()), ("answers[identifier]", ADA)];
    let sent = browser.post_plain(SUBMIT, &fields).await;
    assert_eq!((sent.status.as_u16(), sent.location()), (303, "/sign-in"));
    let reference = sent.headers["x-request-id"].to_str().unwrap().to_owned();
    let page = browser.open("/sign-in").await;
    assert_eq!(page.status, 503);
    assert!(page.body.contains(TITLE) && page.body.contains(&reference), "{}", page.body);
    assert!(page.body.contains("value=\"ada@example.com\""), "{}", page.body);
    site.org.clear_faults().await;
    let step = page.hidden("step");
    let fields = [("step", step.as_str()), ("answers[identifier]", ADA)];
    let sent = browser.post_plain(SUBMIT, &fields).await;
    assert_eq!(sent.status, 303);
    let page = browser.open("/sign-in").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Enter code"), "{}", page.body);
}

#[tokio::test]
async fn an_org_that_refuses_at_its_first_answer_is_told_with_its_own_words() {
    for hides in ["true", "false"] {
        let site = site(hides).await;
        for key in ["security.access_denied_custom_message", "idx.error.no.matching.policy", ""] {
            for path in ["/sign-in", "/forgot-password", "/sign-up"] {
                let log = Log::listen();
                site.org.clear_faults().await;
                site.org.fault(refusal(key)).await;
                let mut browser = site.browser();
                let page = browser.step_id(path).await;
                let step = if path == "/sign-up" {
                    browser.submit(&page, &[]).await
                } else {
                    let step = browser.submit(&page, &[("identifier", "nobody@example.com")]).await;
                    assert_told(&step, "nobody@example.com");
                    step
                };
                assert!(step.title.contains(TITLE), "{path}: {step:?}");
                assert!(step.messages[0].text.contains("from the office"), "{path}: {step:?}");
                assert_eq!(step.links[0].href, "https://help.example/vpn", "{path}: {step:?}");
                let text = log.text();
                let line = text.lines().find(|line| line.contains("okta.misconfigured")).unwrap();
                assert!(line.contains("ERROR") && line.contains("Authentication Policies"));
                assert!(line.contains(key) && !text.contains("nobody@"), "{text}");
                assert_eq!(browser.open(path).await.status, 503);
            }
        }
    }
}

#[tokio::test]
async fn readiness_says_that_everybody_is_refused_and_comes_back() {
    let site = site("true").await;
    site.org.fault(refusal("security.access_denied")).await;
    for address in ["203.0.113.1", "203.0.113.2"] {
        from(&site, address).begin(ADA).await;
    }
    assert_eq!(ready(&site).await.0, 200, "two in one network are not everybody");
    from(&site, "198.51.100.1").begin(ADA).await;
    let (status, body) = ready(&site).await;
    assert_eq!(status, 503);
    assert!(body.contains("okta-refuses-everybody"), "{body}");
    let before = site.org.called("/idp/idx/introspect").await;
    for _ in 0..10 {
        site.pass(3).await;
        assert_eq!(ready(&site).await.0, 503);
    }
    assert_eq!(site.org.called("/idp/idx/introspect").await, before + 1, "one probe in 30 s");
    site.org.clear_faults().await;
    site.pass(31).await;
    assert_eq!(ready(&site).await.0, 200);
    let after = site.org.called("/idp/idx/introspect").await;
    site.pass(300).await;
    assert_eq!(ready(&site).await.0, 200);
    assert_eq!(site.org.called("/idp/idx/introspect").await, after, "nobody probes in health");
}

#[tokio::test]
async fn users_of_one_blocked_network_do_not_take_the_server_out() {
    let site = site("true").await;
    from(&site, "192.0.2.1").begin(ADA).await;
    // The org refuses three users, and serves all others.
    let mut refusal = refusal("security.access_denied");
    refusal["times"] = json!(3);
    site.org.fault(refusal).await;
    for address in ["203.0.113.1", "203.0.113.2", "203.0.113.3"] {
        from(&site, address).begin(ADA).await;
    }
    assert_eq!(ready(&site).await.0, 200, "a probe gets in");
    let calls = site.org.calls("/idp/idx/introspect").await;
    let newest = calls.iter().max_by_key(|call| call["number"].as_u64()).unwrap();
    assert!(newest.to_string().contains("192.0.2.1"), "{newest}");
}

#[tokio::test]
async fn a_client_that_is_accepted_again_makes_the_server_ready_by_the_next_sign_in_or_probe() {
    let site = site("true").await;
    for by_sign_in in [true, false] {
        site.org.fault(client("invalid_client")).await;
        site.browser().begin(ADA).await;
        assert_eq!(ready(&site).await.0, 503);
        site.org.clear_faults().await;
        if by_sign_in {
            assert_eq!(site.browser().begin(ADA).await.screen, Screen::Code);
        } else {
            assert_eq!(ready(&site).await.0, 503, "a probe is not due yet");
            site.pass(30).await;
        }
        assert_eq!(ready(&site).await.0, 200);
    }
}

#[tokio::test]
async fn trouble_inside_the_org_and_an_expired_start_are_no_refusals() {
    let site = site("true").await;
    let end = |key: &str| {
        let message = json!({ "message": "No.", "i18n": { "key": key }, "class": "ERROR" });
        json!({ "version": "1.0.0", "messages": { "type": "array", "value": [message] } })
    };
    for (status, key, text) in [
        (500, "E0000009", "isn’t responding"),
        (403, "errors.E0000010", "isn’t responding"),
        (400, "tooManyRequests", "busy"),
        (401, "idx.session.expired", "expired"),
    ] {
        let path = "/idp/idx/introspect";
        let fault = json!({ "path": path, "status": status, "body": end(key), "times": 9 });
        site.org.fault(fault).await;
        let step = site.browser().begin(ADA).await;
        assert_eq!(step.screen, Screen::Identify, "{key}: {step:?}");
        assert!(step.messages[0].text.contains(text), "{key}: {step:?}");
        assert_eq!(ready(&site).await.0, 200);
        site.org.clear_faults().await;
        // After this time, the failures counted for this path have expired.
        site.pass(20).await;
    }
}

#[tokio::test]
async fn an_app_that_is_refused_at_the_last_call_is_told() {
    for (error, status) in [("invalid_client", 503), ("access_denied", 200)] {
        let site = site("true").await;
        let mut browser = site.browser();
        let step = browser.begin(ADA).await;
        let refusal = json!({ "refuse": "token", "error": error, "errorDescription": "Denied." });
        site.org.fault(refusal).await;
        let code = site.org.newest_mail(ADA).await.code;
        let log = Log::listen();
        let told = browser.answer_code(&step, &code).await;
        assert_told(&told, ADA);
        let text = log.text();
        assert!(text.contains("okta.misconfigured") && text.contains("Denied."), "{text}");
        assert_eq!(ready(&site).await.0, status, "{error}");
    }
}

#[tokio::test]
async fn no_secret_that_the_org_repeats_in_its_explanation_is_logged() {
    let site = site("true").await;
    site.org.mark("canary7Q").await;
    let said = "Not 'usher-web-local-secret'\u{1b}[31m\r\nfor ada@example.com with \
                eyJhbGciOiJSUzI1NiJ9abcdef0123 at http://127.0.0.1/login/callback";
    let refusal =
        json!({ "refuse": "interact", "error": "invalid_client", "errorDescription": said });
    site.org.fault(refusal).await;
    let log = Log::listen();
    site.browser().begin("nobody@example.com").await;
    let text = log.text();
    let line = text.lines().find(|line| line.contains("okta.misconfigured")).unwrap();
    assert!(line.contains("http://127.0.0.1/login/callback"), "{line}");
    for secret in ["usher-web-local-secret", "ada@example.com", "eyJhbGci", "\u{1b}"] {
        assert!(!line.contains(secret), "{secret}: {line}");
    }
}

#[tokio::test]
async fn what_the_org_says_of_an_account_when_it_hears_the_username_stays_hidden() {
    let site = site("true").await;
    let steps = ["suspended@example.com", "unassigned@example.com", "nobody@example.com"];
    for username in steps {
        let step = site.browser().begin(username).await;
        assert_eq!(step.screen, Screen::Code, "{username}: {step:?}");
    }
    assert_eq!(ready(&site).await.0, 200);
}
