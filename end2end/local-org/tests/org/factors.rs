//! Sections 4.9, 4.10 and 4.22: passwords, choices, extra forms, skip and cancel.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::PASSWORD;
use crate::helpers::PAT;
use crate::helpers::SignIn;
use crate::helpers::TestOrg;

const SELECT: &str = "select-authenticator-authenticate";

/// Chooses the option with this label.
async fn choose(sign_in: &mut SignIn<'_>, label: &str) {
    let options = sign_in.page.form(SELECT)["value"][0]["options"].as_array().unwrap();
    let option = options.iter().find(|option| option["label"] == label).unwrap();
    let id = option["value"]["form"]["value"][0]["value"].clone();
    sign_in.submit(SELECT, json!({ "authenticator": { "id": id } })).await;
}

fn labels(sign_in: &SignIn<'_>) -> Vec<String> {
    let options = sign_in.page.form(SELECT)["value"][0]["options"].as_array().unwrap();
    options.iter().map(|option| option["label"].as_str().unwrap().to_owned()).collect()
}

async fn type_password(sign_in: &mut SignIn<'_>, password: &str) {
    let body = json!({ "credentials": { "passcode": password } });
    sign_in.submit("challenge-authenticator", body).await;
}

async fn amr(sign_in: &SignIn<'_>) -> Value {
    let (status, tokens) = sign_in.exchange().await;
    assert_eq!(status, 200, "{tokens}");
    crate::id_tokens::claims(tokens["id_token"].as_str().unwrap())["amr"].clone()
}

#[tokio::test]
async fn people_with_a_password_choose_between_it_and_a_mail() {
    let org = TestOrg::start().await;
    org.policy("email-or-password").await;
    let mut sign_in = org.identified(PAT).await;
    assert_eq!(sign_in.page.forms(), [SELECT]);
    assert_eq!(labels(&sign_in), ["Email", "Password"]);
    choose(&mut sign_in, "Password").await;
    type_password(&mut sign_in, PASSWORD).await;
    assert_eq!(amr(&sign_in).await, json!(["pwd"]));
}

#[tokio::test]
async fn people_without_a_password_are_not_asked_to_choose() {
    let org = TestOrg::start().await;
    org.policy("email-or-password").await;
    let sign_in = org.identified(ADA).await;
    assert_eq!(sign_in.page.forms()[0], "challenge-authenticator");
    assert_eq!(labels(&sign_in), ["Email"]);
}

#[tokio::test]
async fn people_may_change_their_mind_beside_a_challenge() {
    let org = TestOrg::start().await;
    org.policy("email-or-password").await;
    let mut sign_in = org.identified(PAT).await;
    choose(&mut sign_in, "Password").await;
    choose(&mut sign_in, "Email").await;
    assert!(sign_in.type_code(&org.code(PAT).await).await.interaction_code().is_some());
}

#[tokio::test]
async fn both_factors_are_asked_for_one_after_the_other() {
    let org = TestOrg::start().await;
    org.policy("password-and-email").await;
    let mut sign_in = org.identified(PAT).await;
    assert_eq!(labels(&sign_in), ["Password", "Email"]);
    choose(&mut sign_in, "Password").await;
    type_password(&mut sign_in, "wrong").await;
    assert_eq!((sign_in.page.status, sign_in.page.keys()), (401, vec!["incorrectPassword"]));
    type_password(&mut sign_in, PASSWORD).await;
    let enrolment = &sign_in.page.body["currentAuthenticatorEnrollment"]["value"];
    assert_eq!(enrolment["key"], "okta_email");
    sign_in.type_code(&org.code(PAT).await).await;
    assert_eq!(amr(&sign_in).await, json!(["pwd", "otp", "mfa"]));
}

#[tokio::test]
async fn somebody_who_lacks_a_required_factor_is_told_so() {
    let org = TestOrg::start().await;
    org.policy("password-and-email").await;
    let page = org.identified(ADA).await.page;
    assert_eq!((page.status, page.keys()), (403, vec!["oie.assurance.unsatisfiable"]));
}

#[tokio::test]
async fn username_and_password_may_come_together() {
    let org = TestOrg::start().await;
    org.policy("password-first").await;
    let mut sign_in = org.begin().await;
    let with =
        |password: &str| json!({ "identifier": PAT, "credentials": { "passcode": password } });
    let page = sign_in.submit("identify", with("wrong")).await;
    assert_eq!((page.status, page.keys()), (401, vec!["errors.E0000004"]));
    let page = sign_in.submit("identify", with("")).await;
    assert_eq!(page.field_keys("credentials.passcode"), ["error.password.required"]);
    assert!(sign_in.submit("identify", with(PASSWORD)).await.interaction_code().is_some());
}

#[tokio::test]
async fn a_form_nobody_knows_must_be_answered_field_by_field() {
    let org = TestOrg::start().await;
    org.policy("email-unknown-form").await;
    let mut sign_in = org.signed_in(&[]).await;
    assert_eq!(sign_in.page.forms(), ["local-org-house-rules"]);
    let page = sign_in.submit("local-org-house-rules", json!({ "meal": "stones" })).await;
    assert_eq!(page.status, 400);
    for field in ["rulesAccepted", "meal", "desk.floor"] {
        assert_eq!(page.field_keys(field), ["local.form.answer.required"]);
    }
    let answers = json!({ "rulesAccepted": true, "meal": "soup", "desk": { "floor": "3" } });
    let page = sign_in.submit("local-org-house-rules", answers).await;
    assert!(page.interaction_code().is_some());
}

#[tokio::test]
async fn a_step_that_may_be_skipped_can_be_and_others_cannot() {
    let org = TestOrg::start().await;
    org.policy("email-skippable-form").await;
    let mut sign_in = org.signed_in(&[]).await;
    assert_eq!(sign_in.page.forms(), ["local-org-house-rules", "skip"]);
    assert!(sign_in.submit("skip", json!({})).await.interaction_code().is_some());

    org.policy("email-unknown-form").await;
    let sign_in = org.signed_in(&[]).await;
    let body = json!({ "stateHandle": sign_in.page.state_handle() });
    assert_eq!(org.post("/idp/idx/skip", &body).await.0, 400);
}

#[tokio::test]
async fn cancelling_gives_the_first_page_of_the_same_transaction() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    let handle = sign_in.page.state_handle().to_owned();
    let page = sign_in.cancel().await;
    assert_eq!((page.status, page.forms()[0]), (200, "identify"));
    assert_eq!(page.state_handle(), handle);
    sign_in.submit("identify", json!({ "identifier": PAT })).await;
    assert_eq!(org.mails(PAT).await.len(), 1);
}

#[tokio::test]
async fn a_policy_switched_in_mid_sign_in_holds_for_the_next_one() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(PAT).await;
    org.policy("password-and-email").await;
    assert!(sign_in.type_code(&org.code(PAT).await).await.interaction_code().is_some());
    assert_eq!(org.identified(PAT).await.page.forms(), [SELECT]);
}
