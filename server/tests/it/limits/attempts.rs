//! Attempts at codes: five in a transaction, ten in an hour, a hundred in a row.

use app::step::Screen;
use futures::future::join_all;
use serde_json::json;

use super::ANSWER;
use super::STRICT;
use super::from;
use super::mails;
use super::says;
use super::strict;
use crate::support::Site;

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
