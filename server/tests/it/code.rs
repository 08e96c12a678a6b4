//! Signing in with the code of an email.

use app::server_functions::ACT;
use app::server_functions::SUBMIT;
use app::step::FieldKind;
use app::step::Screen;
use app::step::Tone;

use crate::support::Site;

/// Shows: V1
#[tokio::test]
async fn a_username_and_the_right_code_sign_a_person_in() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    assert_eq!(step.screen, Screen::Code);
    assert!(step.lead.contains("a***a@example.com"), "{}", step.lead);
    assert_eq!(step.form.as_ref().unwrap().fields[0].kind, FieldKind::Digits(6));
    let code = site.org.newest_mail("ada@example.com").await.code;
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
    let home = browser.open("/").await;
    assert!(home.body.contains("Hello, Ada"), "{}", home.body);
    assert!(home.body.contains("ada@example.com"));
}

#[tokio::test]
async fn a_sign_in_costs_five_calls_upstream_and_pages_cost_none() {
    let site = Site::start().await;
    let before = site.org.stats().await.values().sum::<u64>();
    let mut browser = site.browser();
    browser.open("/sign-in").await;
    assert_eq!(site.org.stats().await.values().sum::<u64>(), before);
    let mut browser = site.signed_in().await;
    assert_eq!(site.org.stats().await.values().sum::<u64>(), before + 5);
    browser.open("/").await;
    assert_eq!(site.org.stats().await.values().sum::<u64>(), before + 5);
}

#[tokio::test]
async fn plain_forms_reach_the_same_end_by_redirects() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.step_id("/sign-in").await;
    let sent = browser
        .post_plain(SUBMIT, &[("step", &step), ("answers[identifier]", "ada@example.com")])
        .await;
    assert_eq!((sent.status.as_u16(), sent.location()), (303, "/sign-in"));
    let page = browser.open("/sign-in").await;
    assert!(page.body.contains("Enter code"), "{}", page.body);
    let code = site.org.newest_mail("ada@example.com").await.code;
    let step = page.hidden("step");
    let sent = browser
        .post_plain(SUBMIT, &[("step", &step), ("answers[credentials.passcode]", &code)])
        .await;
    assert_eq!((sent.status.as_u16(), sent.location()), (303, "/"));
    assert!(browser.open("/").await.body.contains("Hello, Ada"));
}

#[tokio::test]
async fn a_code_may_have_spaces_and_dashes() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let typed = format!(" {}-{} ", &code[..3], &code[3..]);
    assert_eq!(browser.answer_code(&step, &typed).await.go, "/");
}

#[tokio::test]
async fn a_wrong_code_is_told_at_the_field_and_the_right_one_still_works() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let wrong = browser.answer_code(&step, "000000").await;
    assert!(wrong.form.as_ref().unwrap().fields[0].error.contains("not right"), "{wrong:?}");
    assert_ne!(wrong.id, step.id);
    let code = site.org.newest_mail("ada@example.com").await.code;
    assert_eq!(browser.answer_code(&wrong, &code).await.go, "/");
}

#[tokio::test]
async fn a_double_click_on_next_sends_one_mail() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.step_id("/sign-in").await;
    let (mut first, mut second) = (browser.copy(), browser.copy());
    let answers = [("identifier", "ada@example.com")];
    let (one, two) = tokio::join!(first.submit(&step, &answers), second.submit(&step, &answers));
    assert_eq!(one.id, two.id);
    assert_eq!(site.org.mails("ada@example.com").await.len(), 1);
    assert_eq!(first.cookies["usher"], second.cookies["usher"]);
}

/// Shows: K24
#[tokio::test]
async fn the_same_code_sent_twice_is_answered_once_upstream() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let mut tab = browser.copy();
    let (one, two) =
        tokio::join!(browser.answer_code(&step, "000000"), tab.answer_code(&step, "000000"));
    assert_eq!(one.id, two.id);
    assert_eq!(site.org.called("/idp/idx/challenge/answer").await, 1);
}

/// Shows: R3
#[tokio::test]
async fn another_mail_can_be_asked_for_after_thirty_seconds_and_not_before() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    assert_eq!(step.actions[0].name, "resend");
    assert_eq!(step.actions[0].wait, 30);
    let early = browser.act(&step, "resend").await;
    assert!(early.messages[0].text.contains("in 30 seconds."), "{early:?}");
    assert_eq!(site.org.called("/idp/idx/challenge/resend").await, 0);
    let first = site.org.newest_mail("ada@example.com").await.code;
    site.pass(31).await;
    let again = browser.act(&early, "resend").await;
    assert_eq!(again.messages[0].tone, Tone::Good, "{again:?}");
    assert_eq!(site.org.mails("ada@example.com").await.len(), 2);
    let second = site.org.newest_mail("ada@example.com").await.code;
    if first != second {
        let refused = browser.answer_code(&again, &first).await;
        assert!(refused.go.is_empty(), "the earlier code is dead");
        assert_eq!(browser.answer_code(&refused, &second).await.go, "/");
    }
}

#[tokio::test]
async fn another_username_starts_again_with_the_first_one_filled_in() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let back = browser.act(&step, "restart").await;
    assert_eq!(back.screen, Screen::Identify);
    assert_eq!(back.form.as_ref().unwrap().fields[0].value, "ada@example.com");
    let next = browser.submit(&back.id, &[("identifier", "pat@example.com")]).await;
    assert_eq!(next.screen, Screen::Code, "{next:?}");
}

/// Shows: O6
#[tokio::test]
async fn an_old_tab_gets_what_its_step_led_to_and_causes_nothing() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let first = browser.begin("ada@example.com").await;
    let mut tab = browser.copy();
    let second = browser.answer_code(&first, "000000").await;
    let shown = tab.answer_code(&first, "111111").await;
    assert_eq!(shown.id, second.id);
    assert_eq!(site.org.called("/idp/idx/challenge/answer").await, 1);
    let unknown = tab.post_json(ACT, &[("step", "never-seen"), ("action", "restart")]).await.step();
    assert!(unknown.messages.iter().any(|message| message.text.contains("out of date")));
}

#[tokio::test]
async fn an_alphanumeric_code_is_asked_for_and_accepted_as_such() {
    let site = Site::start().await;
    site.org.policy("email-alphanumeric").await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    assert_eq!(step.form.as_ref().unwrap().fields[0].kind, FieldKind::Letters, "{step:?}");
    let code = site.org.newest_mail("ada@example.com").await.code;
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
}

#[tokio::test]
async fn where_a_mail_must_be_asked_for_it_is_asked_for_without_a_question() {
    let site = Site::start().await;
    site.org.policy("email-verification-data").await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    assert_eq!(step.screen, Screen::Code, "{step:?}");
}

#[tokio::test]
async fn a_password_and_a_mail_lead_in_where_both_are_asked_for() {
    let site = Site::start().await;
    site.org.policy("password-and-email").await;
    let mut browser = site.browser();
    let mut step = browser.begin("pat@example.com").await;
    if step.screen == Screen::Choose {
        step = browser.submit(&step.id, &[("authenticator", "0")]).await;
    }
    assert_eq!(step.form.as_ref().unwrap().fields[0].kind, FieldKind::Password, "{step:?}");
    let step = browser.submit(&step.id, &[("credentials.passcode", "Correct-Horse-9")]).await;
    assert_eq!(step.screen, Screen::Code, "{step:?}");
    let code = site.org.newest_mail("pat@example.com").await.code;
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
}

#[tokio::test]
async fn a_step_that_waits_for_no_email_does_not_offer_another_one() {
    let site = Site::start().await;
    site.org.policy("password-and-phone").await;
    let mut browser = site.browser();
    let choice = browser.begin("tess@example.com").await;
    let password = browser.submit(&choice.id, &[("authenticator", "0")]).await;
    let phone = browser.submit(&password.id, &[("credentials.passcode", "Correct-Horse-9")]).await;
    assert!(phone.form.is_some(), "{phone:?}");
    assert!(phone.actions.iter().all(|action| action.name != "resend"), "{phone:?}");
}
