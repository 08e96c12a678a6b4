//! Snapshots of every step of the emulated org in English and German, from the start to the end.

mod interludes;
mod password_life;
mod tokens;

use app::step::FieldKind;
use app::step::Step;
use serde_json::Value;
use server::maintenance::look_at_first_page;

use crate::support::Browser;
use crate::support::Site;

/// Of longer lists of options, such as that of all countries, the first two are compared.
const LONGEST_LIST: usize = 24;

/// An action of a user at a step.
enum Do {
    /// Submits the form.
    Answer(&'static [(&'static str, &'static str)]),
    /// Types the code of the newest message.
    Code,
    /// Types the code that an authenticator app with this secret shows.
    AppCode(&'static str),
    /// Types the app's code for the secret that the screen shows.
    NewAppCode,
    /// Does an action of the step.
    Act(&'static str),
    /// Lets seconds pass.
    Wait(u32),
}

const ADA: Do = Do::Answer(&[("identifier", "ada@example.com")]);
const PAT: Do = Do::Answer(&[("identifier", "pat@example.com")]);
const FIRST_CHOICE: Do = Do::Answer(&[("authenticator", "0")]);
const SECOND_CHOICE: Do = Do::Answer(&[("authenticator", "1")]);
const WRONG_CODE: Do = Do::Answer(&[("credentials.passcode", "000000")]);
const PASSWORD: Do = Do::Answer(&[("credentials.passcode", "Correct-Horse-9")]);
const WRONG_PASSWORD: Do = Do::Answer(&[("credentials.passcode", "Wrong-Horse-9")]);

/// Performs these actions from the first step of a page, and compares each step with its snapshot.
async fn walk(name: &str, policy: &str, page: &str, way: &[Do]) {
    let site = Box::pin(Site::start()).await;
    site.org.policy(policy).await;
    walk_at(&site, name, page, way).await;
}

/// Performs these actions at an org that is set up.
async fn walk_at(site: &Site, name: &str, page: &str, way: &[Do]) {
    let mut browser = site.browser();
    let mut step = Step { id: Box::pin(browser.step_id(page)).await, ..Step::default() };
    for (nth, what) in way.iter().enumerate() {
        step = Box::pin(at(site, &mut browser, &step, what)).await;
        let english = shown(&step);
        let mut snapshot = serde_json::to_string_pretty(&english).unwrap();
        if step.go.is_empty() {
            let mut copy = browser.copy();
            copy.cookies.insert("usher-language".to_owned(), "de".to_owned());
            snapshot.push_str("\n\nGerman\n");
            changed_texts(&english, &shown(&Box::pin(copy.current()).await), &mut snapshot);
        }
        if let Some(picture) = &step.picture {
            snapshot = snapshot.replace(&picture.source, "[picture]");
        }
        for group in secret_groups(&step.lead) {
            snapshot = snapshot.replace(group, "[chance]");
        }
        insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("it__screens__{name}-{}", nth + 1), snapshot);
        });
    }
}

async fn at(site: &Site, browser: &mut Browser, step: &Step, what: &Do) -> Step {
    match what {
        Do::Answer(answers) => browser.submit(&step.id, answers).await,
        Do::Code => {
            let code = site.org.newest_code().await;
            browser.answer_code(step, &code).await
        }
        Do::AppCode(secret) => {
            let code = site.org.app_code(secret).await;
            browser.answer_code(step, &code).await
        }
        Do::NewAppCode => {
            let code = site.org.app_code(&secret_groups(&step.lead).concat()).await;
            browser.answer_code(step, &code).await
        }
        Do::Act(action) => browser.act(step, action).await,
        Do::Wait(seconds) => {
            site.pass(*seconds).await;
            browser.current().await
        }
    }
}

/// Returns a step without its random id, and with the beginning of long lists.
fn shown(step: &Step) -> Value {
    let mut step = Step { id: String::new(), ..step.clone() };
    for field in step.form.iter_mut().flat_map(|form| &mut form.fields) {
        if let FieldKind::Choice(choices) = &mut field.kind {
            let is_long = choices.len() > LONGEST_LIST;
            choices.truncate(if is_long { 2 } else { LONGEST_LIST });
        }
    }
    serde_json::to_value(step).unwrap()
}

/// Appends the texts of a step that differ in another language, in the order of the step.
fn changed_texts(one: &Value, other: &Value, texts: &mut String) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            assert!(one.keys().eq(other.keys()));
            one.values().zip(other.values()).for_each(|(a, b)| changed_texts(a, b, texts));
        }
        (Value::Array(one), Value::Array(other)) => {
            assert_eq!(one.len(), other.len());
            one.iter().zip(other).for_each(|(a, b)| changed_texts(a, b, texts));
        }
        (Value::String(one), Value::String(other)) if one != other => {
            texts.push_str(other);
            texts.push('\n');
        }
        (one, other) => assert_eq!(one, other, "a language changes texts only"),
    }
}

/// Returns the groups of four characters in which a new secret is shown.
fn secret_groups(text: &str) -> Vec<&str> {
    let base_32 = |c: char| c.is_ascii_uppercase() || ('2'..='7').contains(&c);
    let words = text.split(|c: char| !base_32(c));
    words.filter(|word| word.len() == 4).collect()
}

#[tokio::test]
async fn an_email_code_is_asked_for_refused_sent_again_and_taken() {
    let way = [ADA, WRONG_CODE, Do::Wait(31), Do::Act("resend"), Do::Code];
    walk("email-code", "email-only", "/sign-in", &way).await;
    walk("email-code-without-link", "email-no-link", "/sign-in", &[ADA]).await;
    walk("email-code-of-letters", "email-alphanumeric", "/sign-in", &[ADA]).await;
    let expires = [ADA, Do::Wait(1_790), Do::Code];
    walk("email-code-expires", "email-only", "/sign-in", &expires).await;
    let wrong = [ADA, WRONG_CODE, WRONG_CODE, WRONG_CODE, WRONG_CODE, WRONG_CODE];
    walk("email-code-too-often", "email-only", "/sign-in", &wrong).await;
}

#[tokio::test]
async fn what_cannot_be_a_username_or_a_code_is_told() {
    let mistyped = [
        Do::Answer(&[("identifier", "")]),
        Do::Answer(&[("identifier", "ada@example")]),
        ADA,
        Do::Answer(&[("credentials.passcode", "12")]),
    ];
    walk("mistyped", "email-only", "/sign-in", &mistyped).await;
}

#[tokio::test]
async fn a_user_who_may_not_sign_in_is_told_why_where_accounts_are_shown() {
    let users = [
        ("nobody", Do::Answer(&[("identifier", "nobody@example.com")])),
        ("locked", Do::Answer(&[("identifier", "locked@example.com")])),
        ("suspended", Do::Answer(&[("identifier", "suspended@example.com")])),
        ("unassigned", Do::Answer(&[("identifier", "unassigned@example.com")])),
    ];
    for (user, named) in users {
        walk(&format!("user-{user}"), "email-only", "/sign-in", &[named]).await;
    }
}

#[tokio::test]
async fn a_password_is_asked_for_refused_and_taken() {
    let way = [PAT, FIRST_CHOICE, WRONG_PASSWORD, PASSWORD, Do::Code];
    walk("password-then-email", "password-and-email", "/sign-in", &way).await;
    let choice = [PAT, SECOND_CHOICE, WRONG_PASSWORD, PASSWORD];
    walk("password-by-choice", "email-or-password", "/sign-in", &choice).await;
    let beside = [
        PAT,
        Do::Answer(&[("identifier", "pat@example.com"), ("credentials.passcode", "wrong")]),
        Do::Answer(&[
            ("identifier", "pat@example.com"),
            ("credentials.passcode", "Correct-Horse-9"),
        ]),
    ];
    walk("password-beside-username", "password-first", "/sign-in", &beside).await;
}

#[tokio::test]
async fn the_first_page_is_what_the_org_asks_for() {
    for policy in ["email-only", "password-first"] {
        let site = Box::pin(Site::start()).await;
        site.org.policy(policy).await;
        look_at_first_page(&site.state).await;
        let mut browser = site.browser();
        let english = shown(&browser.current().await);
        browser.cookies.insert("usher-language".to_owned(), "de".to_owned());
        let mut snapshot = serde_json::to_string_pretty(&english).unwrap();
        snapshot.push_str("\n\nGerman\n");
        changed_texts(&english, &shown(&browser.current().await), &mut snapshot);
        insta::assert_snapshot!(format!("first-{policy}"), snapshot);
    }
    let locked = Do::Answer(&[("identifier", "locked@example.com")]);
    walk("unlock", "email-only", "/unlock", &[Do::Answer(&[]), locked, Do::Code]).await;
}

#[tokio::test]
async fn a_form_that_has_no_screen_is_drawn_from_its_fields() {
    walk("unknown-form", "email-unknown-form", "/sign-in", &[ADA, Do::Code]).await;
    walk("skippable-form", "email-skippable-form", "/sign-in", &[ADA, Do::Code]).await;
}

#[tokio::test]
async fn a_user_signs_up() {
    let profile = Do::Answer(&[
        ("userProfile.firstName", "New"),
        ("userProfile.lastName", "One"),
        ("userProfile.email", "new@example.com"),
    ]);
    let way = [Do::Answer(&[]), Do::Answer(&[]), profile, Do::Code];
    walk("sign-up", "email-only", "/sign-up", &way).await;
}

#[tokio::test]
async fn a_user_recovers_a_password() {
    let new = Do::Answer(&[("credentials.passcode", "Better-Horse-10")]);
    let way = [PAT, FIRST_CHOICE, Do::Code, new];
    walk("recovery", "password-and-email", "/forgot-password", &way).await;
}

#[tokio::test]
async fn a_code_by_phone_is_asked_for_refused_sent_again_and_taken() {
    let tess = Do::Answer(&[("identifier", "tess@example.com")]);
    let by_text = Do::Answer(&[("authenticator.methodType", "0")]);
    let again = Do::Act("resend");
    let way = [tess, FIRST_CHOICE, PASSWORD, by_text, WRONG_CODE, Do::Wait(31), again, Do::Code];
    walk("phone", "password-and-phone", "/sign-in", &way).await;
    let by_call = Do::Answer(&[
        ("authenticator.methodType", "1"),
        ("authenticator.phoneNumber", "+15555550188"),
    ]);
    let way = [ADA, Do::Code, by_call, Do::Code];
    walk("phone-set-up", "phone-required", "/sign-in", &way).await;
}

#[tokio::test]
async fn a_code_of_an_app_is_asked_for_refused_and_taken() {
    let gus = Do::Answer(&[("identifier", "gus@example.com")]);
    let code = Do::AppCode("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
    walk("app", "google-otp", "/sign-in", &[gus, WRONG_CODE, code]).await;
    let way = [ADA, Do::Code, Do::NewAppCode];
    walk("app-set-up", "google-otp-required", "/sign-in", &way).await;
}

#[tokio::test]
async fn a_security_question_is_answered_and_set_up() {
    let quinn = Do::Answer(&[("identifier", "quinn@example.com")]);
    let nothing = Do::Answer(&[("credentials.answer", "")]);
    let wrong = Do::Answer(&[("credentials.answer", "kale")]);
    let right = Do::Answer(&[("credentials.answer", " Okra")]);
    walk("question", "security-question", "/sign-in", &[quinn, nothing, wrong, right]).await;
    let short = Do::Answer(&[
        ("credentials", "0"),
        ("credentials.questionKey.0", "2"),
        ("credentials.answer.0", "cup"),
    ]);
    let none = Do::Answer(&[("credentials", "1"), ("credentials.answer.1", "the old mill")]);
    let own = Do::Answer(&[
        ("credentials", "1"),
        ("credentials.question.1", "Where did we meet?"),
        ("credentials.answer.1", "the old mill"),
    ]);
    let way = [ADA, Do::Code, short, none, own];
    walk("question-set-up", "security-question-required", "/sign-in", &way).await;
}
