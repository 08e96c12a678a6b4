//! The attributes of all cookies, and that no cache stores a response that depends on them.

use app::server_functions;
use app::server_functions::ACT;
use app::server_functions::LINK;
use app::server_functions::SIGN_OUT;
use app::server_functions::SUBMIT;
use axum::body::Body;
use cookie::Cookie;
use cookie::SameSite;
use http::HeaderValue;
use http::Request;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use server::assets::SiteFiles;
use tower::ServiceExt;

use crate::support::Answer;
use crate::support::Browser;
use crate::support::Log;
use crate::support::Site;
use crate::support::listed_routes;

/// Requests every route that the binary prints, with values that match no step.
async fn every_route(browser: &mut Browser, seen: &mut Vec<(String, Answer)>) {
    for (method, path) in listed_routes() {
        // Signing out is tested last, and separately.
        if path == SIGN_OUT {
            continue;
        }
        let query = if path == server_functions::EVENTS { "?step=x" } else { "" };
        let request = browser
            .request(&method, &format!("{}{query}", path.replace('*', "none.css")))
            .header("sec-fetch-site", "same-origin")
            .header("x-usher", "1");
        let request = if method == "POST" {
            request.form(&[("step", "x"), ("action", "none"), ("otp", "1"), ("state", "none")])
        } else {
            request
        };
        seen.push((format!("{method} {path}"), browser.send(request).await));
    }
}

/// Collects the responses of a site: without a session, during a sign-in, after it, and after
/// sign-out.
async fn every_answer(site: &Site) -> Vec<(String, Answer)> {
    let mut seen = Vec::new();
    let mut browser = site.browser();
    every_route(&mut browser, &mut seen).await;
    seen.push(("a language".to_owned(), browser.open("/sign-in?lang=en").await));
    let step = browser.step_id("/sign-in").await;
    let begun = [
        ("step", step.as_str()),
        ("answers[identifier]", "ada@example.com"),
        ("answers[remember_username]", "true"),
    ];
    seen.push(("begin".to_owned(), browser.post_json(SUBMIT, &begun).await));
    every_route(&mut browser, &mut seen).await;
    let step = browser.current().await;
    let wrong = [("step", step.id.as_str()), ("answers[credentials.passcode]", "000000")];
    seen.push(("a wrong code".to_owned(), browser.post_json(SUBMIT, &wrong).await));
    let step = browser.current().await;
    let other = [("step", step.id.as_str()), ("action", "resend")];
    seen.push(("another mail".to_owned(), browser.post_json(ACT, &other).await));
    let step = browser.current().await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let right = [("step", step.id.as_str()), ("answers[credentials.passcode]", &code)];
    let done = browser.post_json(SUBMIT, &right).await;
    assert_eq!(done.step().go, "/", "{done:?}");
    seen.push(("the right code".to_owned(), done));
    every_route(&mut browser, &mut seen).await;
    seen.push(("sign out".to_owned(), browser.post_json(SIGN_OUT, &[]).await));
    let mut by_link = site.browser();
    by_link.begin("ada@example.com").await;
    let mail = site.org.newest_mail("ada@example.com").await;
    let query = site.org.query_of_link(&mail).await;
    seen.push(("link".to_owned(), by_link.open(&format!("/login/callback?{query}")).await));
    seen.push(("follow".to_owned(), by_link.post_plain(LINK, &[]).await));
    seen
}

async fn assert_all_cookies_are_locked(site: &Site, https: bool) {
    let prefix = if https { "__Host-Http-" } else { "" };
    let [session, device, language, username] =
        ["usher", "usher-device", "usher-language", "usher-username"]
            .map(|name| format!("{prefix}{name}"));
    let (mut given, mut taken, mut named, mut picked, mut remembered) = (0, 0, 0, 0, 0);
    for (what, answer) in every_answer(site).await {
        assert_eq!(answer.headers.contains_key("strict-transport-security"), https, "{what}");
        for value in answer.headers.get_all("set-cookie") {
            let text = value.to_str().unwrap();
            let cookie = Cookie::parse(text).unwrap();
            assert_eq!(cookie.secure().unwrap_or(false), https, "{what}: {text}");
            assert_eq!(cookie.http_only(), Some(true), "{what}: {text}");
            assert_eq!(cookie.same_site(), Some(SameSite::Strict), "{what}: {text}");
            assert_eq!(cookie.path(), Some("/"), "{what}: {text}");
            assert_eq!(cookie.domain(), None, "{what}: {text}");
            assert!(text.len() <= 256, "{what}: {text}");
            match (cookie.name(), cookie.value().len()) {
                (name, 0) if name == session => taken += 1,
                (name, 43) if name == session => given += 1,
                (name, 1..=43) if name == device => named += 1,
                (name, 2) if name == language => picked += 1,
                (name, 20) if name == username => remembered += 1,
                _ => panic!("{what}: {text}"),
            }
        }
    }
    assert!(given >= 3 && taken >= 1 && named >= 1, "{given} {taken} {named}");
    assert_eq!((picked, remembered), (1, 1), "only where it is asked for");
}

/// Shows: C1, C2, C4
#[tokio::test]
async fn every_cookie_of_every_route_is_locked_to_this_host() {
    assert_all_cookies_are_locked(&Site::start().await, false).await;
}

/// Shows: C1
#[tokio::test]
async fn on_https_every_cookie_has_the_prefix_and_every_answer_demands_https() {
    let site = Site::start_https().await;
    assert_all_cookies_are_locked(&site, true).await;
}

/// Shows: C9
#[tokio::test]
async fn nothing_that_depends_on_a_cookie_may_be_kept_by_a_cache() {
    let site = Site::start().await;
    for (what, answer) in every_answer(&site).await {
        let cache = answer.headers["cache-control"].to_str().unwrap();
        assert!(cache.split(',').any(|it| it.trim() == "no-store"), "{what}: {cache}");
    }
}

/// Shows: C9
#[tokio::test]
async fn only_files_are_kept_by_caches_and_they_never_carry_a_cookie() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("pkg")).unwrap();
    std::fs::write(folder.path().join("pkg/usher.0123abcd.css"), "main{}").unwrap();
    std::fs::write(folder.path().join("favicon.svg"), "<svg/>").unwrap();
    let site = Site::start_with(&["--site-root", folder.path().to_str().unwrap()]).await;
    let mut browser = site.signed_in().await;
    for (path, hashes, lifetime) in [
        ("/pkg/usher.0123abcd.css", "css: 0123abcd", "public, max-age=31536000, immutable"),
        ("/pkg/usher.0123abcd.css", "", "no-cache"),
        ("/favicon.svg", "css: 0123abcd", "public, max-age=86400"),
    ] {
        let files = SiteFiles::with_hashes(folder.path().to_owned(), String::new(), hashes);
        let router = server::route::files::table(&files).into_router();
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = router.with_state(site.state.clone()).oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(answer.headers()["cache-control"], lifetime, "{path} {hashes}");
        let served = browser.open(path).await;
        assert!(served.headers["cache-control"] != "no-store" && served.status == 200, "{path}");
        assert!(!served.headers.contains_key("set-cookie"), "{path}");
    }
    for path in
        ["/pkg/", "/pkg", "/pkg/x.css", "/pkg/x.html", "/app/x.css", "/pkg/..%2ffavicon.svg"]
    {
        let answer = browser.open(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.headers["cache-control"], "no-store", "{path}");
        assert!(!answer.body.contains("main{}") && !answer.body.contains("Ada"), "{path}");
    }
    // A shared cache in front of the server must not mix up the pages of two users.
    let mine = browser.open("/").await;
    assert!(mine.body.contains("Hello, Ada"));
    assert_eq!(site.browser().open("/").await.location(), "/sign-in");
}

/// Generates cookie headers that no browser sends: some resemble valid ones, some do not.
fn garbage() -> impl Strategy<Value = Vec<u8>> {
    let value = prop_oneof![
        proptest::collection::vec(prop_oneof![32_u8..=126, 128_u8..=255], 0..120),
        "[A-Za-z0-9_-]{0,90}".prop_map(String::into_bytes),
        "[A-Za-z0-9_-]{43}".prop_map(String::into_bytes),
        (4000..40_000_usize).prop_map(|length| vec![b'A'; length]),
    ];
    let name = prop_oneof![
        Just("usher="),
        Just("usher"),
        Just("usher-device="),
        Just("__Host-Http-usher="),
        Just("usher_0="),
        Just("USHER="),
        Just(""),
        Just("=;usher=\";"),
    ];
    proptest::collection::vec((name, value), 1..4).prop_map(|pairs| {
        let pairs = pairs.into_iter().map(|(name, value)| [name.as_bytes(), &value].concat());
        pairs.collect::<Vec<_>>().join(&b"; "[..])
    })
}

/// Shows: C4
#[tokio::test]
async fn tokens_of_any_size_are_one_small_cookie() {
    let folder = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", folder.path().join("sessions.sqlite3").display());
    let site = Site::start_with(&["--session-store", &store, "--limit-factor", "1"]).await;
    site.org.fault(serde_json::json!({ "idToken": "long", "times": 1 })).await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let fields = [("step", step.id.as_str()), ("answers[credentials.passcode]", &code)];
    let answer = browser.post_json(app::server_functions::SUBMIT, &fields).await;
    assert_eq!(answer.step().go, "/");
    let set = answer.headers.get_all("set-cookie").iter().collect::<Vec<_>>();
    assert_eq!(set.len(), 1, "{set:?}");
    assert!(set[0].len() < 256 && set[0].to_str().unwrap().starts_with("usher="), "{set:?}");
    assert_eq!(browser.cookies["usher"].len(), 43);
    assert_eq!(browser.cookies.len(), 2, "of the session and of the device: {:?}", browser.cookies);
    let page = browser.open("/").await;
    assert!(page.body.contains("Hello, Ada"));
    assert!(page.headers.get("set-cookie").is_none());
    let file = rusqlite::Connection::open(folder.path().join("sessions.sqlite3")).unwrap();
    let longest: i64 =
        file.query_row("SELECT max(length(sealed)) FROM sessions", [], |row| row.get(0)).unwrap();
    assert!(longest > 16 * 1024, "the whole token is in the record: {longest}");
    browser.post_json(app::server_functions::SIGN_OUT, &[]).await;
    assert_eq!(browser.open("/").await.location(), "/sign-in");
}

/// Shows: C10
#[tokio::test]
async fn ten_thousand_cookie_headers_of_garbage_cause_no_error_and_are_not_logged() {
    const MARK: &str = "garbage-that-nobody-may-log";
    let site = Site::start().await;
    let router = server::routes::router(&site.state);
    let log = Log::listen();
    let mut runner = TestRunner::deterministic();
    for round in 0..10_000 {
        let mut header = garbage().new_tree(&mut runner).unwrap().current();
        header.extend_from_slice(MARK.as_bytes());
        let value = HeaderValue::from_bytes(&header).unwrap();
        let (method, path) = match round % 50 {
            0 => ("POST", server_functions::CURRENT),
            1 => ("GET", "/sign-in"),
            2 => ("GET", "/login/callback?otp=1&state=x"),
            _ => ("GET", "/"),
        };
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("cookie", value)
            .header("sec-fetch-site", "same-origin")
            .header("x-usher", "1")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::empty())
            .unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        let shown = String::from_utf8_lossy(&header).into_owned();
        assert!(answer.status().as_u16() < 500, "{shown}");
        for cookie in answer.headers().get_all("set-cookie") {
            assert!(!cookie.to_str().unwrap().contains(MARK), "{shown}");
        }
    }
    let log = log.text();
    assert!(log.contains("session.malformed_cookie"), "the log is heard");
    assert!(!log.contains(MARK));
}
