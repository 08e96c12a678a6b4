//! The site under another name of the same machine, and sign-ins that were started under it.

use app::server_functions::SUBMIT;

use crate::support::Browser;
use crate::support::Site;

const ADA: (&str, &str) = ("answers[identifier]", "ada@example.com");

fn port(site: &Site) -> &str {
    site.origin.rsplit_once(':').unwrap().1
}

fn named(site: &Site, host: &str) -> Browser {
    let mut browser = site.browser();
    host.clone_into(&mut browser.host);
    browser
}

/// Shows: O13
#[tokio::test]
async fn a_page_under_another_name_leads_to_the_same_path_at_the_public_origin() {
    let site = Site::start().await;
    for host in [
        format!("localhost:{}", port(&site)),
        "localhost".to_owned(),
        "www.app.example".to_owned(),
        format!("[::1]:{}", port(&site)),
        "127.0.0.1.:1".to_owned(),
    ] {
        for path in
            ["/", "/sign-in?return_to=%2Fa%3Fb", "/sign-up", "/login/callback?otp=1&state=x", "/no"]
        {
            for method in ["GET", "HEAD"] {
                let mut browser = named(&site, &host);
                let agent = format!("{host} {path} {method}");
                let request = browser.request(method, path).header("accept", "text/html");
                let led = browser.send(request.header("user-agent", &agent)).await;
                let expected = format!("{}{path}", site.origin);
                assert_eq!((led.status.as_u16(), led.location()), (307, &*expected), "{agent}");
                assert!(!led.headers.contains_key("set-cookie"), "{agent}");
            }
        }
    }
}

#[tokio::test]
async fn nothing_but_pages_is_led_elsewhere() {
    let site = Site::start().await;
    let mut browser = named(&site, "localhost");
    for path in
        ["/healthz", "/readyz", "/favicon.svg", "/pkg/none.css", app::server_functions::EVENTS]
    {
        assert_ne!(browser.open(path).await.status, 307, "{path}");
    }
    let json = browser.request("GET", "/sign-in").header("accept", "application/json");
    assert_eq!(browser.send(json).await.status, 200);
    let step = site.browser().step_id("/sign-in").await;
    let posted = browser.post_json(SUBMIT, &[("step", &step), ADA]).await;
    assert_eq!(posted.status, 200);
    for host in [&site.origin[7..], "127.0.0.1", "127.0.0.1:9"] {
        assert_eq!(named(&site, host).open("/sign-in").await.status, 200, "{host}");
    }
}

#[tokio::test]
async fn a_proxy_that_changes_the_name_does_not_send_anybody_in_circles() {
    let site = Site::start().await;
    let mut browser = named(&site, "internal:3000");
    let request = browser.request("GET", "/sign-in").header("accept", "text/html");
    let (_, public) = site.origin.split_once("//").unwrap();
    let told = browser.send(request.header("x-forwarded-host", public)).await;
    assert_eq!(told.status, 200, "the proxy says which name the browser used");
    // Without the proxy's header and with blocked cookies, a browser follows at most twenty
    // redirects.
    let mut followed = 0;
    while browser.open("/sign-in").await.status == 307 {
        browser.cookies.clear();
        followed += 1;
        assert!(followed < 20, "in circles");
    }
    browser.post_plain(SUBMIT, &[ADA]).await;
    let page = browser.open("/sign-in").await;
    assert!(page.body.contains("Check your email"), "later pages come at once: {}", page.status);
}

#[tokio::test]
async fn a_tile_of_the_org_fills_in_the_username_and_keeps_the_target() {
    let site = Site::start().await;
    let encoded =
        |text: &str| -> String { url::form_urlencoded::byte_serialize(text.as_bytes()).collect() };
    let (org, issuer) = (encoded(&site.org.url), encoded(&site.org.issuer));
    let target = encoded(&format!("{}/reports?id=7#top", site.origin));
    for iss in [&org, &issuer, &format!("{org}%2F")] {
        for page in ["/sign-in", "/forgot-password"] {
            let address =
                format!("{page}?iss={iss}&login_hint=ada%40example.com&target_link_uri={target}");
            let shown = site.browser().open(&address).await;
            assert!(shown.body.contains("value=\"ada@example.com\""), "{address}");
            assert_eq!(shown.hidden("return_to"), "/reports?id=7#top", "{address}");
        }
    }
    let from_home = format!("/?iss={org}&login_hint=ada%40example.com&x=1");
    let sent = site.browser().open(&from_home).await;
    let page = site.browser().open(sent.location()).await;
    assert!(page.body.contains("value=\"ada@example.com\""), "{}", sent.location());
    let mut browser = site.browser();
    let address = format!("/sign-in?iss={issuer}&target_link_uri={target}");
    browser.open(&address).await;
    browser.post_plain(SUBMIT, &[ADA]).await;
    browser.open("/sign-in").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let done = browser.post_plain(SUBMIT, &[("answers[credentials.passcode]", &code)]).await;
    assert_eq!(done.location(), "/reports?id=7#top");
    assert_eq!(browser.open(&address).await.location(), "/reports?id=7#top", "signed in already");
}

/// Shows: O13
#[tokio::test]
async fn a_hint_or_target_of_another_issuer_or_place_is_ignored() {
    let site = Site::start().await;
    let issuer: String = url::form_urlencoded::byte_serialize(site.org.issuer.as_bytes()).collect();
    let asked = "login_hint=ada%40example.com&target_link_uri=%2Freports";
    for iss in
        ["https%3A%2F%2Fevil.example", "", "x", &format!("{issuer}&iss=https%3A%2F%2Fevil.example")]
    {
        let page = site.browser().open(&format!("/sign-in?iss={iss}&{asked}")).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("ada@example.com"), "{iss}");
        assert_eq!(page.hidden("return_to"), "", "{iss}");
    }
    for target in ["https%3A%2F%2Fevil.example%2F", "%2F%2Fevil.example", "javascript%3Aalert(1)"] {
        let page = site.browser().open(&format!("/sign-in?target_link_uri={target}")).await;
        assert_eq!(page.hidden("return_to"), "", "{target}");
    }
    for hint in ["%3Cb%3E%22%27", "", "a&login_hint=b"] {
        let page = site.browser().open(&format!("/sign-in?login_hint={hint}")).await;
        assert!(page.status == 200 && !page.body.contains("<b>"), "{hint}");
    }
}

#[tokio::test]
async fn a_hint_does_not_replace_what_was_typed() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("pat@example.com").await;
    browser.act(&step, "restart").await;
    let page = browser.open("/sign-in?login_hint=ada%40example.com").await;
    assert!(page.body.contains("value=\"pat@example.com\""), "{}", page.body);
}
