//! Links of emails that bring a token: to activate an account, and to choose a new password.

use app::step::Step;
use serde_json::json;

use crate::support::Browser;
use crate::support::Site;

const LOGIN: &str = "new@example.com";

async fn site_with(status: &str) -> Site {
    let site = Site::start().await;
    let enrollment = json!({ "required": ["password"] });
    let policy = json!({ "authentication": [["password"]], "enrollment": enrollment });
    site.org.inline_policy(policy).await;
    let password = json!({ "key": "okta_password", "password": "Correct-Horse-9" });
    let enrolled = Some(password).filter(|_| status == "active");
    let user = json!({
        "login": LOGIN, "firstName": "New", "lastName": "One", "status": status,
        "authenticators": enrolled.into_iter().collect::<Vec<_>>(),
    });
    site.org.put_user(user).await;
    site
}

/// Opens the page of a link, and sends its form.
async fn open(browser: &mut Browser, query: &str) -> (String, Step) {
    let page = browser.open(&format!("/sign-in?{query}")).await;
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    let (name, token) = query.split_once('=').unwrap();
    let step = browser.step_id(&format!("/sign-in?{query}")).await;
    (page.body, browser.submit(&step, &[(name, token)]).await)
}

#[tokio::test]
async fn an_account_is_activated_by_the_link_of_its_email() {
    let site = site_with("staged").await;
    let query = site.org.token_query(LOGIN, "activation").await;
    let mut browser = site.browser();
    let calls = site.org.stats().await;
    let (page, step) = open(&mut browser, &query).await;
    assert!(page.contains("Activate your account"), "{page}");
    assert!(!calls.contains_key("/oauth2/default/v1/interact"), "the page asks Okta nothing");
    assert_eq!(step.title, "Set a password", "{step:?}");
    let done = browser.submit(&step.id, &[("credentials.passcode", "Better-Horse-10")]).await;
    assert_eq!(done.go, "/", "{done:?}");
}

#[tokio::test]
async fn a_new_password_is_chosen_by_the_link_of_an_email() {
    let site = site_with("active").await;
    let query = site.org.token_query(LOGIN, "recovery").await;
    let mut browser = site.browser();
    let (page, step) = open(&mut browser, &query).await;
    assert!(page.contains("Choose a new password"), "{page}");
    let done = browser.submit(&step.id, &[("credentials.passcode", "Better-Horse-10")]).await;
    assert_eq!(done.go, "/", "{done:?}");
}

#[tokio::test]
async fn another_activation_email_is_asked_for_where_the_link_is_too_old() {
    let site = site_with("staged").await;
    let query = site.org.token_query(LOGIN, "activation").await;
    site.pass(4_000).await;
    let mut browser = site.browser();
    let (_, step) = open(&mut browser, &query).await;
    assert_eq!(step.title, "Request an activation email", "{step:?}");
    let sent = browser.submit(&step.id, &[]).await;
    assert_eq!(sent.title, "Check your email", "{sent:?}");
    assert_eq!(site.org.called("/idp/idx/request-activation").await, 1);
}

#[tokio::test]
async fn a_token_that_okta_does_not_know_leads_to_the_sign_in() {
    let site = site_with("active").await;
    let mut browser = site.browser();
    let (_, step) = open(&mut browser, "activation_token=unknown").await;
    assert_eq!(step.title, "Sign in", "{step:?}");
    assert!(step.messages[0].text.contains("no longer works"), "{step:?}");
    let ready = browser.open("/readyz").await;
    assert_eq!(ready.status, 200, "one bad link says nothing about the org");
}

#[tokio::test]
async fn a_page_without_its_token_proves_nothing() {
    let site = Site::start_with(&["--enumeration-prevention", "true"]).await;
    let mut browser = site.browser();
    let first = browser.step_id("/sign-in?activation_token=any").await;
    let step = browser.submit(&first, &[("activation_token", "")]).await;
    assert_eq!(step.title, "Sign in", "{step:?}");
    assert!(step.messages[0].text.contains("no longer works"), "{step:?}");
    let named = browser.submit(&step.id, &[("identifier", "nobody@example.com")]).await;
    assert_eq!(named.title, "Check your email", "accounts stay hidden: {named:?}");
}
