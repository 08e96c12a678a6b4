//! Rate limits on code attempts and on emails.

use app::step::Screen;
use app::step::Step;
use futures::future::join_all;
use serde_json::json;

use crate::support::Browser;
use crate::support::Site;

const ANSWER: &str = "/idp/idx/challenge/answer";
const STRICT: [&str; 4] = ["--limit-factor", "1", "--trusted-proxies", "127.0.0.1"];

async fn strict() -> Site {
    Site::start_with(&STRICT).await
}

fn says(step: &Step, text: &str) -> bool {
    let field = step.form.iter().flat_map(|form| &form.fields).any(|it| it.error.contains(text));
    field || step.messages.iter().any(|message| message.text.contains(text))
}

/// Returns how many emails the org sent to an address.
async fn mails(site: &Site, to: &str) -> usize {
    site.org.mails(to).await.len()
}

fn from(site: &Site, address: &str) -> Browser {
    let mut browser = site.browser();
    browser.address = Some(address.to_owned());
    browser
}

/// Shows: R1
#[tokio::test]
async fn fifty_guesses_at_once_send_at_most_five_upstream() {
    let site = strict().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let before = site.org.called(ANSWER).await;
    let mut step = step;
    // Each step accepts one answer, so an attacker continues with the step that each answer leads
    // to.
    for round in 0..5 {
        let guesses =
            join_all((0..50).map(|guess| {
                let (mut tab, step) = (browser.copy(), step.clone());
                async move {
                    tab.answer_code(&step, &format!("{:06}", 900_000 + round * 50 + guess)).await
                }
            }))
            .await;
        step = guesses.into_iter().next().unwrap();
    }
    let sent = site.org.called(ANSWER).await - before;
    assert!(sent <= 5, "{sent} guesses reached the org");
    assert_eq!(step.screen, Screen::Ended, "{step:?}");
    assert!(says(&step, "too many wrong attempts"), "{step:?}");
    let after = browser.answer_code(&step, &code).await;
    assert_ne!(after.go, "/", "the right code comes too late");
    assert_eq!(site.org.called(ANSWER).await - before, sent);
}

/// Shows: R1
#[tokio::test]
async fn the_link_of_a_mail_is_no_way_round_the_limit_on_guesses() {
    let site = strict().await;
    let mut browser = site.browser();
    browser.begin("ada@example.com").await;
    let mail = site.org.newest_mail("ada@example.com").await;
    let query = site.org.query_of_link(&mail).await;
    let state = query.split('&').find_map(|pair| pair.strip_prefix("state=")).unwrap().to_owned();
    let before = site.org.called(ANSWER).await;
    for guess in 0..8 {
        let otp = format!("{guess:06}");
        browser.post_json(app::server_functions::LINK, &[("otp", &otp), ("state", &state)]).await;
    }
    assert_eq!(site.org.called(ANSWER).await - before, 5);
}

/// Shows: R1
#[tokio::test]
async fn guesses_that_never_reached_the_org_do_not_count() {
    let site = strict().await;
    let mut browser = site.browser();
    let mut step = browser.begin("ada@example.com").await;
    for _ in 0..7 {
        site.org
            .fault(json!({"path": ANSWER, "status": 503, "body": "{}", "times": 1, "before": true}))
            .await;
        step = browser.answer_code(&step, "111111").await;
        assert_eq!(step.screen, Screen::Code, "{step:?}");
    }
    let code = site.org.newest_mail("ada@example.com").await.code;
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
}

/// Shows: R1, R7, K16
#[tokio::test]
async fn guesses_are_counted_on_across_a_restart_and_by_two_servers() {
    let folder = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", folder.path().join("sessions").display());
    let flags = [&STRICT[..], &["--session-store", &store]].concat();
    let site = Site::start_with(&flags).await;
    let mut browser = site.browser();
    let mut step = browser.begin("ada@example.com").await;
    let before = site.org.called(ANSWER).await;
    for _ in 0..3 {
        step = browser.answer_code(&step, "000000").await;
    }
    let other = site.second(&flags).await;
    let mut elsewhere = other.browser_like(&browser);
    for _ in 0..3 {
        step = elsewhere.answer_code(&step, "000000").await;
    }
    assert_eq!(step.screen, Screen::Ended, "{step:?}");
    assert_eq!(site.org.called(ANSWER).await - before, 5);
}

/// Shows: R3
#[tokio::test]
async fn a_hundred_requests_from_fifty_networks_send_three_mails_to_one_victim() {
    let site = strict().await;
    join_all((0..100).map(|request| {
        let mut browser = from(&site, &format!("198.51.100.{}", request % 50));
        async move { browser.begin("ada@example.com").await }
    }))
    .await;
    assert_eq!(mails(&site, "ada@example.com").await, 3);
    site.pass(11 * 60).await;
    let mut browser = from(&site, "203.0.113.9");
    assert_eq!(browser.begin("ada@example.com").await.screen, Screen::Code);
    assert_eq!(mails(&site, "ada@example.com").await, 4);
}

/// Shows: R3
#[tokio::test]
async fn a_refused_mail_says_how_long_to_wait_and_keeps_what_was_typed() {
    let site = strict().await;
    for _ in 0..3 {
        from(&site, "198.51.100.1").begin("ada@example.com").await;
        site.pass(40).await;
    }
    let step = from(&site, "198.51.100.1").begin("ada@example.com").await;
    assert_eq!(step.screen, Screen::Identify);
    assert!(says(&step, "ask again in 8 min"), "{step:?}");
    assert_eq!(step.form.unwrap().fields[0].value, "ada@example.com");
}

/// Shows: R3
#[tokio::test]
async fn ten_mails_a_day_are_enough() {
    let site = strict().await;
    for _ in 0..14 {
        from(&site, "198.51.100.1").begin("ada@example.com").await;
        site.pass(11 * 60).await;
    }
    assert_eq!(mails(&site, "ada@example.com").await, 10);
}

/// Shows: R3
#[tokio::test]
async fn asking_again_counts_like_asking() {
    let site = strict().await;
    let mut browser = site.browser();
    let mut step = browser.begin("ada@example.com").await;
    for _ in 0..4 {
        site.pass(31).await;
        step = browser.act(&step, "resend").await;
    }
    assert_eq!(mails(&site, "ada@example.com").await, 3);
    assert!(says(&step, "several emails"), "{step:?}");
    assert_eq!(step.screen, Screen::Code, "the code of the last mail can still be typed");
    let code = site.org.newest_mail("ada@example.com").await.code;
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
}

/// Shows: R4
#[tokio::test]
async fn the_earlier_code_is_dead_after_another_mail() {
    let site = strict().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let earlier = site.org.newest_mail("ada@example.com").await.code;
    site.pass(31).await;
    let step = browser.act(&step, "resend").await;
    let newer = site.org.newest_mail("ada@example.com").await.code;
    if earlier != newer {
        let refused = browser.answer_code(&step, &earlier).await;
        assert_eq!(refused.screen, Screen::Code, "{refused:?}");
        assert_eq!(browser.answer_code(&refused, &newer).await.go, "/");
    }
}

/// Shows: R3
#[tokio::test]
async fn twenty_addresses_may_be_typed_from_one_network_in_ten_minutes() {
    let site = strict().await;
    for person in 0..20 {
        let step = from(&site, "2001:db8:1:2::7").begin(&format!("p{person}@example.com")).await;
        assert!(!says(&step, "from your network"), "{person}: {step:?}");
    }
    let step = from(&site, "2001:db8:1:2:ffff::8").begin("p20@example.com").await;
    assert!(says(&step, "from your network"), "{step:?}");
    let again = from(&site, "2001:db8:1:2::9").begin("p3@example.com").await;
    assert!(!says(&again, "from your network"), "a name typed before costs nothing: {again:?}");
    let elsewhere = from(&site, "2001:db8:1:3::1").begin("p20@example.com").await;
    assert!(!says(&elsewhere, "from your network"), "{elsewhere:?}");
    assert_eq!(from(&site, "198.51.100.3").begin("ada@example.com").await.screen, Screen::Code);
}

/// Shows: R2
#[tokio::test]
async fn ten_wrong_codes_an_hour_lock_typing_and_the_link_still_signs_in() {
    let site = strict().await;
    let mut wrong = 0;
    for round in 0..3 {
        let mut browser = from(&site, &format!("198.51.100.{round}"));
        let mut step = browser.begin("ada@example.com").await;
        for _ in 0..4 {
            step = browser.answer_code(&step, "000000").await;
            wrong += u32::from(!says(&step, "for this account"));
        }
        site.pass(210).await;
    }
    assert_eq!(wrong, 10);
    let mut owner = from(&site, "203.0.113.9");
    site.pass(300).await;
    let step = owner.begin("ada@example.com").await;
    let mail = site.org.newest_mail("ada@example.com").await;
    let refused = owner.answer_code(&step, &mail.code).await;
    assert!(says(&refused, "Open the link in the email instead"), "{refused:?}");
    let query = site.org.query_of_link(&mail).await;
    let pairs = query.split('&').filter_map(|pair| pair.split_once('=')).collect::<Vec<_>>();
    let done = owner.post_json(app::server_functions::LINK, &pairs).await.step();
    assert_eq!(done.go, "/", "{done:?}");
}

/// Shows: R2
#[tokio::test]
async fn a_hundred_wrong_codes_in_a_row_end_typing_and_the_link_still_signs_in() {
    let site = strict().await;
    let before = site.org.called(ANSWER).await;
    // Ten attempts an hour, on two emails; ten emails a day.
    for _day in 0..2 {
        for _hour in 0..5 {
            for _mail in 0..2 {
                let mut browser = site.browser();
                let mut step = browser.begin("ada@example.com").await;
                for _ in 0..5 {
                    assert_eq!(step.screen, Screen::Code, "{step:?}");
                    step = browser.answer_code(&step, "000000").await;
                }
                assert_eq!(step.screen, Screen::Ended, "{step:?}");
                site.pass(301).await;
            }
            site.pass(60 * 60).await;
        }
        site.pass(24 * 60 * 60).await;
    }
    assert_eq!(site.org.called(ANSWER).await - before, 100);
    // The limit does not expire.
    site.pass(7 * 24 * 60 * 60).await;
    let mut owner = site.browser();
    let step = owner.begin("ada@example.com").await;
    let mail = site.org.newest_mail("ada@example.com").await;
    let refused = owner.answer_code(&step, &mail.code).await;
    assert!(says(&refused, "Open the link in the email instead"), "{refused:?}");
    assert_eq!(
        site.org.called(ANSWER).await - before,
        100,
        "not even the right one is asked about"
    );
    let query = site.org.query_of_link(&mail).await;
    let pairs = query.split('&').filter_map(|pair| pair.split_once('=')).collect::<Vec<_>>();
    let done = owner.post_json(app::server_functions::LINK, &pairs).await.step();
    assert_eq!(done.go, "/", "{done:?}");
    // A sign-in by link resets the count of wrong codes.
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
}

/// Shows: R4, K24
#[tokio::test]
async fn a_double_click_on_any_step_is_one_mail_one_answer_and_one_session() {
    let site = strict().await;
    let mut browser = site.browser();
    let step = browser.step_id("/sign-in").await;
    let (mut first, mut second) = (browser.copy(), browser.copy());
    let fields = [("identifier", "ada@example.com")];
    let (one, two) = tokio::join!(first.submit(&step, &fields), second.submit(&step, &fields));
    assert_eq!(one.id, two.id);
    assert_eq!(mails(&site, "ada@example.com").await, 1);
    site.pass(31).await;
    let (mut left, mut right) = (first.copy(), first.copy());
    let (one, two) = tokio::join!(left.act(&one, "resend"), right.act(&one, "resend"));
    assert_eq!(one.id, two.id);
    assert_eq!(mails(&site, "ada@example.com").await, 2);
    let code = site.org.newest_mail("ada@example.com").await.code;
    let before = site.org.called(ANSWER).await;
    let (mut left, mut right) = (first.copy(), first.copy());
    let done = tokio::join!(left.answer_code(&one, &code), right.answer_code(&one, &code));
    assert!(done.0.go == "/" || done.1.go == "/", "{done:?}");
    assert_eq!(site.org.called(ANSWER).await - before, 1);
    assert_eq!(site.org.called("/oauth2/default/v1/token").await, 1);
}

/// Shows: L5
#[tokio::test]
async fn an_overload_is_turned_away_before_the_org_hears_of_it_and_is_over_at_once() {
    let site = Site::start_with(&["--max-requests", "20"]).await;
    site.org
        .fault(json!({"path": "/oauth2/default/v1/interact", "delayMs": 300, "times": 1000}))
        .await;
    let answers = join_all((0..200).map(|visitor| {
        let mut browser = site.browser();
        browser.cookies.insert("usher-device".to_owned(), visitor.to_string());
        let step = format!("sign-in.{visitor:016}");
        async move {
            let fields = [("step", step.as_str()), ("answers[identifier]", "ada@example.com")];
            browser.post_json(app::server_functions::SUBMIT, &fields).await
        }
    }))
    .await;
    let shed = answers.iter().filter(|answer| answer.status == 503).collect::<Vec<_>>();
    let served = answers.len() - shed.len();
    assert!(shed.len() >= 100, "only {} were turned away", shed.len());
    assert!(shed.iter().all(|answer| answer.headers["retry-after"] == "1"));
    let asked = site.org.called("/oauth2/default/v1/interact").await;
    assert_eq!(asked, u64::try_from(served).unwrap());
    assert_eq!(site.browser().begin("ada@example.com").await.screen, Screen::Code);
}

/// Shows: C11
#[tokio::test]
async fn the_eleventh_session_of_a_person_ends_the_first() {
    let site = Site::start().await;
    let mut first = site.signed_in().await;
    let mut second = site.signed_in().await;
    for _ in 0..9 {
        site.pass(1).await;
        site.signed_in().await;
    }
    assert_eq!(first.open("/").await.location(), "/sign-in", "the oldest session is over");
    assert!(second.open("/").await.body.contains("Hello, Ada"));
}

/// Shows: R2, R3
#[tokio::test]
async fn a_field_that_nobody_asked_for_changes_nothing_about_who_is_counted() {
    let site = strict().await;
    let mut browser = site.browser();
    let mut step = browser.begin("ada@example.com").await;
    for round in 0..5 {
        let invented = format!("somebody{round}@example.com");
        let fields = [("credentials.passcode", "000000"), ("identifier", invented.as_str())];
        step = browser.submit(&step.id, &fields).await;
        if step.screen != Screen::Code {
            break;
        }
        assert!(step.lead.contains("a***a@example.com"), "{}", step.lead);
        site.pass(31).await;
        step = browser.act(&step, "resend").await;
    }
    assert_eq!(mails(&site, "ada@example.com").await, 3);
    // Four wrong codes are counted for ada already; after six more, typing is refused in any
    // browser.
    let mut wrong = 0;
    site.pass(11 * 60).await;
    for _ in 0..3 {
        let mut browser = site.browser();
        let mut step = browser.begin("ada@example.com").await;
        for _ in 0..4 {
            step = browser.answer_code(&step, "000000").await;
            wrong += u32::from(!says(&step, "for this account") && step.screen == Screen::Code);
        }
    }
    assert!(wrong <= 6, "{wrong}");
}

/// Shows: R2
#[tokio::test]
async fn getting_in_ends_the_row_of_wrong_codes() {
    let site = strict().await;
    for _ in 0..3 {
        let mut browser = site.browser();
        let mut step = browser.begin("ada@example.com").await;
        for _ in 0..4 {
            step = browser.answer_code(&step, "000000").await;
            assert!(!says(&step, "for this account"), "{step:?}");
        }
        let code = site.org.newest_mail("ada@example.com").await.code;
        assert_eq!(browser.answer_code(&step, &code).await.go, "/");
        site.pass(210).await;
    }
}

/// Shows: R3
#[tokio::test]
async fn people_who_sign_up_have_limits_of_their_own() {
    let site = strict().await;
    for person in 0..4 {
        let mut browser = site.browser();
        let start = browser.step_id("/sign-up").await;
        let step = browser.submit(&start, &[]).await;
        let email = format!("new{person}@example.com");
        let profile = [
            ("userProfile.firstName", "New"),
            ("userProfile.lastName", "Person"),
            ("userProfile.email", email.as_str()),
        ];
        let mut step = browser.submit(&step.id, &profile).await;
        for _ in 0..3 {
            assert_eq!(step.screen, Screen::Code, "{person}: {step:?}");
            step = browser.answer_code(&step, "000000").await;
            assert!(!says(&step, "for this account"), "{person}: {step:?}");
        }
        for _ in 0..3 {
            site.pass(31).await;
            step = browser.act(&step, "resend").await;
        }
        assert!(says(&step, "several emails"), "{person}: {step:?}");
        assert_eq!(mails(&site, &email).await, 3, "{person}");
    }
}

/// Shows: R3
#[tokio::test]
async fn one_name_in_two_spellings_is_one_budget() {
    let site = strict().await;
    for spelling in ["re\u{301}mi@example.com", "r\u{e9}mi@example.com", "R\u{c9}MI@example.com"] {
        let step = site.browser().begin(spelling).await;
        assert!(!says(&step, "several emails"), "nobody of that name exists, so nothing is sent");
    }
    let hiding =
        Site::start_with(&[&STRICT[..], &["--enumeration-prevention", "true"]].concat()).await;
    let mut last = None;
    for spelling in ["re\u{301}mi@x.org", "r\u{e9}mi@x.org", "R\u{c9}MI@x.org", "r\u{e9}mi@x.org"] {
        last = Some(hiding.browser().begin(spelling).await);
    }
    assert!(says(&last.unwrap(), "several emails"));
}
