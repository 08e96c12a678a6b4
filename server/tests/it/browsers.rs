//! Browsers without cookies, without `Origin`, or with the cookies of other applications.

use app::server_functions::ACT;
use app::server_functions::CURRENT;
use app::server_functions::LINK;
use app::server_functions::SIGN_OUT;
use app::server_functions::SUBMIT;
use reqwest::RequestBuilder;

use crate::support::Answer;
use crate::support::Browser;
use crate::support::Site;

const PAGE: &str = "text/html";
const ADA: (&str, &str) = ("answers[identifier]", "ada@example.com");

/// Returns how many calls the org received on behalf of a browser.
async fn upstream(site: &Site) -> u64 {
    let stats = site.org.stats().await;
    stats.iter().filter(|(path, _)| !path.contains(".well-known")).map(|(_, times)| times).sum()
}

/// Builds a form request as lynx and w3m send it, without any header that names its origin.
fn bare_form(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
    browser.request("POST", path).header("accept", PAGE).form(fields)
}

/// Opens a page as lynx does.
async fn open_bare(browser: &mut Browser, path: &str) -> Answer {
    let request = browser.request("GET", path).header("accept", PAGE);
    browser.send(request).await
}

/// Sends a request with these bytes as its cookie header.
async fn open_with(browser: &mut Browser, path: &str, cookies: &[&[u8]]) -> Answer {
    let mut request = browser.request("GET", path).header("accept", PAGE);
    for cookie in cookies {
        request = request.header("cookie", http::HeaderValue::from_bytes(cookie).unwrap());
    }
    browser.cookies.clear();
    browser.send(request).await
}

/// Shows: C10
#[tokio::test]
async fn the_cookies_of_other_applications_never_cost_anybody_the_session() {
    let site = Site::start().await;
    let signed_in = site.signed_in().await;
    let own = format!("usher={}", signed_in.cookies["usher"]).into_bytes();
    let neighbours: [&[u8]; 12] = [
        "name=José".as_bytes(),
        b"name=Jos\xe9",
        b"\xff\xfe=\x80",
        b"quoted=\"a b, c\"",
        b"quoted=\"half",
        b"nameless",
        b"=empty",
        b"",
        b"json={\"a\":[1,2]}",
        b"usherx=1",
        b"USHER=1",
        b"tab=\ta",
    ];
    for neighbour in neighbours {
        let before = [neighbour, b"; ", &own].concat();
        let after = [&own[..], b"; ", neighbour].concat();
        let tight = [neighbour, b";", &own, b";", neighbour].concat();
        for header in [before, after, tight] {
            let page = open_with(&mut site.browser(), "/", &[&header]).await;
            let shown = String::from_utf8_lossy(&header).into_owned();
            assert!(page.body.contains("Hello, Ada"), "{shown}: {}", page.status);
        }
        // A proxy that speaks HTTP/2 to the browser may pass on each cookie in its own header.
        let page = open_with(&mut site.browser(), "/", &[neighbour, &own, neighbour]).await;
        assert!(page.body.contains("Hello, Ada"), "{}", String::from_utf8_lossy(neighbour));
    }
}

/// Shows: C10
#[tokio::test]
async fn a_whole_sign_in_passes_beside_a_cookie_in_raw_utf_8() {
    let site = Site::start().await;
    let mut browser = site.browser();
    browser.cookies.insert("a".to_owned(), "José".to_owned());
    browser.open("/sign-in").await;
    let sent = browser.post_plain(SUBMIT, &[ADA]).await;
    assert_eq!((sent.status.as_u16(), sent.location()), (303, "/sign-in"));
    browser.open("/sign-in").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let done = browser.post_plain(SUBMIT, &[("answers[credentials.passcode]", &code)]).await;
    assert_eq!((done.status.as_u16(), done.location()), (303, "/"));
    assert!(browser.open("/").await.body.contains("Hello, Ada"));
}

/// Shows: C10
#[tokio::test]
async fn more_cookies_than_can_be_read_are_told_as_such() {
    let site = Site::start().await;
    for accept in [PAGE, "application/json"] {
        let request = site.browser().request("GET", "/sign-in").header("accept", accept);
        let request = request.header("cookie", format!("other={}", "a".repeat(17_000)));
        let answer = site.browser().send(request).await;
        assert_eq!(answer.status, 431, "{accept}");
        assert!(answer.body.contains("Remove this site’s cookies"), "{accept}: {}", answer.body);
    }
}

/// Shows: C10
#[tokio::test]
async fn without_cookies_and_javascript_a_user_is_told_before_an_email_is_sent() {
    let site = Site::start().await;
    for page in ["/sign-in", "/sign-up", "/forgot-password"] {
        let mut browser = site.browser();
        browser.open(page).await;
        let before = upstream(&site).await;
        for _ in 0..3 {
            // Cookies are blocked: the browser discards them.
            browser.cookies.clear();
            let told = browser.post_plain(SUBMIT, &[ADA]).await;
            assert_eq!(told.status, 403, "{page}");
            assert!(told.body.contains("Allow cookies for this site"), "{page}: {}", told.body);
            if page != "/sign-up" {
                assert!(told.body.contains("value=\"ada@example.com\""), "{page}: {}", told.body);
            }
        }
        assert_eq!(upstream(&site).await, before, "the org heard nothing");
        // Cookies are allowed now: the page with the error has set the cookie.
        let sent = browser.post_plain(SUBMIT, &[ADA]).await;
        assert_eq!(sent.status, 303, "{page}");
    }
}

/// Shows: C10
#[tokio::test]
async fn without_cookies_a_script_is_told_too_and_the_next_attempt_with_cookies_works() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let mut step = browser.step_id("/sign-in").await;
    let before = upstream(&site).await;
    for _ in 0..3 {
        browser.cookies.clear();
        let told = browser.submit(&step, &[("identifier", "ada@example.com")]).await;
        assert!(told.messages.iter().any(|it| it.text.contains("Allow cookies")), "{told:?}");
        assert_eq!(told.form.unwrap().fields[0].value, "ada@example.com");
        step = told.id;
    }
    assert_eq!(upstream(&site).await, before, "the org heard nothing");
    let sent = browser.submit(&step, &[("identifier", "ada@example.com")]).await;
    assert!(sent.messages.is_empty() && !sent.waiting.is_empty(), "{sent:?}");
    assert_eq!(site.org.mails("ada@example.com").await.len(), 1);
}

/// Shows: C10
#[tokio::test]
async fn a_tab_that_was_open_while_its_cookie_went_signs_in_at_the_second_attempt() {
    let site = Site::start().await;
    let mut browser = site.browser();
    browser.open("/sign-in?return_to=%2Fapp").await;
    browser.cookies.clear();
    site.pass(13 * 60 * 60).await;
    let told = browser.post_plain(SUBMIT, &[ADA]).await;
    assert_eq!(told.hidden("return_to"), "/app");
    let sent = browser.post_plain(SUBMIT, &[ADA]).await;
    assert_eq!((sent.status.as_u16(), sent.location()), (303, "/sign-in"));
    let step = browser.current().await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    assert_eq!(browser.answer_code(&step, &code).await.go, "/app");
}

#[tokio::test]
async fn a_browser_keeps_the_device_cookie_that_it_has() {
    let site = Site::start().await;
    let mut browser = site.browser();
    browser.open("/sign-in").await;
    let device = browser.cookies["usher-device"].clone();
    for path in ["/sign-in", "/sign-up", "/forgot-password"] {
        assert!(!browser.open(path).await.headers.contains_key("set-cookie"), "{path}");
    }
    browser.begin("ada@example.com").await;
    assert_eq!(browser.cookies["usher-device"], device);
}

/// Shows: X1
#[tokio::test]
async fn a_browser_that_never_says_where_it_comes_from_signs_in_and_out() {
    let site = Site::start().await;
    for origin in [None, Some("null")] {
        let mut browser = site.browser();
        let said = |request: RequestBuilder| match origin {
            Some(origin) => request.header("origin", origin),
            None => request,
        };
        let page = open_bare(&mut browser, "/sign-in").await;
        let (step, token) = (page.hidden("step"), page.hidden("token"));
        let fields = [("step", step.as_str()), ("token", token.as_str()), ADA];
        let request = said(bare_form(&browser, SUBMIT, &fields));
        let sent = browser.send(request).await;
        assert_eq!((sent.status.as_u16(), sent.location()), (303, "/sign-in"), "{origin:?}");
        let page = open_bare(&mut browser, "/sign-in").await;
        let code = site.org.newest_mail("ada@example.com").await.code;
        let (step, token) = (page.hidden("step"), page.hidden("token"));
        let fields = [
            ("step", step.as_str()),
            ("token", token.as_str()),
            ("answers[credentials.passcode]", &code),
        ];
        let request = said(bare_form(&browser, SUBMIT, &fields));
        assert_eq!(browser.send(request).await.location(), "/", "{origin:?}");
        let token = open_bare(&mut browser, "/").await.hidden("token");
        let request = said(bare_form(&browser, SIGN_OUT, &[("token", &token)]));
        assert_eq!(browser.send(request).await.location(), "/sign-in?signed-out", "{origin:?}");
    }
}

/// Shows: X1
#[tokio::test]
async fn the_page_of_a_link_finishes_although_its_form_says_origin_null() {
    let site = Site::start().await;
    let mut browser = site.browser();
    browser.begin("ada@example.com").await;
    let mail = site.org.newest_mail("ada@example.com").await;
    let query = site.org.query_of_link(&mail).await;
    let page = open_bare(&mut browser, &format!("/login/callback?{query}")).await;
    let [otp, state, token] = ["otp", "state", "token"].map(|name| page.hidden(name));
    let fields = [("otp", otp.as_str()), ("state", state.as_str()), ("token", token.as_str())];
    let request = bare_form(&browser, LINK, &fields).header("origin", "null");
    let done = browser.send(request).await;
    assert_eq!((done.status.as_u16(), done.location()), (303, "/"));
    assert!(browser.open("/").await.body.contains("Hello, Ada"));
}

/// Shows: X1
#[tokio::test]
async fn a_token_that_a_stranger_fetched_starts_nothing_in_another_browser() {
    let site = Site::start().await;
    let mut stranger = site.browser();
    let page = open_bare(&mut stranger, "/sign-in").await;
    let (step, token) = (page.hidden("step"), page.hidden("token"));
    let fields = [("step", step.as_str()), ("token", token.as_str()), ADA];
    let mut known = site.browser();
    known.open("/sign-in").await;
    let mut busy = site.browser();
    busy.begin("pat@example.com").await;
    let before = upstream(&site).await;
    for mut victim in [site.browser(), known, busy, site.signed_in().await] {
        let before_session = victim.cookies.get("usher").cloned();
        for origin in [None, Some("null")] {
            let request = bare_form(&victim, SUBMIT, &fields);
            let request =
                origin.into_iter().fold(request, |it, origin| it.header("origin", origin));
            assert_eq!(victim.send(request).await.status, 403, "{origin:?}");
            assert_eq!(victim.cookies.get("usher"), before_session.as_ref());
        }
    }
    assert!(site.org.mails("ada@example.com").await.len() <= 1, "only that of ada herself");
    // A cross-site form without the strict session cookie does not sign the user out either.
    for fields in [&[][..], &[("token", token.as_str())]] {
        let request = bare_form(&site.browser(), SIGN_OUT, fields);
        let answer = site.browser().send(request).await;
        assert_eq!(answer.status, 403);
        let removes = |it: &http::HeaderValue| it.to_str().unwrap().contains("Max-Age=0");
        assert!(!answer.headers.get_all("set-cookie").iter().any(removes), "{answer:?}");
    }
    assert!(upstream(&site).await > before, "only what ada's own sign-in asked for");
}

/// Shows: X1
#[tokio::test]
async fn the_header_of_the_script_proves_nothing_where_the_browser_says_nothing() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    for path in [SUBMIT, ACT, LINK, CURRENT, SIGN_OUT] {
        for origin in [None, Some("null"), Some("https://evil.example")] {
            let fields = [("step", step.id.as_str()), ("action", "resend")];
            let request = browser.request("POST", path).header("x-usher", "1").form(&fields);
            let request =
                origin.into_iter().fold(request, |it, origin| it.header("origin", origin));
            let refused = browser.send(request).await;
            assert_eq!(refused.status, 403, "{path} {origin:?}");
            assert!(refused.body.contains("foreign-request"), "{path}: {}", refused.body);
        }
    }
    assert_eq!(browser.current().await.id, step.id, "nothing has moved");
}

/// Shows: X1
#[tokio::test]
async fn a_token_does_not_make_up_for_a_foreign_origin() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let page = browser.open("/sign-in").await;
    let (step, token) = (page.hidden("step"), page.hidden("token"));
    let fields = [("step", step.as_str()), ("token", token.as_str()), ADA];
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("sec-fetch-site", "none"),
        ("referer", "https://evil.example/"),
    ] {
        let request = bare_form(&browser, SUBMIT, &fields).header(name, value);
        assert_eq!(browser.send(request).await.status, 403, "{name} {value}");
    }
    assert!(site.org.mails("ada@example.com").await.is_empty());
}
