//! A user reaches the page that they asked for, through every way of signing in.

use app::server_functions::ACT;
use app::server_functions::LINK;
use app::server_functions::SIGN_OUT;
use app::server_functions::SUBMIT;
use app::step::Step;

use crate::support::Answer;
use crate::support::Browser;
use crate::support::Site;

const TARGET: &str = "/reports?id=7";
const ASKED: &str = "return_to=%2Freports%3Fid%3D7";
const ADA: (&str, &str) = ("answers[identifier]", "ada@example.com");

/// Returns the address of a link of a page, by its path without the query.
fn link(page: &Answer, path: &str) -> String {
    let (_, rest) = page.body.split_once(&format!("<a href=\"{path}")).expect(path);
    format!("{path}{}", rest.split_once('"').unwrap().0.replace("&amp;", "&"))
}

async fn opened(browser: &mut Browser, page: &str) -> Answer {
    browser.open(&format!("{page}?{ASKED}")).await
}

/// Enters the code of the newest email to `to` on the page where the sign-in stands.
async fn enters_code(site: &Site, browser: &mut Browser, to: &str) -> String {
    browser.open("/sign-in").await;
    let code = site.org.newest_mail(to).await.code;
    let done = browser.post_plain(SUBMIT, &[("answers[credentials.passcode]", &code)]).await;
    assert_eq!(done.status, 303, "{done:?}");
    done.location().to_owned()
}

#[tokio::test]
async fn the_links_between_the_pages_keep_it() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let mut page = opened(&mut browser, "/sign-in").await;
    for path in ["/sign-up", "/sign-in", "/forgot-password", "/sign-in"] {
        let next = link(&page, path);
        page = browser.open(&next).await;
        assert_eq!(page.hidden("return_to"), TARGET, "{next}");
    }
    browser.post_plain(SUBMIT, &[ADA]).await;
    assert_eq!(enters_code(&site, &mut browser, "ada@example.com").await, TARGET);
}

#[tokio::test]
async fn signing_up_ends_there() {
    for scripted in [false, true] {
        let site = Site::start().await;
        let mut browser = site.browser();
        let page = opened(&mut browser, "/sign-in").await;
        let page = browser.open(&link(&page, "/sign-up")).await;
        let grace = [
            ("answers[userProfile.firstName]", "Grace"),
            ("answers[userProfile.lastName]", "Hopper"),
            ("answers[userProfile.email]", "grace@example.com"),
        ];
        if scripted {
            let (step, target) = (page.hidden("step"), page.hidden("return_to"));
            let fields = [("step", step.as_str()), ("return_to", &target)];
            let step = browser.post_json(SUBMIT, &fields).await.step();
            let fields = [&[("step", step.id.as_str())][..], &grace].concat();
            browser.post_json(SUBMIT, &fields).await;
        } else {
            assert_eq!(browser.post_plain(SUBMIT, &[]).await.status, 303);
            let page = browser.open("/sign-in").await;
            assert!(page.body.contains("First name"), "{}", page.body);
            assert_eq!(browser.post_plain(SUBMIT, &grace).await.status, 303);
        }
        assert_eq!(enters_code(&site, &mut browser, "grace@example.com").await, TARGET);
    }
}

#[tokio::test]
async fn a_link_in_the_same_browser_ends_there_and_so_does_the_tab_that_waited() {
    let site = Site::start().await;
    let mut browser = site.browser();
    opened(&mut browser, "/sign-in").await;
    browser.post_plain(SUBMIT, &[ADA]).await;
    let mail = site.org.newest_mail("ada@example.com").await;
    let query = site.org.query_of_link(&mail).await;
    browser.open(&format!("/login/callback?{query}")).await;
    assert_eq!(browser.post_plain(LINK, &[]).await.location(), TARGET);
    assert_eq!(browser.open("/sign-in").await.location(), TARGET, "without JavaScript");
    assert_eq!(browser.current().await.go, TARGET, "with JavaScript");
}

#[tokio::test]
async fn another_username_and_another_kind_of_sign_in_keep_it() {
    let site = Site::start().await;
    let mut browser = site.browser();
    opened(&mut browser, "/sign-in").await;
    browser.post_plain(SUBMIT, &[("answers[identifier]", "pat@example.com")]).await;
    browser.open("/sign-in").await;
    browser.post_plain(ACT, &[("action", "restart")]).await;
    let again = browser.open("/sign-in").await;
    assert_eq!(again.hidden("return_to"), TARGET);
    for path in ["/sign-up", "/forgot-password"] {
        let page = browser.open(&link(&again, path)).await;
        assert_eq!(page.hidden("return_to"), TARGET, "{path}");
        let typed = browser.open(path).await;
        assert_eq!(typed.hidden("return_to"), TARGET, "{path} by its address");
    }
    let page = browser.open("/forgot-password").await;
    let page = browser.open(&link(&page, "/sign-in")).await;
    assert_eq!(page.hidden("return_to"), TARGET);
    browser.post_plain(SUBMIT, &[ADA]).await;
    assert_eq!(enters_code(&site, &mut browser, "ada@example.com").await, TARGET);
}

#[tokio::test]
async fn an_action_whose_sign_in_is_long_over_keeps_it() {
    let site = Site::start().await;
    let mut browser = site.browser();
    opened(&mut browser, "/sign-in").await;
    browser.post_plain(SUBMIT, &[ADA]).await;
    browser.open("/sign-in").await;
    site.pass(60 * 60).await;
    let answer = browser.post_plain(ACT, &[("action", "restart")]).await;
    assert_eq!(answer.status, 303, "{answer:?}");
    let next = answer.location().to_owned();
    assert_eq!(browser.open(&next).await.hidden("return_to"), TARGET);
}

#[tokio::test]
async fn the_steps_that_a_script_gets_have_the_same_links() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let page = opened(&mut browser, "/sign-in").await;
    let (step, target) = (page.hidden("step"), page.hidden("return_to"));
    let fields = [("step", step.as_str()), ("return_to", &target), ADA];
    let step = browser.post_json(SUBMIT, &fields).await.step();
    let leads = |step: &Step| {
        let own = step.links.iter().filter(|link| !link.is_external());
        let links = own.map(|link| link.href.clone()).collect::<Vec<_>>();
        !links.is_empty() && links.iter().all(|href| href.ends_with(&format!("?{ASKED}")))
    };
    let step = browser.act(&step, "restart").await;
    assert!(leads(&step), "{step:?}");
    // A page whose session expired long ago.
    site.pass(60 * 60).await;
    let fields = [("step", step.id.as_str()), ("return_to", &target), ADA];
    let lost = browser.post_json(SUBMIT, &fields).await.step();
    assert!(Step::is_first(&lost.id) && leads(&lost), "{lost:?}");
}

#[tokio::test]
async fn a_sign_in_that_expired_goes_on_to_it() {
    let site = Site::start().await;
    // A first page left open for a day, an expired step, and a page whose session expired long ago.
    for (wait, then) in [(None, 13 * 60 * 60), (Some(()), 11 * 60), (Some(()), 60 * 60)] {
        let mut browser = site.browser();
        opened(&mut browser, "/sign-in").await;
        if wait.is_some() {
            browser.post_plain(SUBMIT, &[ADA]).await;
            browser.open("/sign-in").await;
        }
        site.pass(then).await;
        let mut answer = browser.post_plain(SUBMIT, &[ADA]).await;
        let mut tries = 0;
        while site.org.mails("ada@example.com").await.is_empty()
            || !browser.open("/sign-in").await.body.contains("Check your email")
        {
            if answer.status == 303 {
                let next = answer.location().to_owned();
                browser.open(&next).await;
            }
            answer = browser.post_plain(SUBMIT, &[ADA]).await;
            tries += 1;
            assert!(tries < 4, "{then}: {answer:?}");
        }
        assert_eq!(enters_code(&site, &mut browser, "ada@example.com").await, TARGET, "{then}");
    }
}

#[tokio::test]
async fn who_is_signed_in_already_or_signs_out_comes_there_too() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let page = opened(&mut browser, "/sign-in").await;
    let mut tab = browser.copy();
    let step = tab.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    assert_eq!(tab.answer_code(&step, &code).await.go, "/");
    browser.cookies.clone_from(&tab.cookies);
    let (step, target) = (page.hidden("step"), page.hidden("return_to"));
    let fields = [("step", step.as_str()), ("return_to", &target), ADA];
    assert_eq!(browser.post_json(SUBMIT, &fields).await.step().go, TARGET);
    assert_eq!(opened(&mut browser, "/sign-up").await.location(), TARGET);
    browser.post_json(SIGN_OUT, &[]).await;
    let page = browser.open(&format!("/sign-in?signed-out&{ASKED}")).await;
    assert!(page.body.contains("You are signed out"));
    browser.post_plain(SUBMIT, &[ADA]).await;
    assert_eq!(enters_code(&site, &mut browser, "ada@example.com").await, TARGET);
}

/// Shows: O13
#[tokio::test]
async fn the_fragment_is_kept_and_a_page_for_signing_in_is_no_end() {
    let site = Site::start().await;
    for (asked, ends) in [
        ("%2Fdocs%23install", "/docs#install"),
        ("%2Fdocs%3Fa%3Db%23x%2Fy", "/docs?a=b#x/y"),
        ("%2Fsign-in", "/"),
        ("%2Fsign-in%3Freturn_to%3D%252Fdocs", "/docs"),
    ] {
        let mut browser = site.browser();
        browser.open(&format!("/sign-in?return_to={asked}")).await;
        browser.post_plain(SUBMIT, &[ADA]).await;
        let mut at = enters_code(&site, &mut browser, "ada@example.com").await;
        for _ in 0..3 {
            if at.starts_with("/sign-in") {
                at = browser.open(&at).await.location().to_owned();
            }
        }
        assert_eq!(at, ends, "{asked}");
    }
}
