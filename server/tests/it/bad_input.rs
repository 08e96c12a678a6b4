//! Typing errors of users, and users who may not sign in.

use app::step::Screen;

use crate::support::Site;

/// Shows: K18
#[tokio::test]
async fn a_script_that_calls_a_function_of_an_older_build_gets_a_code_and_a_form_a_page() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let path = "/api/sign-in/submit-of-last-year";
    let script = browser.post_json(path, &[("step", "x")]).await;
    assert_eq!(script.status.as_u16(), 404);
    assert!(script.headers["content-type"].to_str().unwrap().starts_with("application/json"));
    assert!(script.body.contains("not-found"), "{}", script.body);
    let form = browser.post_plain(path, &[("step", "x")]).await;
    assert_eq!(form.status.as_u16(), 404);
    assert!(form.body.contains("There is no such page"), "{}", form.body);
}

#[tokio::test]
async fn each_kind_of_bad_username_is_explained_and_kept_and_asks_nobody() {
    let site = Site::start().await;
    let long = "a".repeat(300);
    for (typed, said) in [
        ("", "Enter your username"),
        (long.as_str(), "too long"),
        ("ada\u{0}@example.com", "does not look like"),
    ] {
        let mut browser = site.browser();
        let step = browser.begin(typed).await;
        let field = &step.form.as_ref().unwrap().fields[0];
        assert!(field.error.contains(said), "{typed}: {step:?}");
        assert!(typed.replace('\0', "").starts_with(&field.value));
        let page = browser.open("/sign-in").await;
        assert!(page.body.contains(said), "without JavaScript the page says so too");
        let next = browser.submit(&step.id, &[("identifier", "ada@example.com")]).await;
        assert_eq!(next.screen, Screen::Code, "{next:?}");
    }
    assert_eq!(site.org.called("/idp/idx/identify").await, 3);
}

#[tokio::test]
async fn people_who_may_not_sign_in_are_told_why() {
    let site = Site::start().await;
    for (username, said) in [
        ("nobody@example.com", "There is no account with the username nobody@example.com"),
        ("locked@example.com", "locked"),
        ("suspended@example.com", ""),
        ("unassigned@example.com", "may not use this application"),
    ] {
        let mut browser = site.browser();
        let step = browser.begin(username).await;
        let text = format!("{step:?}");
        assert!(text.contains(said), "{username}: {text}");
        assert!(step.go.is_empty() && step.screen != Screen::Code);
        let told = !step.messages.is_empty()
            || step.form.iter().any(|form| form.fields.iter().any(|it| !it.error.is_empty()));
        assert!(told, "{username}: {text}");
    }
}

#[tokio::test]
async fn after_an_unknown_username_another_one_can_be_typed() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("nobody@example.com").await;
    assert_eq!(step.form.as_ref().unwrap().fields[0].value, "nobody@example.com");
    let next = browser.submit(&step.id, &[("identifier", "ada@example.com")]).await;
    assert_eq!(next.screen, Screen::Code, "{next:?}");
}

#[tokio::test]
async fn an_empty_code_is_not_sent_upstream() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let again = browser.answer_code(&step, " - ").await;
    assert!(again.form.as_ref().unwrap().fields[0].error.contains("Enter the code"));
    assert_eq!(site.org.called("/idp/idx/challenge/answer").await, 0);
}

#[tokio::test]
async fn five_wrong_codes_end_the_sign_in_with_a_way_on() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let mut step = browser.begin("ada@example.com").await;
    for _ in 0..5 {
        step = browser.answer_code(&step, "000000").await;
    }
    assert!(!step.messages.is_empty(), "{step:?}");
    let back = browser.act(&step, "restart").await;
    assert_eq!(back.screen, Screen::Identify, "{back:?}");
}

#[tokio::test]
async fn a_code_is_good_for_one_sign_in() {
    let site = Site::start().await;
    let mut first = site.browser();
    let step = first.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    first.answer_code(&step, &code).await;
    let mut second = site.browser();
    let step = second.begin("ada@example.com").await;
    let newest = site.org.newest_mail("ada@example.com").await.code;
    if newest != code {
        assert!(second.answer_code(&step, &code).await.go.is_empty());
    }
}

#[tokio::test]
async fn garbage_in_the_cookie_is_as_good_as_no_cookie() {
    let site = Site::start().await;
    for value in ["", "x", "%00", "AAAA", &"A".repeat(5000), "\"quoted\"", "a=b=c"] {
        let mut browser = site.browser();
        browser.cookies.insert("usher".to_owned(), value.to_owned());
        assert_eq!(browser.open("/sign-in").await.status, 200, "{value}");
        assert_eq!(browser.open("/").await.location(), "/sign-in", "{value}");
    }
}

#[tokio::test]
async fn a_form_that_nobody_knows_shows_its_labels_and_can_be_completed() {
    let site = Site::start().await;
    site.org.policy("email-unknown-form").await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let step = browser.answer_code(&step, &code).await;
    assert_eq!(step.screen, Screen::Form, "{step:?}");
    let fields = step.form.as_ref().unwrap().fields.clone();
    assert!(fields.len() > 1, "{step:?}");
    assert!(step.actions.iter().any(|action| action.name == "restart"), "it can be cancelled");
    let answers = fields
        .iter()
        .map(|field| {
            let value = match &field.kind {
                app::step::FieldKind::Checkbox => "true".to_owned(),
                app::step::FieldKind::Choice(choices) => choices[0].value.clone(),
                app::step::FieldKind::Email => "ada@example.com".to_owned(),
                _ => "42".to_owned(),
            };
            (field.name.as_str(), value)
        })
        .collect::<Vec<_>>();
    let answers = answers.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
    let done = browser.submit(&step.id, &answers).await;
    assert_eq!(done.go, "/", "{done:?}");
}
