//! Enrolling authenticators after those that a policy wants verified.

use serde_json::Value;
use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::SignIn;
use crate::helpers::TestOrg;

const SELECT: &str = "select-authenticator-enroll";
const NEW_PASSWORD: &str = "Some-Long-Word-7";

/// An org whose users sign in by email and enroll as `enrollment` says.
async fn org_with(enrollment: &str) -> TestOrg {
    let policy = "policy = 'own'\n[[policies]]\nname = 'own'\nenrollment = ";
    TestOrg::start_with(&format!("{policy}{enrollment}")).await
}

fn option_id(sign_in: &SignIn<'_>, label: &str) -> Value {
    let options = &sign_in.page.form(SELECT)["value"][0]["options"];
    let options = options.as_array().unwrap_or_else(|| panic!("no options: {options}"));
    let option = options.iter().find(|option| option["label"] == label);
    option.unwrap_or_else(|| panic!("no {label}: {options:?}"))["value"]["form"]["value"][0]["value"].clone()
}

#[tokio::test]
async fn what_is_required_is_enrolled_before_the_tokens() {
    let org = org_with("{ required = ['email', 'password'] }").await;
    let mut sign_in = org.verified(ADA).await;
    assert_eq!(sign_in.page.forms(), ["enroll-authenticator"]);
    let current = &sign_in.page.body["currentAuthenticator"]["value"];
    assert_eq!(current["key"], "okta_password");
    assert_eq!(current["settings"]["complexity"]["minLength"], 8);
    let page = sign_in.type_code("weak").await;
    assert_eq!(page.status, 400);
    let keys = page.field_keys("credentials.passcode");
    assert_eq!(keys, ["password.passwordRequirementsNotMet"]);
    let body = json!({ "stateHandle": page.state_handle() });
    assert_eq!(org.post("/idp/idx/skip", &body).await.0, 400, "it cannot be skipped");
    assert!(sign_in.type_code(NEW_PASSWORD).await.interaction_code().is_some());
    assert!(org.verified(ADA).await.page.interaction_code().is_some(), "once is enough");
}

#[tokio::test]
async fn what_is_optional_is_offered_and_can_be_enrolled() {
    let org = org_with("{ required = ['email'], optional = ['password'] }").await;
    let mut sign_in = org.verified(ADA).await;
    assert_eq!(sign_in.page.forms(), [SELECT, "skip"]);
    let id = option_id(&sign_in, "Password");
    sign_in.submit(SELECT, json!({ "authenticator": { "id": id } })).await;
    assert_eq!(sign_in.page.forms(), ["enroll-authenticator", SELECT, "skip"]);
    assert!(sign_in.type_code(NEW_PASSWORD).await.interaction_code().is_some());
    org.policy("own").await;
    assert!(org.verified(ADA).await.page.interaction_code().is_some(), "nothing is left to offer");
}

#[tokio::test]
async fn what_is_optional_can_be_skipped_before_and_after_it_was_chosen() {
    let org = org_with("{ required = ['email'], optional = ['password'] }").await;
    let mut sign_in = org.verified(ADA).await;
    assert!(sign_in.submit("skip", json!({})).await.interaction_code().is_some());
    let mut sign_in = org.verified(ADA).await;
    let id = option_id(&sign_in, "Password");
    sign_in.submit(SELECT, json!({ "authenticator": { "id": id } })).await;
    assert!(sign_in.submit("skip", json!({})).await.interaction_code().is_some());
}

#[tokio::test]
async fn nothing_can_be_enrolled_before_the_user_is_verified() {
    let org = org_with("{ required = ['email'], optional = ['password'] }").await;
    let offered = org.verified(ADA).await;
    let id = option_id(&offered, "Password");
    let waiting = org.identified(ADA).await;
    let body = json!({ "stateHandle": waiting.page.state_handle(), "authenticator": { "id": id } });
    let (status, page) = org.post("/idp/idx/credential/enroll", &body).await;
    assert_eq!(status, 400);
    assert_eq!(page["remediation"]["value"][0]["name"], "challenge-authenticator");
}
