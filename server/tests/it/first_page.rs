//! The first page is what the org asks for, as its last first answer showed it.

use app::step::FieldKind;
use app::step::Step;
use server::maintenance::look_at_first_page;

use crate::support::Browser;
use crate::support::Site;

const PAT: &str = "pat@example.com";
const PASSWORD: &str = "Correct-Horse-9";

fn pair(password: &str) -> [(&'static str, &str); 2] {
    [("identifier", PAT), ("credentials.passcode", password)]
}

fn kinds(step: &Step) -> Vec<FieldKind> {
    let fields = step.form.iter().flat_map(|form| &form.fields);
    fields.filter(|it| it.kind != FieldKind::Checkbox).map(|it| it.kind.clone()).collect()
}

fn links(step: &Step) -> Vec<&str> {
    step.links.iter().map(|link| link.href.as_str()).collect()
}

/// Starts a site whose org has this policy, and which has seen its first page.
async fn seen(policy: &str) -> Site {
    let site = Box::pin(Site::start()).await;
    site.org.policy(policy).await;
    look_at_first_page(&site.state).await;
    site
}

async fn submitted(browser: &mut Browser, page: &str, answers: &[(&str, &str)]) -> Step {
    let step = Box::pin(browser.step_id(page)).await;
    Box::pin(browser.submit(&step, answers)).await
}

#[tokio::test]
async fn username_and_password_are_asked_for_together_and_sent_in_one_call() {
    let site = seen("password-first").await;
    let mut browser = site.browser();
    let before = site.org.stats().await;
    assert_eq!(
        kinds(&browser.current().await),
        [FieldKind::Username, FieldKind::Password],
        "as the org asks"
    );
    let page = browser.open("/sign-in").await;
    assert!(page.body.contains("autocomplete=\"current-password\""), "{}", page.body);
    assert_eq!(site.org.stats().await, before, "a page costs no call");
    let done = submitted(&mut browser, "/sign-in", &pair(PASSWORD)).await;
    assert_eq!(done.go, "/", "{done:?}");
    assert_eq!(site.org.called("/idp/idx/identify").await, 1);
}

#[tokio::test]
async fn a_wrong_password_is_told_at_the_form_and_not_shown_again() {
    let site = seen("password-first").await;
    let mut browser = site.browser();
    let told = submitted(&mut browser, "/sign-in", &pair("Wrong-Horse-9")).await;
    let fields = &told.form.as_ref().unwrap().fields;
    assert_eq!(fields[0].value, PAT);
    assert_eq!(fields[1].value, "", "never shown again");
    assert_eq!(fields[0].error, "That did not match. Check what you entered and try again.");
    assert!(!browser.open("/sign-in").await.body.contains("Wrong-Horse-9"));
    let done = browser.submit(&told.id, &pair(PASSWORD)).await;
    assert_eq!(done.go, "/", "{done:?}");
}

#[tokio::test]
async fn what_is_missing_is_told_and_the_username_kept() {
    let site = seen("password-first").await;
    let mut browser = site.browser();
    let before = site.org.stats().await;
    let none = [("identifier", ""), ("credentials.passcode", "")];
    let told = submitted(&mut browser, "/sign-in", &none).await;
    let fields = &told.form.as_ref().unwrap().fields;
    assert!(!fields[0].error.is_empty(), "{told:?}");
    assert_eq!(site.org.stats().await, before, "no username, no call");
    let told = browser.submit(&told.id, &pair("")).await;
    let fields = &told.form.as_ref().unwrap().fields;
    assert_eq!((fields[0].value.as_str(), fields[0].error.as_str()), (PAT, ""));
    assert_eq!(fields[1].error, "Fill in “Password”.");
    assert_eq!(site.org.called("/idp/idx/identify").await, 0);
    let done = browser.submit(&told.id, &pair(PASSWORD)).await;
    assert_eq!(done.go, "/", "{done:?}");
}

#[tokio::test]
async fn a_page_that_is_out_of_date_loses_nothing() {
    let site = seen("email-only").await;
    site.org.policy("password-first").await;
    let mut browser = site.browser();
    let asked = browser.begin(PAT).await;
    assert_eq!(kinds(&asked), [FieldKind::Username, FieldKind::Password], "the org's form");
    assert_eq!(asked.form.as_ref().unwrap().fields[0].value, PAT);
    let mut late = site.browser();
    let page = late.step_id("/sign-in").await;
    site.org.policy("email-only").await;
    let code = late.submit(&page, &pair("")).await;
    assert_eq!(code.title, "Check your email", "a password is not missed where none is asked for");
    assert_eq!(kinds(&site.browser().current().await), [FieldKind::Username], "learned at once");
}

#[tokio::test]
async fn links_are_those_that_the_org_offers() {
    let site = seen("email-only").await;
    let mut browser = site.browser();
    let all = browser.current().await;
    assert_eq!(links(&all), ["/forgot-password", "/sign-up", "/unlock"]);
}

#[tokio::test]
async fn until_the_org_has_answered_the_page_is_what_most_orgs_have() {
    let site = Box::pin(Site::start()).await;
    let step = site.browser().current().await;
    assert_eq!(kinds(&step), [FieldKind::Username]);
    assert_eq!(links(&step), ["/forgot-password", "/sign-up"]);
    assert_eq!(site.org.called("/oauth2/default/v1/interact").await, 0);
}

#[tokio::test]
async fn guesses_at_the_first_page_count_as_guesses_at_a_password() {
    let site = Box::pin(Site::start_with(&["--limit-factor", "1"])).await;
    site.org.policy("password-first").await;
    look_at_first_page(&site.state).await;
    let mut tried = 0;
    for _ in 0..40 {
        let before = site.org.called("/idp/idx/identify").await;
        submitted(&mut site.browser(), "/sign-in", &pair("Wrong-Horse-9")).await;
        if site.org.called("/idp/idx/identify").await == before {
            break;
        }
        tried += 1;
    }
    assert!((5..40).contains(&tried), "{tried} passwords were tried");
}

#[tokio::test]
async fn an_account_is_unlocked_from_a_page_of_its_own() {
    let site = seen("email-only").await;
    let mut browser = site.browser();
    let before = site.org.stats().await;
    let page = browser.open("/unlock").await;
    assert!(page.body.contains("Enter your username and we’ll help you unlock your account."));
    assert_eq!(site.org.stats().await, before, "a page costs no call");
    let named = [("identifier", "locked@example.com")];
    let asked = submitted(&mut browser, "/unlock", &named).await;
    assert_eq!(asked.title, "Check your email", "the only way is taken at once");
    let code = site.org.newest_mail("locked@example.com").await.code;
    let told = browser.answer_code(&asked, &code).await;
    assert!(told.form.is_none(), "{told:?}");
    let code = browser.begin("locked@example.com").await;
    assert_eq!(code.title, "Check your email", "it is no longer locked");
}

#[tokio::test]
async fn unlocking_tells_of_no_account() {
    let site = Box::pin(Site::start_with(&["--enumeration-prevention", "true"])).await;
    let titles = ["locked@example.com", "ada@example.com", "nobody@example.com"];
    for username in titles {
        let named = [("identifier", username)];
        let step = submitted(&mut site.browser(), "/unlock", &named).await;
        assert_eq!(step.title, "Check your email", "{username}");
        assert!(step.messages.is_empty(), "{username}: {step:?}");
    }
}
