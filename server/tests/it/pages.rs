//! Pages beside the sign-in, and links that lead elsewhere.

use app::step::FieldKind;
use app::step::Screen;

use crate::support::Site;

#[tokio::test]
async fn nobody_signed_in_is_sent_to_the_sign_in_and_somebody_away_from_it() {
    let site = Site::start().await;
    let mut nobody = site.browser();
    assert_eq!(nobody.open("/").await.location(), "/sign-in");
    let mut ada = site.signed_in().await;
    assert_eq!(ada.open("/sign-in").await.location(), "/");
    assert_eq!(ada.open("/sign-in?return_to=/app").await.location(), "/app");
    assert_eq!(ada.open("/sign-in?return_to=//evil.example").await.location(), "/");
}

#[tokio::test]
async fn a_page_that_is_none_is_not_found_in_the_dress_of_the_site() {
    let site = Site::start().await;
    let page = site.browser().open("/nowhere").await;
    assert_eq!(page.status, 404);
    assert!(page.body.contains("There is no such page"));
}

#[tokio::test]
async fn somebody_new_signs_up_and_is_in() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let start = browser.step_id("/sign-up").await;
    let step = browser.submit(&start, &[]).await;
    assert_eq!(step.screen, Screen::Form, "{step:?}");
    let labels = step
        .form
        .as_ref()
        .unwrap()
        .fields
        .iter()
        .map(|field| field.label.clone())
        .collect::<Vec<_>>();
    assert_eq!(labels, ["First name", "Last name", "Email"]);
    let taken = [
        ("userProfile.firstName", "New"),
        ("userProfile.lastName", "One"),
        ("userProfile.email", "ada@example.com"),
    ];
    let step = browser.submit(&step.id, &taken).await;
    let field = &step.form.as_ref().unwrap().fields[2];
    assert!(field.error.contains("already an account"), "{step:?}");
    assert_eq!(step.form.as_ref().unwrap().fields[0].value, "New", "what was right is kept");
    let fresh = [taken[0], taken[1], ("userProfile.email", "new@example.com")];
    let step = browser.submit(&step.id, &fresh).await;
    assert_eq!(step.screen, Screen::Code, "{step:?}");
    let code = site.org.newest_mail("new@example.com").await.code;
    let done = browser.answer_code(&step, &code).await;
    assert_eq!(done.go, "/", "{done:?}");
    assert!(browser.open("/").await.body.contains("Hello, New"));
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew() {
    let site = Site::start().await;
    site.org.policy("password-and-email").await;
    let mut browser = site.browser();
    let start = browser.step_id("/forgot-password").await;
    let mut step = browser.submit(&start, &[("identifier", "pat@example.com")]).await;
    if step.screen == Screen::Choose {
        step = browser.submit(&step.id, &[("authenticator", "0")]).await;
    }
    assert_eq!(step.screen, Screen::Code, "{step:?}");
    let code = site.org.newest_mail("pat@example.com").await.code;
    let step = browser.answer_code(&step, &code).await;
    assert_eq!(step.form.as_ref().unwrap().fields[0].kind, FieldKind::NewPassword, "{step:?}");
    let weak = browser.submit(&step.id, &[("credentials.passcode", "short")]).await;
    assert!(weak.go.is_empty(), "{weak:?}");
    let done = browser.submit(&weak.id, &[("credentials.passcode", "Better-Horse-10")]).await;
    assert!(done.go == "/" || done.screen != Screen::Form, "{done:?}");
}

#[tokio::test]
async fn somebody_without_a_password_is_told_so_and_led_back() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let start = browser.step_id("/forgot-password").await;
    let step = browser.submit(&start, &[("identifier", "ada@example.com")]).await;
    assert!(step.messages[0].text.contains("no password to reset"), "{step:?}");
    assert!(step.links.iter().any(|link| link.href == "/sign-in"));
    assert_eq!(browser.act(&step, "restart").await.screen, Screen::Identify);
}

#[tokio::test]
async fn the_server_says_that_it_lives_and_that_it_is_ready() {
    let site = Site::start().await;
    let mut browser = site.browser();
    assert_eq!(browser.open("/healthz").await.body, "alive\n");
    assert_eq!(browser.open("/readyz").await.body, "ready\n");
}

#[tokio::test]
async fn a_mistyped_username_at_recovery_is_explained_and_traps_nobody() {
    let site = Site::start().await;
    for (typed, said) in [("ada@example", "looks incomplete"), ("nobody@example.com", "no account")]
    {
        let mut browser = site.browser();
        let start = browser.step_id("/forgot-password").await;
        let step = browser.submit(&start, &[("identifier", typed)]).await;
        let field = &step.form.as_ref().unwrap().fields[0];
        assert!(
            field.error.contains(said) || step.messages.iter().any(|it| it.text.contains(said)),
            "{step:?}"
        );
        assert!(browser.open("/forgot-password").await.body.contains("Reset your password"));
        let back = browser.open("/sign-in").await;
        let sign_in = back.body.contains("<h1 id=\"title\" tabindex=\"-1\">Sign in</h1>");
        let way_back = step.actions.iter().any(|action| action.name == "restart");
        assert!(sign_in || way_back, "{typed}: {}", back.body);
    }
}

#[tokio::test]
async fn whoever_chose_one_way_can_still_take_the_other() {
    let site = Site::start().await;
    site.org.policy("email-or-password").await;
    let mut browser = site.browser();
    let choose = browser.begin("pat@example.com").await;
    assert_eq!(choose.screen, Screen::Choose, "{choose:?}");
    let labels = match &choose.form.as_ref().unwrap().fields[0].kind {
        FieldKind::Choice(choices) => choices.clone(),
        other => panic!("{other:?}"),
    };
    let place =
        |name: &str| labels.iter().find(|it| it.label.contains(name)).unwrap().value.clone();
    let code = browser.submit(&choose.id, &[("authenticator", &place("Email"))]).await;
    assert_eq!(code.screen, Screen::Code, "{code:?}");
    let again = browser.act(&code, "show:select-authenticator-authenticate").await;
    assert_eq!(again.screen, Screen::Choose, "{again:?}");
    let password = browser.submit(&again.id, &[("authenticator", &place("Password"))]).await;
    assert_eq!(password.form.as_ref().unwrap().fields[0].kind, FieldKind::Password, "{password:?}");
    let done = browser.submit(&password.id, &[("credentials.passcode", "Correct-Horse-9")]).await;
    assert_eq!(done.go, "/", "{done:?}");
}

#[tokio::test]
async fn what_a_person_may_not_do_is_said_on_a_page() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let huge = "a".repeat(17 * 1024);
    let large = browser.post_plain(app::server_functions::SUBMIT, &[("step", &huge)]).await;
    assert_eq!(large.status, 413);
    assert!(large.body.contains("more than we can read"), "{}", large.body);
    let reading = browser.open(app::server_functions::SUBMIT).await;
    assert_eq!(reading.status, 405);
    assert!(reading.body.contains("<h1 id=\"title\">"), "{}", reading.body);
}

#[tokio::test]
async fn a_refused_recovery_is_told_without_javascript_too() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.step_id("/forgot-password").await;
    let fields = [("step", step.as_str()), ("answers[identifier]", "ada@example.com")];
    let sent = browser.post_plain(app::server_functions::SUBMIT, &fields).await;
    assert_eq!(sent.location(), "/forgot-password");
    let page = browser.open(sent.location()).await;
    assert!(page.body.contains("no password to reset"), "{}", page.body);
    assert!(browser.open("/sign-in").await.body.contains("Forgot your password?"));
}
