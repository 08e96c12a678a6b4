//! Two ways to finish a sign-in at the same time.

use app::server_functions::ACT;
use app::server_functions::LINK;
use app::server_functions::SUBMIT;
use serde_json::json;

use crate::support::Answer;
use crate::support::Browser;
use crate::support::Site;
use crate::support::repetitions;

const TOKEN: &str = "/oauth2/default/v1/token";
const ANSWER: &str = "/idp/idx/challenge/answer";
const RESEND: &str = "/idp/idx/challenge/resend";

fn value(query: &str, name: &str) -> String {
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.find(|(key, _)| key == name).unwrap().1.into_owned()
}

/// Returns how many different sessions of these browsers are signed in.
async fn signed_in(site: &Site, browsers: &[Browser]) -> usize {
    let mut ids = browsers.iter().map(|it| it.cookies.get("usher")).collect::<Vec<_>>();
    ids.sort_unstable();
    ids.dedup();
    let mut alive = 0;
    for id in ids.into_iter().flatten() {
        let mut browser = site.browser();
        browser.cookies.insert("usher".to_owned(), id.clone());
        alive += usize::from(browser.open("/").await.status == 200);
    }
    alive
}

/// Shows: K28
#[tokio::test]
async fn a_code_and_a_link_at_once_give_one_session_in_a_hundred_races_of_a_hundred() {
    let mut site = Site::start().await;
    for number in 0..repetitions(100) {
        let race = number % 100;
        if race == 0 && number > 0 {
            site = Site::start().await;
        }
        let mut typing = site.browser();
        let step = typing.begin("ada@example.com").await;
        let mail = site.org.newest_mail("ada@example.com").await;
        let query = site.org.query_of_link(&mail).await;
        let (otp, state) = (value(&query, "otp"), value(&query, "state"));
        let mut opening = typing.copy();
        // An open connection gives a tab a head start, so both tabs get one in turn.
        if race % 4 < 2 {
            opening.open("/healthz").await;
        }
        let code = [("step", step.id.as_str()), ("answers[credentials.passcode]", &mail.code)];
        let link = [("otp", otp.as_str()), ("state", state.as_str())];
        let (typed, opened) = if race % 2 == 0 {
            tokio::join!(typing.post_json(SUBMIT, &code), opening.post_json(LINK, &link))
        } else {
            let (opened, typed) =
                tokio::join!(opening.post_json(LINK, &link), typing.post_json(SUBMIT, &code));
            (typed, opened)
        };
        assert!(typed.status == 200 && opened.status == 200, "{typed:?} {opened:?}");
        assert_eq!(signed_in(&site, &[typing.copy(), opening.copy()]).await, 1, "race {race}");
        assert_eq!(site.org.called(TOKEN).await, race + 1, "one exchange for each race");
        // Both are tabs of one browser, which may receive the two responses in either order.
        for (mut browser, late) in [(typing, &opened), (opening, &typed)] {
            browser.keep_cookies(&late.headers);
            assert_eq!(browser.current().await.go, "/", "whoever is late is signed in too");
        }
    }
}

/// Shows: O12
#[tokio::test]
async fn a_code_sent_a_hundred_times_at_once_is_used_once() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let fields = [("step", step.id.as_str()), ("answers[credentials.passcode]", code.as_str())];
    let mut tabs = (0..100).map(|_| browser.copy()).collect::<Vec<_>>();
    let all = tabs.iter_mut().map(|tab| tab.post_json(SUBMIT, &fields));
    let answers = futures::future::join_all(all).await;
    let cookies = answers.iter().flat_map(|it| it.headers.get_all("set-cookie"));
    let sessions = cookies.filter(|it| it.to_str().unwrap().starts_with("usher="));
    let sessions = sessions.collect::<std::collections::HashSet<_>>();
    assert!(answers.iter().all(|answer| answer.status.as_u16() < 500), "{answers:?}");
    assert_eq!(sessions.len(), 1, "all lead to one session, and none takes it away");
    assert!(sessions.iter().all(|it| !it.to_str().unwrap().contains("Max-Age=0")));
    assert_eq!(signed_in(&site, &tabs).await, 1);
    assert_eq!((site.org.called(ANSWER).await, site.org.called(TOKEN).await), (1, 1));
}

/// Starts two servers on one session file, and one org.
async fn two_servers(folder: &tempfile::TempDir) -> [Site; 2] {
    let store = format!("sqlite:{}", folder.path().join("sessions").display());
    let flags = ["--session-store", store.as_str()];
    let first = Site::start_with(&flags).await;
    let second = first.second(&flags).await;
    [first, second]
}

/// Posts the same form to both servers at once, as a double click behind a load balancer does.
async fn at_both(
    sites: &[Site; 2],
    browser: &Browser,
    path: &str,
    fields: &[(&str, &str)],
) -> [Answer; 2] {
    let mut tabs = sites.each_ref().map(|site| site.browser_like(browser));
    let [one, other] = &mut tabs;
    let (first, second) = tokio::join!(one.post_json(path, fields), other.post_json(path, fields));
    [first, second]
}

#[tokio::test]
async fn a_form_sent_to_two_servers_at_once_is_one_call_to_the_org() {
    let folder = tempfile::tempdir().unwrap();
    let sites = two_servers(&folder).await;
    for number in 0..repetitions(10) {
        let mut browser = sites[0].browser();
        let step = browser.begin("ada@example.com").await;
        let code = sites[0].org.newest_mail("ada@example.com").await.code;
        let slow = json!({ "path": ANSWER, "delayMs": 100, "before": false, "times": 1 });
        sites[0].org.fault(slow).await;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let fields = [("step", step.id.as_str()), ("answers[credentials.passcode]", wrong)];
        let before = sites[0].org.called(ANSWER).await;
        let answers = at_both(&sites, &browser, SUBMIT, &fields).await;
        assert!(answers.iter().all(|it| it.status == 200), "{answers:?}");
        assert_eq!(sites[0].org.called(ANSWER).await, before + 1, "{number}: {answers:?}");
        assert_eq!(answers[0].step().id, answers[1].step().id, "both show what it led to");
        let step = answers[0].step();
        let fields = [("step", step.id.as_str()), ("answers[credentials.passcode]", &code)];
        let tokens = sites[0].org.called(TOKEN).await;
        let answers = at_both(&sites, &browser, SUBMIT, &fields).await;
        assert!(answers.iter().all(|it| it.step().go == "/"), "{answers:?}");
        let calls = (sites[0].org.called(ANSWER).await, sites[0].org.called(TOKEN).await);
        assert_eq!(calls, (before + 2, tokens + 1), "{number}");
        let tabs = answers.each_ref().map(|answer| {
            let mut tab = browser.copy();
            tab.keep_cookies(&answer.headers);
            tab
        });
        assert_eq!(signed_in(&sites[usize::from(number % 2 == 1)], &tabs).await, 1);
    }
}

#[tokio::test]
async fn another_email_asked_for_at_two_servers_at_once_is_sent_once() {
    let folder = tempfile::tempdir().unwrap();
    let sites = two_servers(&folder).await;
    let mut browser = sites[0].browser();
    let step = browser.begin("ada@example.com").await;
    sites[0].pass(31).await;
    let slow = json!({ "path": RESEND, "delayMs": 100, "before": false, "times": 1 });
    sites[0].org.fault(slow).await;
    let fields = [("step", step.id.as_str()), ("action", "resend")];
    let answers = at_both(&sites, &browser, ACT, &fields).await;
    assert!(answers.iter().all(|it| it.status == 200), "{answers:?}");
    assert_eq!(sites[0].org.called(RESEND).await, 1);
    assert_eq!(answers[0].step().id, answers[1].step().id);
}

/// Shows: O9
#[tokio::test]
async fn reading_a_link_however_and_however_often_asks_nothing_of_the_org() {
    let site = Site::start().await;
    let mut browser = site.browser();
    browser.begin("ada@example.com").await;
    let mail = site.org.newest_mail("ada@example.com").await;
    let query = site.org.query_of_link(&mail).await;
    let path = format!("/login/callback?{query}");
    let before = site.org.stats().await;
    let mut scanner = site.browser();
    for round in 0..50 {
        for (method, purpose) in
            [("GET", ""), ("HEAD", ""), ("GET", "prefetch"), ("GET", "prefetch;prerender")]
        {
            for somebody in [&mut scanner, &mut browser] {
                let request = somebody.request(method, &path).header("accept", "text/html");
                let request = if purpose.is_empty() {
                    request
                } else {
                    request.header("sec-purpose", purpose).header("purpose", "prefetch")
                };
                let answer = somebody.send(request).await;
                assert_eq!(answer.status, 200, "{round} {method} {purpose}");
                assert!(!answer.headers.contains_key("set-cookie"));
            }
        }
    }
    assert_eq!(site.org.stats().await, before, "after 400 readings");
    browser.open(&path).await;
    assert_eq!(browser.post_plain(LINK, &[]).await.location(), "/", "the link is as good as new");
}

/// Shows: O11
#[tokio::test]
async fn what_a_link_says_is_shown_only_if_somebody_waits_for_it() {
    let site = Site::start().await;
    let mut waiting = site.browser();
    waiting.begin("ada@example.com").await;
    let mail = site.org.newest_mail("ada@example.com").await;
    let query = site.org.query_of_link(&mail).await;
    let state = value(&query, "state");
    let mut other = site.browser();
    for (otp, state) in [
        ("%3Cb%3Ecall%20us", "y"),
        ("778899", "y"),
        ("778899", ""),
        ("%3Cb%3Ecall%20us", state.as_str()),
        ("call-0800-us", state.as_str()),
        ("778899&otp=778898", state.as_str()),
    ] {
        let page = other.open(&format!("/login/callback?otp={otp}&state={state}")).await;
        assert_eq!(page.status, 404, "{otp} {state}");
        for said in ["778899", "<b>call", "&lt;b&gt;call", "0800"] {
            assert!(!page.body.contains(said), "{otp} {state}");
        }
    }
}
