//! A refusal of the org after a correct code is shown, even with enumeration prevention.

use app::server_functions::EVENTS;
use app::server_functions::LINK;
use app::server_functions::SUBMIT;
use app::step::Screen;
use app::step::Step;
use serde_json::Value;
use serde_json::json;

use crate::support::Browser;
use crate::support::Log;
use crate::support::Site;

const ADA: &str = "ada@example.com";
const ANSWER: &str = "/idp/idx/challenge/answer";

async fn hiding() -> Site {
    Site::start_with(&["--enumeration-prevention", "true", "--min-response-ms", "0"]).await
}

fn said(key: &str, text: &str) -> Value {
    json!({ "key": key, "text": text })
}

fn custom() -> Value {
    json!({
        "key": "security.access_denied_custom_message",
        "text": "Only <b>managed</b> laptops may sign in.",
        "links": [
            { "url": "https://help.example/laptops", "label": "How to enrol" },
            { "url": "javascript:alert(1)", "label": "Bad" },
            { "url": "https://user:secret@help.example/", "label": "Bad" },
            { "url": "//help.example", "label": "Bad" },
        ],
    })
}

/// Returns all texts of a step, at its top and at its fields.
fn words(step: &Step) -> String {
    let top = step.messages.iter().map(|message| message.text.as_str());
    let fields = step.form.iter().flat_map(|form| &form.fields).map(|field| field.error.as_str());
    top.chain(fields).collect::<Vec<_>>().join("\n")
}

/// A response without a next step.
fn end(key: &str, text: &str) -> Value {
    let i18n = json!({ "key": key, "params": [] });
    let message = json!({ "message": text, "i18n": i18n, "class": "ERROR" });
    json!({ "version": "1.0.0", "messages": { "type": "array", "value": [message] } })
}

async fn begun(site: &Site) -> (Browser, Step, String) {
    let mut browser = site.browser();
    let step = browser.begin(ADA).await;
    assert_eq!(step.screen, Screen::Code, "{step:?}");
    let code = site.org.newest_mail(ADA).await.code;
    (browser, step, code)
}

#[tokio::test]
async fn a_refusal_after_the_right_code_is_told_whatever_its_key_status_and_class() {
    let site = hiding().await;
    for (status, key, class) in [
        (403, "security.access_denied", "ERROR"),
        (400, "idx.error.user.not.assigned.to.app", "ERROR"),
        (401, "idx.error.code.access_denied.policy", "ERROR"),
        (403, "app.access.denied", "ERROR"),
        (200, "made.up.by.an.administrator", "INFO"),
        (400, "made.up.by.an.administrator", "WARNING"),
        (403, "", "ERROR"),
    ] {
        let log = Log::listen();
        let message = json!({ "key": key, "text": "Ask Eve in room 7.", "class": class });
        let refusal =
            json!({ "refuse": "proven", "status": status, "messages": [message], "times": 1 });
        site.org.fault(refusal).await;
        let (mut browser, step, code) = begun(&site).await;
        let wrong = browser.answer_code(&step, "000000").await;
        assert!(words(&wrong).contains("not right"), "{key}: {wrong:?}");
        let told = browser.answer_code(&wrong, &code).await;
        assert_eq!(told.screen, Screen::Ended, "{key}: {told:?}");
        assert!(!words(&told).contains("not right") && !words(&told).is_empty(), "{key}: {told:?}");
        let own_words = key.starts_with("security") || key.starts_with("idx.error.user");
        assert!(own_words || words(&told).contains("room 7"), "{key}: {told:?}");
        let log = log.text();
        assert!(log.contains("sign_in.refused") && log.contains(key), "{key}: {log}");
        assert!(!log.contains("room 7") && !log.contains(ADA), "{key}: {log}");
        let again = browser.act(&told, "restart").await;
        assert_eq!(again.form.unwrap().fields[0].value, ADA);
    }
}

#[tokio::test]
async fn the_links_of_a_refusal_lead_to_web_addresses_only_and_its_text_is_no_markup() {
    let site = hiding().await;
    site.org.fault(json!({ "refuse": "proven", "messages": [custom()] })).await;
    let (mut browser, step, code) = begun(&site).await;
    let told = browser.answer_code(&step, &code).await;
    let links = told.links.iter().filter(|link| link.is_external()).collect::<Vec<_>>();
    assert_eq!(links.len(), 1, "{told:?}");
    assert_eq!(links[0].href, "https://help.example/laptops");
    assert_eq!(links[0].label, "How to enrol");
    let page = browser.open("/sign-in").await;
    assert!(page.body.contains("&lt;b>managed") || page.body.contains("&lt;b&gt;managed"));
    assert!(page.body.contains("href=\"https://help.example/laptops\""), "{}", page.body);
    assert!(!page.body.contains("javascript:alert") && !page.body.contains("user:secret"));
}

#[tokio::test]
async fn a_device_that_is_not_good_enough_is_told_every_step_and_link() {
    let site = hiding().await;
    let key =
        |end: &str| format!("idx.error.code.access_denied.device_assurance.remediation.{end}");
    let link = |url: &str| json!([{ "url": url }]);
    let messages = json!([
        said(&key("title"), "Your device does not meet the requirements."),
        said(&key("explanation_one_rule"), "Make these updates."),
        { "key": key("android.upgrade_os_version"), "text": "Update to Android 100", "params": ["100"], "links": link("https://okta.example/upgrade") },
        { "key": key("android.use_lock_screen"), "text": "Enable the lock screen", "links": link("https://okta.example/lock") },
    ]);
    site.org.fault(json!({ "refuse": "proven", "messages": messages })).await;
    let (mut browser, step, code) = begun(&site).await;
    let told = browser.answer_code(&step, &code).await;
    for text in ["requirements", "these updates", "Android 100", "lock screen"] {
        assert!(words(&told).contains(text), "{text}: {told:?}");
    }
    let linked = told.messages.iter().filter(|message| !message.href.is_empty());
    let linked = linked.map(|it| (it.text.as_str(), it.href.as_str())).collect::<Vec<_>>();
    assert_eq!(
        linked,
        [
            ("Update to Android 100", "https://okta.example/upgrade"),
            ("Enable the lock screen", "https://okta.example/lock"),
        ]
    );
}

#[tokio::test]
async fn a_plain_form_is_told_the_same() {
    let site = hiding().await;
    site.org.fault(json!({ "refuse": "proven", "messages": [custom()] })).await;
    let (mut browser, _, code) = begun(&site).await;
    let step = browser.step_id("/sign-in").await;
    let fields = [("step", step.as_str()), ("answers[credentials.passcode]", &code)];
    let sent = browser.post_plain(SUBMIT, &fields).await;
    assert_eq!((sent.status.as_u16(), sent.location()), (303, "/sign-in"));
    let page = browser.open("/sign-in").await;
    assert!(page.body.contains("laptops may sign in"), "{}", page.body);
    assert!(!page.body.contains("not right"));
}

#[tokio::test]
async fn a_refusal_by_the_link_is_told() {
    let site = hiding().await;
    site.org.fault(json!({ "refuse": "proven", "messages": [custom()] })).await;
    let (mut browser, ..) = begun(&site).await;
    let query = site.org.query_of_link(&site.org.newest_mail(ADA).await).await;
    browser.open(&format!("/login/callback?{query}")).await;
    let value = |name: &str| {
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find(|(key, _)| key == name).unwrap().1.into_owned()
    };
    let (otp, state) = (value("otp"), value("state"));
    let sent = browser.post_plain(LINK, &[("otp", &otp), ("state", &state)]).await;
    assert_eq!((sent.status.as_u16(), sent.location()), (303, "/sign-in"));
    let page = browser.open("/sign-in").await;
    assert!(page.body.contains("laptops may sign in"), "{}", page.body);
}

/// Returns what a waiting page shows after Okta answered a poll with a final message.
async fn polled(site: &Site, key: &str) -> (Step, Step) {
    // The shortest polling interval that is accepted.
    let faster = json!({ "\"refresh\":4000": "\"refresh\":500" });
    site.org.fault(json!({ "path": "/idp/idx/identify", "replace": faster })).await;
    let poll = "/idp/idx/challenge/poll";
    let end = end(key, "Ask Eve in room 7.");
    site.org.fault(json!({ "path": poll, "status": 403, "body": end })).await;
    let (mut browser, step, _) = begun(site).await;
    let mut tab = browser.copy();
    let request = tab.request("GET", &format!("{EVENTS}?step={}", step.id)).header("x-usher", "1");
    let listen = tab.send(request);
    let look = async {
        while site.org.called(poll).await == 0 {
            tokio::task::yield_now().await;
        }
        // Requests of one session run one at a time: the poll has finished before this one.
        browser.current().await
    };
    tokio::select! {
        _ = listen => (step, browser.current().await),
        shown = look => (step, shown),
    }
}

#[tokio::test]
async fn a_refusal_that_a_poll_brings_is_told_once_the_link_was_opened_elsewhere() {
    let site = hiding().await;
    let (_, told) = polled(&site, "app.access.denied").await;
    assert_eq!(told.screen, Screen::Ended);
    assert!(words(&told).contains("room 7"), "{told:?}");
}

#[tokio::test]
async fn an_account_that_is_locked_meanwhile_does_not_show_by_a_poll() {
    let site = hiding().await;
    let (step, shown) = polled(&site, "errors.E0000119").await;
    assert_eq!(shown, step);
}

#[tokio::test]
async fn a_refusal_of_another_mail_stays_hidden() {
    let site = hiding().await;
    let resend = "/idp/idx/challenge/resend";
    let end = end("errors.E0000119", "Locked.");
    site.org.fault(json!({ "path": resend, "status": 403, "body": end })).await;
    let (mut browser, step, _) = begun(&site).await;
    site.pass(31).await;
    let shown = browser.act(&step, "resend").await;
    assert_eq!(shown.screen, Screen::Code, "{shown:?}");
    assert_eq!(site.org.called(resend).await, 1);
    assert!(
        words(&shown).contains("another email") && !words(&shown).contains("lock"),
        "{shown:?}"
    );
}

#[tokio::test]
async fn an_error_at_the_field_of_the_code_is_about_the_code_whatever_its_key_is() {
    let site = hiding().await;
    let (mut browser, step, code) = begun(&site).await;
    let replace = json!({ "api.authn.error.PASSCODE_INVALID": "security.access_denied" });
    site.org.fault(json!({ "path": ANSWER, "replace": replace })).await;
    let at_field = browser.answer_code(&step, "000000").await;
    assert!(words(&at_field).contains("not right"), "{at_field:?}");
    assert_eq!(browser.answer_code(&at_field, &code).await.go, "/");
}

#[tokio::test]
async fn a_refusal_of_the_user_beside_the_same_challenge_is_told() {
    let site = hiding().await;
    let (mut browser, step, code) = begun(&site).await;
    // The org sends the challenge again, with a message why the code was not accepted.
    let answered = &site.org.calls("/idp/idx/identify").await[0]["answered"];
    let mut page: Value = serde_json::from_str(answered.as_str().unwrap()).unwrap();
    page["messages"] = end("app.access_denied.by.policy", "Ask Eve in room 7.")["messages"].clone();
    site.org.fault(json!({ "path": ANSWER, "status": 403, "body": page })).await;
    let told = browser.answer_code(&step, &code).await;
    assert_eq!(told.screen, Screen::Code, "{told:?}");
    assert!(words(&told).contains("room 7") && !words(&told).contains("not right"), "{told:?}");
}

#[tokio::test]
async fn an_end_that_a_wrong_code_can_lead_to_stays_hidden() {
    let site = hiding().await;
    for key in [
        "api.authn.error.PASSCODE_INVALID",
        "errors.E0000119",
        "errors.E0000069",
        "errors.E0000068",
        "api.authn.error.too.many.attempts",
        "idx.return.stale",
    ] {
        let end = end(key, "No.");
        site.org.fault(json!({ "path": ANSWER, "status": 401, "body": end })).await;
        let (mut browser, step, _) = begun(&site).await;
        let shown = browser.answer_code(&step, "000000").await;
        assert_eq!(shown.screen, Screen::Code, "{key}: {shown:?}");
        assert!(words(&shown).contains("not right"), "{key}: {shown:?}");
        assert!(site.browser().begin(ADA).await.screen == Screen::Code);
        site.pass(601).await;
    }
}

#[tokio::test]
async fn a_refusal_that_offers_another_way_shows_both() {
    let site = hiding().await;
    for (offer, screen) in
        [("select", Screen::Choose), ("form", Screen::Form), ("first-page", Screen::Identify)]
    {
        let messages = [said("app.access.denied", "Not by email alone."), custom()];
        let refusal =
            json!({ "refuse": "proven", "messages": messages, "offer": offer, "times": 1 });
        site.org.fault(refusal).await;
        let (mut browser, step, code) = begun(&site).await;
        let told = browser.answer_code(&step, &code).await;
        assert_eq!(told.screen, screen, "{offer}: {told:?}");
        assert!(words(&told).contains("by email alone"), "{offer}: {told:?}");
        assert!(told.links.iter().any(|link| link.label == "How to enrol"), "{offer}: {told:?}");
    }
}

#[tokio::test]
async fn a_refusal_whose_only_way_on_is_a_redirect_is_told() {
    let site = hiding().await;
    let i18n = json!({ "key": "idx.error.code.made.up", "params": [] });
    let message = json!({ "message": "Ask Eve in room 7.", "i18n": i18n, "class": "ERROR" });
    let away =
        json!({ "name": "failure-redirect", "href": "https://away.example/", "method": "GET" });
    let end = json!({
        "version": "1.0.0",
        "remediation": { "type": "array", "value": [away] },
        "messages": { "type": "array", "value": [message] },
    });
    site.org.fault(json!({ "path": ANSWER, "status": 400, "body": end })).await;
    let (mut browser, step, code) = begun(&site).await;
    let told = browser.answer_code(&step, &code).await;
    assert_eq!(told.screen, Screen::Ended, "{told:?}");
    assert!(words(&told).contains("room 7"), "{told:?}");
}

#[tokio::test]
async fn a_refusal_after_the_code_of_a_sign_up_or_a_recovery_is_told() {
    let site = hiding().await;
    site.org.policy("password-and-email").await;
    site.org.fault(json!({ "refuse": "proven", "messages": [custom()] })).await;
    let mut browser = site.browser();
    let start = browser.step_id("/forgot-password").await;
    let mut step = browser.submit(&start, &[("identifier", "pat@example.com")]).await;
    if step.screen == Screen::Choose {
        step = browser.submit(&step.id, &[("authenticator", "0")]).await;
    }
    let code = site.org.newest_mail("pat@example.com").await.code;
    let told = browser.answer_code(&step, &code).await;
    assert!(words(&told).contains("laptops may sign in"), "{told:?}");

    site.org.policy("email-only").await;
    let mut browser = site.browser();
    let start = browser.step_id("/sign-up").await;
    let step = browser.submit(&start, &[]).await;
    let new = [
        ("userProfile.firstName", "New"),
        ("userProfile.lastName", "One"),
        ("userProfile.email", "new@example.com"),
    ];
    let step = browser.submit(&step.id, &new).await;
    let code = site.org.newest_mail("new@example.com").await.code;
    let told = browser.answer_code(&step, &code).await;
    assert!(words(&told).contains("laptops may sign in"), "{told:?}");
    let page = browser.open("/sign-up").await;
    assert!(page.body.contains("laptops may sign in"), "{}", page.body);
}

#[tokio::test]
async fn a_refusal_whose_answer_was_lost_is_looked_up_and_told() {
    let site = hiding().await;
    site.org.fault(json!({ "refuse": "proven", "messages": [custom()] })).await;
    let (mut browser, step, code) = begun(&site).await;
    site.org.fault(json!({ "path": ANSWER, "status": 502, "body": "", "before": false })).await;
    let told = browser.answer_code(&step, &code).await;
    assert!(words(&told).contains("laptops may sign in"), "{told:?}");
}

#[tokio::test]
async fn starting_again_is_answered_at_once() {
    let site =
        Site::start_with(&["--enumeration-prevention", "true", "--min-response-ms", "1500"]).await;
    for username in [ADA, "nobody@example.com"] {
        let mut browser = site.browser();
        let step = browser.begin(username).await;
        let began = std::time::Instant::now();
        let start = browser.act(&step, "restart").await;
        assert!(began.elapsed().as_millis() < 1500, "{username}: {:?}", began.elapsed());
        assert_eq!(start.form.unwrap().fields[0].value, username);
    }
}
