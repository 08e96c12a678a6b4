//! Sections 4.1 and 4.4 to 4.6: e-mail alone.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::json;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::helpers::ADA;
use crate::helpers::TestOrg;

const WRONG: &str = "api.authn.error.PASSCODE_INVALID";

#[tokio::test]
async fn the_first_page_asks_who_somebody_is() {
    let org = TestOrg::start().await;
    let sign_in = org.begin().await;
    assert_eq!(sign_in.page.forms(), ["identify", "select-enroll-profile", "unlock-account"]);
    let fields = sign_in.page.form("identify")["value"].as_array().unwrap();
    let names: Vec<_> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["identifier", "rememberMe", "stateHandle"]);
    assert_eq!(sign_in.page.body["app"]["value"]["label"], "Usher");
}

#[tokio::test]
async fn the_code_from_the_mail_signs_somebody_in() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    let forms = sign_in.page.forms();
    assert_eq!(forms, ["challenge-authenticator", "select-authenticator-authenticate"]);
    let enrolment = &sign_in.page.body["currentAuthenticatorEnrollment"]["value"];
    assert_eq!(enrolment["key"], "okta_email");
    assert_eq!(enrolment["profile"]["email"], "a***a@example.com");
    assert_eq!(enrolment["contextualData"]["useEmailMagicLink"], true);
    assert_eq!(enrolment["poll"]["refresh"], 4000);
    assert_eq!(sign_in.page.body["user"]["value"]["profile"]["firstName"], "Ada");

    let mail = &org.mails(ADA).await[0];
    assert_eq!(mail["kind"], "sign-in");
    let code = mail["code"].as_str().unwrap();
    assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));

    let page = sign_in.type_code(code).await;
    assert_eq!(page.status, 200);
    assert!(page.interaction_code().is_some());
    let (status, tokens) = sign_in.exchange().await;
    assert_eq!(status, 200);
    assert_eq!(tokens["scope"], "openid profile email");
    assert!(tokens["id_token"].is_string() && tokens.get("refresh_token").is_none());
}

#[tokio::test]
async fn a_username_is_found_whatever_its_case_and_the_spaces_around_it() {
    let org = TestOrg::start().await;
    let sign_in = org.identified("  ADA@Example.com ").await;
    assert_eq!(sign_in.page.body["user"]["value"]["identifier"], ADA);
}

#[tokio::test]
async fn a_wrong_code_keeps_the_form() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    let page = sign_in.type_code("not it").await;
    assert_eq!(page.status, 401);
    assert_eq!(page.field_keys("credentials.passcode"), [WRONG]);
    assert!(page.keys().is_empty(), "the message is at the field only");
    let code = org.code(ADA).await;
    assert_eq!(sign_in.type_code(&code).await.status, 200);
}

#[tokio::test]
async fn the_fifth_wrong_code_ends_the_sign_in_even_for_the_right_one() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    let challenge = sign_in.page.form("challenge-authenticator").clone();
    let mut answers = Vec::new();
    for _ in 0..5 {
        answers.push(sign_in.type_code("wrong!").await.status);
        if sign_in.page.forms().is_empty() {
            break;
        }
    }
    assert_eq!(answers, [401, 401, 401, 401, 429]);
    assert_eq!(sign_in.page.keys(), ["tooManyRequests"]);
    let handle = sign_in.page.state_handle();
    let body = json!({ "stateHandle": handle, "credentials": { "passcode": org.code(ADA).await } });
    let href = challenge["href"].as_str().unwrap();
    let response = org.http.post(href).json(&body).send().await.unwrap();
    assert_eq!(response.status(), 429);
    assert_eq!(sign_in.introspect().await.status, 429);
}

#[tokio::test]
async fn cancelling_is_no_way_to_guess_on() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    for _ in 0..4 {
        sign_in.type_code("wrong!").await;
    }
    sign_in.cancel().await;
    sign_in.submit("identify", json!({ "identifier": ADA })).await;
    assert_eq!(sign_in.type_code("wrong!").await.status, 429);
}

#[tokio::test]
async fn a_code_is_too_old_after_five_minutes() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    let code = org.code(ADA).await;
    org.advance(301).await;
    let page = sign_in.type_code(&code).await;
    assert_eq!(page.status, 401);
    assert_eq!(page.field_keys("credentials.passcode"), [WRONG]);
}

#[tokio::test]
async fn another_mail_makes_the_code_before_it_worthless() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    let first = org.code(ADA).await;
    org.advance(30).await;
    assert_eq!(sign_in.act("currentAuthenticatorEnrollment", "resend").await.status, 200);
    let second = org.code(ADA).await;
    assert_ne!(first, second);
    assert_eq!(sign_in.type_code(&first).await.status, 401);
    assert_eq!(sign_in.type_code(&second).await.status, 200);
}

#[tokio::test]
async fn a_second_mail_within_thirty_seconds_is_refused_without_losing_the_form() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    org.advance(10).await;
    let page = sign_in.act("currentAuthenticatorEnrollment", "resend").await;
    assert_eq!(page.status, 429);
    assert_eq!(page.keys(), ["tooManyRequests"]);
    assert_eq!(page.forms()[0], "challenge-authenticator");
    let reset: i64 = page.headers["x-rate-limit-reset"].to_str().unwrap().parse().unwrap();
    let now = org.get("/_local/clock").await["now"].as_str().unwrap().to_owned();
    let now = OffsetDateTime::parse(&now, &Rfc3339).unwrap().unix_timestamp();
    assert!((15..=22).contains(&(reset - now)), "{} s to go", reset - now);
    assert_eq!(org.mails(ADA).await.len(), 1);
    let code = org.code(ADA).await;
    assert_eq!(sign_in.type_code(&code).await.status, 200);
}

#[tokio::test]
async fn choosing_the_mail_again_is_asking_for_another_one() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    let email = json!({ "authenticator": { "id": email_id(&sign_in.page.body) } });
    let page = sign_in.submit("select-authenticator-authenticate", email.clone()).await;
    assert_eq!(page.status, 429);
    org.advance(31).await;
    assert_eq!(sign_in.submit("select-authenticator-authenticate", email).await.status, 200);
    assert_eq!(org.mails(ADA).await.len(), 2);
}

#[tokio::test]
async fn polling_changes_nothing_until_something_happens_elsewhere() {
    let org = TestOrg::start().await;
    let mut waiting = org.identified(ADA).await;
    let handle = waiting.page.state_handle().to_owned();
    let page = waiting.act("currentAuthenticatorEnrollment", "poll").await;
    assert_eq!((page.status, page.forms()[0]), (200, "challenge-authenticator"));

    let body = json!({ "stateHandle": handle, "credentials": { "passcode": org.code(ADA).await } });
    org.post("/idp/idx/challenge/answer", &body).await;
    let page = waiting.act("currentAuthenticatorEnrollment", "poll").await;
    assert!(page.interaction_code().is_some());
}

#[tokio::test]
async fn the_app_may_have_to_ask_for_the_mail() {
    let org = TestOrg::start().await;
    org.policy("email-verification-data").await;
    let mut sign_in = org.identified(ADA).await;
    assert_eq!(sign_in.page.forms()[0], "authenticator-verification-data");
    assert!(org.mails(ADA).await.is_empty());
    let chosen = json!({ "id": email_id(&sign_in.page.body), "methodType": "email" });
    sign_in.submit("authenticator-verification-data", json!({ "authenticator": chosen })).await;
    assert_eq!(sign_in.page.forms()[0], "challenge-authenticator");
    assert!(sign_in.type_code(&org.code(ADA).await).await.interaction_code().is_some());
}

#[tokio::test]
async fn without_a_link_there_is_nothing_to_poll() {
    let org = TestOrg::start().await;
    org.policy("email-no-link").await;
    let sign_in = org.identified(ADA).await;
    let enrolment = &sign_in.page.body["currentAuthenticatorEnrollment"]["value"];
    assert_eq!(enrolment["contextualData"]["useEmailMagicLink"], false);
    assert!(enrolment.get("poll").is_none() && enrolment.get("resend").is_some());
    assert!(org.mails(ADA).await[0]["link"].is_null());
}

#[tokio::test]
async fn codes_may_have_letters_in_either_case() {
    let org = TestOrg::start().await;
    org.policy("email-alphanumeric").await;
    let mut sign_in = org.identified(ADA).await;
    let field = &sign_in.page.form("challenge-authenticator")["value"][0]["form"]["value"][0];
    assert_eq!((&field["minLength"], &field["format"]), (&json!(10), &json!("alphanumeric")));
    let code = org.code(ADA).await.to_lowercase();
    assert!(sign_in.type_code(&code).await.interaction_code().is_some());
}

/// The authenticator id that the options of a page submit.
fn email_id(page: &serde_json::Value) -> String {
    page["authenticators"]["value"][0]["id"].as_str().unwrap().to_owned()
}
