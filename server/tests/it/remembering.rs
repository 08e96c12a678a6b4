//! A username that a browser remembers, because its user wants that.

use app::server_functions::SIGN_OUT;
use app::server_functions::SUBMIT;
use app::step::Step;

use crate::support::Browser;
use crate::support::Site;

const COOKIE: &str = "usher-username";
const ADA: (&str, &str) = ("identifier", "ada@example.com");
const TICKED: (&str, &str) = ("remember_username", "true");

/// The username and the box of a step.
fn shown(step: &Step) -> (String, Option<String>) {
    let value = |name: &str| {
        let mut fields = step.form.iter().flat_map(|form| &form.fields);
        fields.find(|field| field.name == name).map(|field| field.value.clone())
    };
    (value("identifier").unwrap_or_default(), value("remember_username"))
}

fn box_is(username: &str, ticked: bool) -> (String, Option<String>) {
    (username.to_owned(), Some(ticked.to_string()))
}

async fn begin(browser: &mut Browser, answers: &[(&str, &str)]) -> Step {
    let page = browser.step_id("/sign-in").await;
    browser.submit(&page, answers).await
}

/// Returns what the next visitor at this browser sees, after the session has ended.
async fn next_visit(browser: &mut Browser) -> Step {
    browser.post_json(SIGN_OUT, &[]).await;
    browser.cookies.remove("usher");
    browser.current().await
}

#[tokio::test]
async fn no_username_is_remembered_unless_its_user_wants_that() {
    let site = Site::start().await;
    let mut browser = site.browser();
    assert_eq!(shown(&browser.current().await), box_is("", false));
    begin(&mut browser, &[ADA]).await;
    assert!(!browser.cookies.contains_key(COOKIE));
    assert_eq!(shown(&next_visit(&mut browser).await), box_is("", false));
}

#[tokio::test]
async fn a_username_is_filled_in_at_the_next_visit_and_forgotten_when_unticked() {
    let site = Site::start().await;
    let mut browser = site.browser();
    begin(&mut browser, &[ADA, TICKED]).await;
    assert!(browser.cookies.contains_key(COOKIE));
    assert_eq!(shown(&next_visit(&mut browser).await), box_is("ada@example.com", true));
    let page = browser.open("/forgot-password").await.body;
    assert!(page.contains("ada@example.com") && !page.contains("remember_username"));
    begin(&mut browser, &[ADA]).await;
    assert!(!browser.cookies.contains_key(COOKIE));
    assert_eq!(shown(&next_visit(&mut browser).await), box_is("", false));
}

#[tokio::test]
async fn a_username_is_remembered_without_a_script() {
    let site = Site::start().await;
    let mut browser = site.browser();
    browser.open("/sign-in").await;
    let fields = [("answers[identifier]", ADA.1), ("answers[remember_username]", "true")];
    browser.post_plain(SUBMIT, &fields).await;
    assert!(browser.cookies.contains_key(COOKIE));
    browser.cookies.remove("usher");
    let page = browser.open("/sign-in").await.body;
    assert!(page.contains("value=\"ada@example.com\""), "{page}");
}

#[tokio::test]
async fn what_is_no_username_is_not_remembered_and_the_box_stays_ticked() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let told = begin(&mut browser, &[("identifier", ""), TICKED]).await;
    assert_eq!(shown(&told), box_is("", true));
    assert!(!browser.cookies.contains_key(COOKIE));
    browser.submit(&told.id, &[ADA, TICKED]).await;
    assert!(browser.cookies.contains_key(COOKIE), "a first step that is asked again counts, too");
}

#[tokio::test]
async fn the_form_of_the_org_has_the_box_and_forms_without_it_forget_nothing() {
    let site = Site::start().await;
    site.org.policy("password-first").await;
    let mut browser = site.browser();
    let asked = begin(&mut browser, &[ADA, TICKED]).await;
    assert_eq!(shown(&asked), box_is("ada@example.com", true), "the org asks for a password");
    let recovery = browser.step_id("/forgot-password").await;
    browser.submit(&recovery, &[ADA]).await;
    assert!(browser.cookies.contains_key(COOKIE));
    browser.cookies.remove("usher");
    let asked = begin(&mut browser, &[ADA, TICKED]).await;
    let pair = [ADA, ("credentials.passcode", "Wrong-Horse-9")];
    let told = browser.submit(&asked.id, &pair).await;
    assert_eq!(shown(&told), box_is("ada@example.com", false));
    assert!(!browser.cookies.contains_key(COOKIE));
}

#[tokio::test]
async fn the_name_in_an_address_stands_before_the_remembered_one() {
    let site = Site::start().await;
    let mut browser = site.browser();
    begin(&mut browser, &[ADA, TICKED]).await;
    next_visit(&mut browser).await;
    let page = browser.open("/sign-in?login_hint=pat%40example.com").await.body;
    assert!(page.contains("value=\"pat@example.com\"") && !page.contains(ADA.1), "{page}");
}

#[tokio::test]
async fn it_can_be_turned_off() {
    let site = Site::start_with(&["--remember-username", "false"]).await;
    let mut browser = site.browser();
    assert_eq!(shown(&browser.current().await), (String::new(), None));
    begin(&mut browser, &[ADA, TICKED]).await;
    assert!(!browser.cookies.contains_key(COOKIE));
}
