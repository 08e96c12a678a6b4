//! Link addresses altered by email programs, users and orgs, opened while a sign-in waits or after
//! it.

use app::server_functions::LINK;

use crate::support::Answer;
use crate::support::Site;

fn value(query: &str, name: &str) -> String {
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.find(|(key, _)| key == name).unwrap().1.into_owned()
}

fn waits_still(page: &Answer) -> bool {
    page.status == 200
        && page.body.contains("still waiting")
        && page.body.contains("href=\"/sign-in\"")
        && !page.body.contains("<form")
}

/// Shows: O8
#[tokio::test]
async fn what_stands_around_a_link_changes_nothing() {
    let site = Site::start().await;
    let (mut browser, query) = site.waiting_for_link().await;
    let (otp, state) = (value(&query, "otp"), value(&query, "state"));
    let plain = format!("otp={otp}&state={state}");
    let addresses = [
        format!("/login/callback?{plain}."),
        format!("/login/callback?{plain})"),
        format!("/login/callback?{plain}%3E"),
        format!("/login/callback?{plain}&gt;"),
        format!("/login/callback?{plain},"),
        format!("/login/callback?{plain}%22"),
        format!("/login/callback?{plain}%20"),
        format!("/login/callback?state={state}&otp={otp})."),
        format!("/login/callback/?{plain}"),
        format!("/login/callback?otp={otp}&amp;state={state}"),
        format!("/login/callback?otp=3D{otp}&state=3D{state}"),
        format!("/login/callback?{plain}&state={state}"),
        format!("/login/callback?{plain}&otp={otp}"),
        format!("/login/callback?{plain}&utm_source=mail&lang=de"),
        format!("/login/callback?otp%3D{otp}%26state%3D{state}"),
    ];
    for address in &addresses {
        let page = browser.open(address).await;
        assert_eq!(page.status, 200, "{address}");
        assert_eq!((page.hidden("otp"), page.hidden("state")), (otp.clone(), state.clone()));
        let elsewhere = site.browser().open(address).await;
        assert!(elsewhere.body.contains(&otp) && !elsewhere.body.contains("<form"), "{address}");
    }
    browser.open(&addresses[0]).await;
    let done = browser.post_plain(LINK, &[]).await;
    assert_eq!((done.status.as_u16(), done.location()), (303, "/"));
}

/// Shows: O8
#[tokio::test]
async fn a_link_that_cannot_be_read_leads_back_to_the_sign_in_that_waits() {
    for hides in ["false", "true"] {
        let site = Site::start_with(&["--enumeration-prevention", hides]).await;
        let (browser, query) = site.waiting_for_link().await;
        let mut nobody = site.browser();
        nobody.begin("nobody@example.com").await;
        let (otp, state) = (value(&query, "otp"), value(&query, "state"));
        let before = site.org.stats().await;
        for broken in [
            String::new(),
            format!("otp={otp}"),
            format!("state={state}"),
            format!("otp={otp}&state={}", &state[..state.len() - 1]),
            format!("state={state}&otp={}", &otp[..otp.len() - 1]),
            format!("otp={otp}&state={}", "b".repeat(43)),
            format!("otp={otp}&otp=000000&state={state}"),
            format!("otp={otp}&state={state}&state={}", "b".repeat(43)),
            format!("otp=%3Cb%3E&state={state}"),
        ] {
            for path in ["/login/callback", "/login/callback/"] {
                let address = format!("{path}?{broken}");
                let page = browser.copy().open(&address).await;
                assert!(waits_still(&page), "{address}: {} {}", page.status, page.body);
                assert!(!page.body.contains(&otp), "{address}");
                let unknown = site.browser().open(&address).await;
                assert_eq!(unknown.status, 404, "{address}");
                if hides == "true" {
                    // A decoy waits as any other sign-in does.
                    let decoy = nobody.open(&address).await;
                    assert!(waits_still(&decoy), "{address}: {}", decoy.status);
                }
            }
        }
        assert_eq!(site.org.stats().await, before, "nothing was asked, and no attempt is lost");
    }
}

/// Shows: O8
#[tokio::test]
async fn the_link_opened_again_after_signing_in_leads_in() {
    let site = Site::start().await;
    for by_code in [false, true] {
        let mut browser = site.browser();
        let step = browser.step_id("/sign-in").await;
        let fields = [
            ("step", step.as_str()),
            ("return_to", "/reports?id=7"),
            ("answers[identifier]", "ada@example.com"),
        ];
        let step = browser.post_json(app::server_functions::SUBMIT, &fields).await.step();
        let mail = site.org.newest_mail("ada@example.com").await;
        let address = format!("/login/callback?{}", site.org.query_of_link(&mail).await);
        if by_code {
            browser.answer_code(&step, &mail.code).await;
        } else {
            browser.open(&address).await;
            assert_eq!(browser.post_plain(LINK, &[]).await.location(), "/reports?id=7");
        }
        for address in [&address, &format!("{address}."), "/login/callback"] {
            let again = browser.open(address).await;
            assert_eq!((again.status.as_u16(), again.location()), (303, "/reports?id=7"));
        }
        // The page that was open in the meantime is submitted once more.
        let query = address.split_once('?').unwrap().1;
        let (otp, state) = (value(query, "otp"), value(query, "state"));
        let pressed = browser.post_json(LINK, &[("otp", &otp), ("state", &state)]).await.step();
        assert_eq!(pressed.go, "/reports?id=7");
        assert_eq!(site.browser().open(&address).await.status, 404, "nobody else is led in");
    }
}

#[tokio::test]
async fn somebody_signed_in_still_hands_over_the_code_of_a_sign_in_that_waits_elsewhere() {
    let site = Site::start().await;
    let mut signed_in = site.signed_in().await;
    let (_waiting, query) = site.waiting_for_link().await;
    let page = signed_in.open(&format!("/login/callback?{query}")).await;
    assert!(page.body.contains(&value(&query, "otp")), "{}", page.body);
}

/// Shows: O8
#[tokio::test]
async fn an_org_that_sends_the_browser_back_finds_the_sign_in_kept() {
    let site = Site::start().await;
    let (mut browser, query) = site.waiting_for_link().await;
    let state = value(&query, "state");
    let before = site.org.stats().await;
    let unknown = "b".repeat(43);
    for (said, told) in [
        ("error=access_denied&error_description=Call+1-800", "did not allow that"),
        ("error=server_error", "did not allow that"),
        ("error=interaction_required", "asks for one more step"),
        ("interaction_code=abc-DEF_123", "asks for one more step"),
    ] {
        let sent = browser.open(&format!("/login/callback?{said}&state={state}")).await;
        assert_eq!(sent.status, 303, "{said}");
        let page = browser.open(sent.location()).await;
        assert!(page.body.contains(told), "{said}: {}", page.body);
        assert!(page.body.contains("Check your email") && !page.body.contains("1-800"), "{said}");
        for state in ["", unknown.as_str()] {
            let page = browser.open(&format!("/login/callback?{said}&state={state}")).await;
            assert!(waits_still(&page), "{said} {state}");
        }
        assert_eq!(site.browser().open(&format!("/login/callback?{said}")).await.status, 404);
    }
    assert_eq!(site.org.stats().await, before, "nothing was asked");
    let code = site.org.newest_mail("ada@example.com").await.code;
    let step = browser.current().await;
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
}

#[tokio::test]
async fn words_for_a_sign_in_under_way_are_not_said_where_there_is_none() {
    let site = Site::start().await;
    for said in ["refused", "unfinished"] {
        let page = site.browser().open(&format!("/sign-in?{said}")).await;
        assert!(!page.body.contains("Your organization"), "{said}");
    }
}
