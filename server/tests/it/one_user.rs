//! A rate limit of one user affects only that user, and keeps the sign-in.

use app::step::FieldKind;
use app::step::Screen;
use app::step::Step;
use serde_json::json;

use crate::support::Browser;
use crate::support::Site;

const ANSWER: &str = "/idp/idx/challenge/answer";
const CHOOSE: &str = "show:select-authenticator-authenticate";

fn says(step: &Step, text: &str) -> bool {
    step.messages.iter().any(|message| message.text.contains(text))
}

/// Chooses email on the screen that offers it.
async fn choose_email(browser: &mut Browser, step: &Step) -> Step {
    let FieldKind::Choice(ways) = &step.form.as_ref().unwrap().fields[0].kind else {
        panic!("{step:?}")
    };
    let email = ways.iter().find(|way| way.label.contains("Email")).unwrap().value.clone();
    browser.submit(&step.id, &[("authenticator", &email)]).await
}

#[tokio::test]
async fn a_user_who_chooses_email_twice_is_told_to_wait_and_others_are_served() {
    let site = Site::start().await;
    site.org.policy("email-or-password").await;
    let mut eager = site.browser();
    let step = eager.begin("pat@example.com").await;
    let code = choose_email(&mut eager, &step).await;
    assert_eq!(code.screen, Screen::Code, "{code:?}");
    let again = eager.act(&code, CHOOSE).await;
    let told = choose_email(&mut eager, &again).await;
    assert!(says(&told, "Wait ") && !says(&told, "is busy"), "{told:?}");
    for _ in 0..3 {
        let mut other = site.browser();
        let step = other.begin("pat@example.com").await;
        let served = choose_email(&mut other, &step).await;
        assert_eq!(served.screen, Screen::Code, "{served:?}");
        assert!(!says(&served, "Wait "), "{served:?}");
    }
    site.pass(31).await;
    let step = eager.current().await;
    let step = if step.screen == Screen::Choose { step } else { eager.act(&step, CHOOSE).await };
    let sent = choose_email(&mut eager, &step).await;
    assert!(!says(&sent, "Wait "), "{sent:?}");
    let code = site.org.newest_mail("pat@example.com").await.code;
    assert_eq!(eager.answer_code(&sent, &code).await.go, "/");
}

#[tokio::test]
async fn a_429_of_the_gateway_for_one_user_stops_that_user_alone() {
    let site = Site::start().await;
    let (mut ada, mut pat) = (site.browser(), site.browser());
    let at_ada = ada.begin("ada@example.com").await;
    let at_pat = pat.begin("pat@example.com").await;
    site.org
        .fault(json!({
            "path": "/idp/idx/*", "status": 429, "user": "ada@example.com", "resetAfterSeconds": 20, "times": 100,
        }))
        .await;
    let mut told = ada.answer_code(&at_ada, "000000").await;
    for _ in 0..3 {
        assert!(says(&told, "Wait 20 s") && !says(&told, "is busy"), "{told:?}");
        assert_eq!(told.screen, Screen::Code, "{told:?}");
        told = ada.answer_code(&told, "000000").await;
    }
    let code = site.org.newest_mail("pat@example.com").await.code;
    assert_eq!(pat.answer_code(&at_pat, &code).await.go, "/");
    assert_eq!(site.browser().begin("pat@example.com").await.screen, Screen::Code);
    site.org.clear_faults().await;
    site.pass(20).await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    assert_eq!(ada.answer_code(&told, &code).await.go, "/");
}

#[tokio::test]
async fn a_429_at_the_first_step_of_one_user_stops_that_user_alone() {
    let site = Site::start().await;
    site.org
        .fault(json!({"path": "/idp/idx/identify", "status": 429, "user": "ada@example.com", "times": 2}))
        .await;
    let mut ada = site.browser();
    let told = ada.begin("ada@example.com").await;
    assert!(says(&told, "Wait 30 s"), "{told:?}");
    assert_eq!(told.form.as_ref().unwrap().fields[0].value, "ada@example.com");
    assert_eq!(site.browser().begin("pat@example.com").await.screen, Screen::Code);
    let told = ada.submit(&told.id, &[("identifier", "ada@example.com")]).await;
    assert!(says(&told, "Wait 30 s"), "{told:?}");
    let next = ada.submit(&told.id, &[("identifier", "ada@example.com")]).await;
    assert_eq!(next.screen, Screen::Code, "{next:?}");
}

#[tokio::test]
async fn the_limit_of_the_org_still_stops_everybody_at_that_address() {
    let site = Site::start().await;
    let (mut ada, mut pat) = (site.browser(), site.browser());
    let at_ada = ada.begin("ada@example.com").await;
    let at_pat = pat.begin("pat@example.com").await;
    site.org.fault(json!({"path": ANSWER, "status": 429, "resetAfterSeconds": 20})).await;
    for (browser, step) in [(&mut ada, &at_ada), (&mut pat, &at_pat)] {
        let told = browser.answer_code(step, "000000").await;
        assert!(says(&told, "is busy") && says(&told, "Wait 20 s"), "{told:?}");
    }
    assert_eq!(site.org.called(ANSWER).await, 1);
}
