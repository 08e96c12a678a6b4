//! Double clicks, an overload, and the sessions of one user.

use app::step::Screen;
use futures::future::join_all;
use serde_json::json;

use super::ANSWER;
use super::mails;
use super::strict;
use crate::support::Site;

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
