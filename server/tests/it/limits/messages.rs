//! Emails to one user, and usernames of one network.

use app::step::Screen;
use futures::future::join_all;

use super::from;
use super::mails;
use super::says;
use super::strict;

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
