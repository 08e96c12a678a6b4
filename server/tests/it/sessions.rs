//! The session cookie and its session.

use app::server_functions::SIGN_OUT;

use crate::support::Site;

/// Shows: C6
#[tokio::test]
async fn the_session_gets_a_new_id_at_sign_in_and_the_old_one_is_dead() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let mut frozen = browser.copy();
    let code = site.org.newest_mail("ada@example.com").await.code;
    browser.answer_code(&step, &code).await;
    assert_ne!(browser.cookies["usher"], frozen.cookies["usher"]);
    assert_eq!(frozen.open("/").await.location(), "/sign-in");
}

/// Shows: C6
#[tokio::test]
async fn an_id_that_was_never_issued_is_not_adopted() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let planted = "A".repeat(43);
    browser.cookies.insert("usher".to_owned(), planted.clone());
    browser.begin("ada@example.com").await;
    assert_ne!(browser.cookies["usher"], planted);
}

#[tokio::test]
async fn every_cookie_is_strict_and_out_of_reach_of_scripts() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let page = browser.open("/sign-in").await;
    let answer = browser
        .post_json(
            app::server_functions::SUBMIT,
            &[("step", &page.hidden("step")), ("answers[identifier]", "ada@example.com")],
        )
        .await;
    let set = [&page, &answer].map(|it| it.headers.get_all("set-cookie").iter());
    let cookies = set.into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(cookies.len(), 2, "the device with the page, the session with the answer");
    for cookie in cookies {
        let text = cookie.to_str().unwrap();
        assert!(
            text.contains("HttpOnly")
                && text.contains("SameSite=Strict")
                && text.contains("Path=/")
        );
        assert!(!text.contains("Domain") && text.len() < 256);
    }
}

/// Shows: C7
#[tokio::test]
async fn an_unused_session_ends_and_a_used_one_ends_in_the_end() {
    let site = Site::start().await;
    let mut idle = site.signed_in().await;
    site.clock.advance(30 * 60 - 1);
    assert_eq!(idle.open("/").await.status, 200);
    site.clock.advance(30 * 60 + 61);
    assert_eq!(idle.open("/").await.location(), "/sign-in");

    let mut busy = site.signed_in().await;
    for _ in 0..12 * 3 - 1 {
        site.clock.advance(20 * 60);
        assert_eq!(busy.open("/").await.status, 200);
    }
    site.clock.advance(20 * 60);
    assert_eq!(busy.open("/").await.location(), "/sign-in");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_revokes_the_tokens() {
    let site = Site::start().await;
    let mut browser = site.signed_in().await;
    let mut copy = browser.copy();
    browser.open("/").await;
    let out = browser.post_plain(SIGN_OUT, &[]).await;
    assert_eq!((out.status.as_u16(), out.location()), (303, "/sign-in?signed-out"));
    assert!(!browser.cookies.contains_key("usher"));
    assert_eq!(copy.open("/").await.location(), "/sign-in");
    assert!(browser.open("/sign-in?signed-out").await.body.contains("You are signed out."));
    site.state.tasks.close();
    site.state.tasks.wait().await;
    assert_eq!(site.org.called("/oauth2/default/v1/revoke").await, 1);
}

#[tokio::test]
async fn signing_out_twice_or_as_nobody_is_fine() {
    let site = Site::start().await;
    let mut browser = site.browser();
    assert_eq!(browser.post_plain(SIGN_OUT, &[]).await.status, 303);
    assert_eq!(browser.post_plain(SIGN_OUT, &[]).await.status, 303);
}

#[tokio::test]
async fn an_expired_sign_in_says_so_and_starts_again_with_one_press() {
    let site = Site::start().await;
    let mut browser = site.browser();
    browser.begin("ada@example.com").await;
    site.pass(601).await;
    let expired = browser.current().await;
    assert_eq!(expired.screen, app::step::Screen::Ended);
    assert_eq!(expired.form.as_ref().unwrap().fields[0].value, "ada@example.com");
    let fresh = browser.submit(&expired.id, &[("identifier", "ada@example.com")]).await;
    assert_eq!(fresh.screen, app::step::Screen::Code, "{fresh:?}");
    assert_eq!(fresh.expires_in, Some(600));
}

/// Shows: O12
#[tokio::test]
async fn an_unfinished_sign_in_expires_and_keeps_the_username() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    assert_eq!(step.expires_in, Some(600));
    site.clock.advance(601);
    let code = site.org.newest_mail("ada@example.com").await.code;
    let again = browser.answer_code(&step, &code).await;
    assert!(again.go.is_empty(), "the code came too late");
    assert_eq!(again.form.as_ref().unwrap().fields[0].value, "ada@example.com");
    assert_eq!(site.org.called("/idp/idx/challenge/answer").await, 0);
    let fresh = browser.submit(&again.id, &[("identifier", "ada@example.com")]).await;
    assert_eq!(fresh.screen, app::step::Screen::Code, "{fresh:?}");
}

#[tokio::test]
async fn a_transaction_that_expired_upstream_starts_again_with_the_username() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    site.org.advance(3 * 60 * 60).await;
    let again = browser.answer_code(&step, "123456").await;
    assert_eq!(again.screen, app::step::Screen::Identify, "{again:?}");
    assert_eq!(again.form.as_ref().unwrap().fields[0].value, "ada@example.com");
    assert!(again.messages.iter().any(|message| message.text.contains("expired")));
}

#[tokio::test]
async fn the_place_somebody_wanted_is_where_they_end_up_if_it_is_here() {
    let site = Site::start().await;
    for (asked, reached) in
        [("/app?tab=2", "/app?tab=2"), ("//evil.example", "/"), ("/%5cevil.example", "/")]
    {
        let mut browser = site.browser();
        let step = browser.step_id("/sign-in").await;
        let fields = [
            ("step", step.as_str()),
            ("return_to", asked),
            ("answers[identifier]", "ada@example.com"),
        ];
        let step = browser.post_json(app::server_functions::SUBMIT, &fields).await.step();
        let code = site.org.newest_mail("ada@example.com").await.code;
        assert_eq!(browser.answer_code(&step, &code).await.go, reached, "{asked}");
    }
}

#[tokio::test]
async fn a_browser_keeps_one_name_towards_okta() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let named = browser.cookies["usher-device"].clone();
    browser.answer_code(&step, "000000").await;
    assert_eq!(browser.cookies["usher-device"], named);
    let heard = site.org.calls("/idp/idx/challenge/answer").await;
    assert!(heard[0].to_string().contains(&named), "{heard:?}");
}

#[tokio::test]
async fn somebody_whose_session_is_gone_is_told_so_without_javascript_too() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    browser.open("/sign-in").await;
    site.clock.advance(40 * 60);
    let fields = [("step", step.id.as_str()), ("answers[credentials.passcode]", "123456")];
    let sent = browser.post_plain(app::server_functions::SUBMIT, &fields).await;
    assert_eq!(sent.location(), "/sign-in?restarted");
    assert!(browser.open(sent.location()).await.body.contains("We lost track of that sign-in"));
}
