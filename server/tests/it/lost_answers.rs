//! The last response of a sign-in is lost, or arrives twice.

use app::server_functions::LINK;
use app::step::Screen;

use crate::support::Site;

const TOKEN: &str = "/oauth2/default/v1/token";

/// Shows: K24
#[tokio::test]
async fn the_right_code_sent_twice_at_once_is_one_sign_in_for_both() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let mut tab = browser.copy();
    let (one, two) = tokio::join!(browser.answer_code(&step, &code), tab.answer_code(&step, &code));
    assert_eq!((one.go.as_str(), two.go.as_str()), ("/", "/"), "{one:?} {two:?}");
    assert_eq!(browser.cookies["usher"], tab.cookies["usher"]);
    assert_eq!(site.org.called(TOKEN).await, 1);
}

/// Shows: K28
#[tokio::test]
async fn link_and_code_in_the_same_moment_are_one_sign_in_for_both() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let mail = site.org.newest_mail("ada@example.com").await;
    let query = site.org.query_of_link(&mail).await;
    let page = browser.open(&format!("/login/callback?{query}")).await;
    let (otp, state) = (page.hidden("otp"), page.hidden("state"));
    let mut tab = browser.copy();
    let fields = [("otp", otp.as_str()), ("state", state.as_str())];
    let (typed, followed) =
        tokio::join!(browser.answer_code(&step, &mail.code), tab.post_json(LINK, &fields));
    assert_eq!((typed.go.as_str(), followed.step().go.as_str()), ("/", "/"));
    assert_eq!(browser.cookies["usher"], tab.cookies["usher"]);
    assert_eq!(site.org.called(TOKEN).await, 1);
}

/// Shows: C6, K14
#[tokio::test]
async fn a_code_whose_answer_was_lost_signs_in_when_it_is_sent_again() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let mut lost = browser.copy();
    assert_eq!(lost.answer_code(&step, &code).await.go, "/");
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let again = browser.answer_code(&step, &spaced).await;
    assert_eq!(again.go, "/", "{again:?}");
    assert!(browser.open("/").await.body.contains("Hello, Ada"));
    assert_eq!(site.org.called(TOKEN).await, 1);
}

#[tokio::test]
async fn the_old_cookie_without_the_code_opens_nothing() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let mut frozen = browser.copy();
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
    assert_eq!(frozen.open("/").await.location(), "/sign-in");
    assert_eq!(frozen.current().await.screen, Screen::Identify);
    for _ in 0..3 {
        assert_eq!(frozen.answer_code(&step, "000000").await.screen, Screen::Identify);
    }
    let after_guesses = frozen.answer_code(&step, &code).await;
    assert_eq!(after_guesses.screen, Screen::Identify, "three guesses are all: {after_guesses:?}");
}

/// Shows: C6
#[tokio::test]
async fn after_two_minutes_the_code_leads_nowhere_from_the_old_page() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let mut frozen = browser.copy();
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
    site.clock.advance(121);
    assert_eq!(frozen.answer_code(&step, &code).await.screen, Screen::Identify);
}

/// Shows: K24
#[tokio::test]
async fn an_answer_that_is_late_for_its_session_takes_no_cookie_away() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let mut slow = browser.copy();
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
    let late = slow.act(&step, "resend").await;
    assert_eq!(late.screen, Screen::Identify);
    // The response reaches a browser that has the new session by now.
    assert!(slow.cookies.contains_key("usher"), "the session of the winner would be removed");
}
