//! Signing in with the link of an email.

use app::server_functions::LINK;

use crate::support::Site;

fn values(query: &str) -> (String, String) {
    let value = |name: &str| {
        url::form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
            .unwrap()
    };
    (value("otp"), value("state"))
}

#[tokio::test]
async fn the_browser_that_started_finishes_with_one_press() {
    let site = Site::start().await;
    let (mut browser, query) = site.waiting_for_link().await;
    let page = browser.open(&format!("/login/callback?{query}")).await;
    assert!(page.body.contains("Finish signing in"), "{}", page.body);
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    let (otp, state) = values(&query);
    let done = browser.post_plain(LINK, &[("otp", &otp), ("state", &state)]).await;
    assert_eq!((done.status.as_u16(), done.location()), (303, "/"));
    assert!(browser.open("/").await.body.contains("Hello, Ada"));
}

/// Shows: O9
#[tokio::test]
async fn opening_the_link_consumes_nothing_however_often() {
    let site = Site::start().await;
    let (mut browser, query) = site.waiting_for_link().await;
    let before = site.org.stats().await;
    let mut scanner = site.browser();
    for _ in 0..50 {
        scanner.open(&format!("/login/callback?{query}")).await;
        browser.open(&format!("/login/callback?{query}")).await;
    }
    let head = scanner.request("HEAD", &format!("/login/callback?{query}"));
    scanner.send(head).await;
    assert_eq!(site.org.stats().await, before);
    let (otp, state) = values(&query);
    let done = browser.post_json(LINK, &[("otp", &otp), ("state", &state)]).await.step();
    assert_eq!(done.go, "/");
}

/// Shows: O8
#[tokio::test]
async fn another_browser_is_shown_the_code_and_never_signed_in() {
    let site = Site::start().await;
    let (mut browser, query) = site.waiting_for_link().await;
    let (otp, state) = values(&query);
    let mut other = site.browser();
    let page = other.open(&format!("/login/callback?{query}")).await;
    assert!(page.body.contains(&otp), "{}", page.body);
    assert!(!page.body.contains("<form"), "{}", page.body);
    let forced = other.post_json(LINK, &[("otp", &otp), ("state", &state)]).await.step();
    assert!(forced.go.is_empty(), "{forced:?}");
    assert_eq!(other.open("/").await.location(), "/sign-in");
    let step = browser.current().await;
    assert_eq!(browser.answer_code(&step, &otp).await.go, "/");
}

/// Shows: O3, O8
#[tokio::test]
async fn a_link_of_another_sign_in_does_not_sign_a_waiting_browser_in() {
    let site = Site::start().await;
    let (_attacker, query) = site.waiting_for_link().await;
    let mut victim = site.browser();
    victim.begin("pat@example.com").await;
    let (otp, state) = values(&query);
    let refused = victim.post_json(LINK, &[("otp", &otp), ("state", &state)]).await.step();
    assert!(refused.go.is_empty());
    assert!(refused.messages.iter().any(|message| message.text.contains("does not belong")));
    assert_eq!(site.org.called("/idp/idx/challenge/answer").await, 0);
}

#[tokio::test]
async fn nothing_from_an_unknown_link_is_shown_on_the_page() {
    let site = Site::start().await;
    let mut browser = site.browser();
    for query in [
        "otp=424242&state=aaaaaaaaaaaaaaaa",
        "otp=%3Cb%3Ex&state=y",
        "otp=1",
        "",
        "otp=1&otp=2&state=x",
    ] {
        let page = browser.open(&format!("/login/callback?{query}")).await;
        assert_eq!(page.status, 404, "{query}");
        assert!(page.body.contains("This link does not work here"));
        assert!(!page.body.contains("424242") && !page.body.contains("<b>x"));
    }
}

#[tokio::test]
async fn a_stale_code_in_a_link_is_explained_and_the_flow_goes_on() {
    let site = Site::start().await;
    let (mut browser, query) = site.waiting_for_link().await;
    let (_, state) = values(&query);
    let refused = browser.post_json(LINK, &[("otp", "000000"), ("state", &state)]).await.step();
    assert!(
        refused.messages.iter().any(|message| message.text.contains("no longer works")),
        "{refused:?}"
    );
    let code = site.org.newest_mail("ada@example.com").await.code;
    assert_eq!(browser.answer_code(&refused, &code).await.go, "/");
}

/// Shows: O12
#[tokio::test]
async fn a_link_that_is_followed_too_late_signs_nobody_in() {
    let site = Site::start().await;
    let (mut browser, query) = site.waiting_for_link().await;
    site.clock.advance(601);
    let page = browser.open(&format!("/login/callback?{query}")).await;
    assert!(page.body.contains("This link does not work here"), "{}", page.body);
    let (otp, state) = values(&query);
    let refused = browser.post_json(LINK, &[("otp", &otp), ("state", &state)]).await.step();
    assert!(refused.go.is_empty());
    assert_eq!(site.org.called("/idp/idx/challenge/answer").await, 0);
}

#[tokio::test]
async fn the_link_of_a_sign_in_that_was_given_up_is_not_for_another_tab() {
    let site = Site::start().await;
    let (mut browser, query) = site.waiting_for_link().await;
    let step = browser.current().await;
    browser.act(&step, "restart").await;
    let page = browser.open(&format!("/login/callback?{query}")).await;
    assert!(page.body.contains("This link does not work here"), "{}", page.body);
}
