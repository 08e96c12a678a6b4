//! Codes of apps and tokens: Okta Verify, custom OTP, Symantec VIP, RSA, on-prem, `YubiKey`, TAC.

use serde_json::Value;
use serde_json::json;

use crate::google_otp::code;
use crate::google_otp::start;
use crate::helpers::ADA;
use crate::helpers::SignIn;
use crate::helpers::TestOrg;

const OTTO: &str = "otto@example.com";
const SECRET: &str = "JBSWY3DPEHPK3PXP";
const KEY: &str = "ccccccbcgujh";
const PASSCODE: &str = "credentials.passcode";

/// What a `YubiKey` types at a touch, without the Enter after it.
fn touch(last: char) -> String {
    format!("{KEY}{}{last}", "tuvn".repeat(8).get(1..).unwrap_or_default())
}

/// Otto, who has one authenticator besides his email, is asked for it.
async fn asked<'a>(org: &'a TestOrg, name: &str, seed: Value) -> SignIn<'a> {
    let otto = json!({
        "login": OTTO, "firstName": "Otto", "lastName": "Token", "authenticators": [seed],
    });
    org.control("/_local/users", otto).await;
    let policy = json!({ "authentication": [[name]] });
    org.control("/_local/policy", json!({ "policy": policy })).await;
    org.identified(OTTO).await
}

/// Ada has typed the code of her email, and is to enroll what the policy requires.
async fn enrolling<'a>(org: &'a TestOrg, name: &str) -> SignIn<'a> {
    let policy = json!({ "enrollment": { "required": ["email", name] } });
    org.control("/_local/policy", json!({ "policy": policy })).await;
    let sign_in = org.verified(ADA).await;
    assert_eq!(sign_in.page.forms(), ["enroll-authenticator"]);
    sign_in
}

fn fields(sign_in: &SignIn<'_>, form: &str) -> Vec<Value> {
    let fields = sign_in.page.form(form)["value"][0]["form"]["value"].as_array();
    fields.map_or(Vec::new(), |it| it.iter().map(|field| field["name"].clone()).collect())
}

#[tokio::test]
async fn a_code_of_okta_verify_has_a_field_of_its_own() {
    let org = start().await;
    let seed = json!({ "key": "okta_verify", "secret": SECRET });
    let mut sign_in = asked(&org, "okta_verify", seed).await;
    assert_eq!(fields(&sign_in, "challenge-authenticator"), ["totp"]);
    let enrollment = &sign_in.page.body["currentAuthenticatorEnrollment"]["value"];
    assert_eq!((&enrollment["type"], &enrollment["key"]), (&json!("app"), &json!("okta_verify")));
    assert_eq!(enrollment["methods"], json!([{ "type": "totp" }]));
    let typed = |code: &str| json!({ "credentials": { "totp": code } });
    let page = sign_in.submit("challenge-authenticator", typed("000")).await;
    assert_eq!((page.status, page.field_keys("credentials.totp").len()), (401, 1));
    let right = code(&org, SECRET).await;
    let page = sign_in.submit("challenge-authenticator", typed(&right)).await;
    assert!(page.interaction_code().is_some());
    let mut again = org.identified(OTTO).await;
    let page = again.submit("challenge-authenticator", typed(&right)).await;
    assert_eq!(page.status, 401, "a code works once");
}

#[tokio::test]
async fn a_custom_token_shows_codes_by_time() {
    let org = start().await;
    let seed = json!({ "key": "custom_otp", "secret": SECRET });
    let mut sign_in = asked(&org, "custom_otp", seed).await;
    let enrollment = &sign_in.page.body["currentAuthenticatorEnrollment"]["value"];
    assert_eq!((&enrollment["type"], &enrollment["key"]), (&json!("otp"), &json!("custom_otp")));
    let page = sign_in.type_code("000").await;
    assert_eq!((page.status, page.keys()), (401, vec!["api.authn.error.PASSCODE_INVALID"]));
    let right = code(&org, SECRET).await;
    assert!(sign_in.type_code(&right).await.interaction_code().is_some());
}

#[tokio::test]
async fn what_a_server_or_an_administrator_judges_is_right_as_it_was_given() {
    let soft = "authfactor.challenge.soft_token.invalid_passcode";
    let plain = "api.authn.error.PASSCODE_INVALID";
    for (name, kind, at_field, key) in [
        ("rsa_token", "security_key", false, plain),
        ("onprem_mfa", "security_key", false, plain),
        ("symantec_vip", "app", true, soft),
        ("tac", "tac", true, plain),
    ] {
        let org = TestOrg::start().await;
        let mut sign_in = asked(&org, name, json!({ "key": name, "code": "86753099" })).await;
        let enrollment = &sign_in.page.body["currentAuthenticatorEnrollment"]["value"];
        assert_eq!((&enrollment["type"], &enrollment["key"]), (&json!(kind), &json!(name)));
        let page = sign_in.type_code("12345678").await;
        let keys = if at_field { page.field_keys(PASSCODE) } else { page.keys() };
        assert_eq!((page.status, keys), (401, vec![key]), "{name}");
        assert!(sign_in.type_code("86753099").await.interaction_code().is_some(), "{name}");
    }
}

#[tokio::test]
async fn a_yubikey_types_codes_that_work_once() {
    let org = TestOrg::start().await;
    let seed = json!({ "key": "yubikey_token", "publicId": KEY });
    let mut sign_in = asked(&org, "yubikey_token", seed).await;
    let other_key = touch('c').replace(KEY, "ccccccbcgujk");
    for wrong in ["ccccccbcgujh", &other_key, &touch('x')] {
        let page = sign_in.type_code(wrong).await;
        assert_eq!((page.status, page.field_keys(PASSCODE).len()), (401, 1), "{wrong}");
    }
    let page = sign_in.type_code(&format!("{}\n", touch('c'))).await;
    assert!(page.interaction_code().is_some(), "with the Enter that it types");
    let mut again = org.identified(OTTO).await;
    assert_eq!(again.type_code(&touch('c')).await.status, 401);
    assert!(again.type_code(&touch('d')).await.interaction_code().is_some());
}

#[tokio::test]
async fn a_token_of_a_server_is_enrolled_with_the_users_name_there() {
    for (name, user_name) in [("rsa_token", "userName"), ("onprem_mfa", "clientData")] {
        let org = TestOrg::start().await;
        let mut sign_in = enrolling(&org, name).await;
        assert_eq!(fields(&sign_in, "enroll-authenticator"), [user_name, "passcode"]);
        let page = sign_in.type_code("86753099").await;
        assert_eq!(page.field_keys(&format!("credentials.{user_name}")).len(), 1);
        let mut answer = json!({ "credentials": { "passcode": "86753099" } });
        answer["credentials"][user_name] = "ada".into();
        let page = sign_in.submit("enroll-authenticator", answer).await;
        assert!(page.interaction_code().is_some(), "{name}");
    }
}

#[tokio::test]
async fn symantec_vip_is_enrolled_with_its_id_and_two_codes() {
    let org = TestOrg::start().await;
    let mut sign_in = enrolling(&org, "symantec_vip").await;
    let names = ["credentialId", "passcode", "nextPasscode"];
    assert_eq!(fields(&sign_in, "enroll-authenticator"), names);
    let answer = |id: &str, first: &str, second: &str| json!({ "credentials": { "credentialId": id, "passcode": first, "nextPasscode": second } });
    for (wrong, field) in [
        (answer("12", "123456", "654321"), "credentials.credentialId"),
        (answer("VSMT12345678", "1", "654321"), "credentials.passcode"),
        (answer("VSMT12345678", "123456", "123456"), "credentials.nextPasscode"),
    ] {
        let page = sign_in.submit("enroll-authenticator", wrong).await;
        assert_eq!(page.field_keys(field).len(), 1, "{field}");
    }
    let right = answer("VSMT12345678", "123456", "654321");
    assert!(sign_in.submit("enroll-authenticator", right).await.interaction_code().is_some());
    let policy = json!({ "policy": { "authentication": [["symantec_vip"]] } });
    org.control("/_local/policy", policy).await;
    let mut sign_in = org.identified(ADA).await;
    assert!(sign_in.type_code("654321").await.interaction_code().is_some());
}

#[tokio::test]
async fn a_yubikey_is_enrolled_by_a_touch() {
    let org = TestOrg::start().await;
    let mut sign_in = enrolling(&org, "yubikey_token").await;
    assert_eq!(sign_in.type_code("123456").await.status, 401);
    assert!(sign_in.type_code(&touch('c')).await.interaction_code().is_some());
}

#[tokio::test]
async fn what_an_administrator_sets_up_is_not_enrolled_in_a_sign_in() {
    let org = TestOrg::start().await;
    for name in ["okta_verify", "custom_otp", "tac"] {
        let policy = json!({ "policy": { "enrollment": { "optional": [name] } } });
        let (status, answer) = org.post("/_local/policy", &policy).await;
        let error = answer["error"].as_str().unwrap_or_default();
        assert!(status == 400 && error.contains("policy.enrollment"), "{error}");
    }
}

#[tokio::test]
async fn wrong_codes_of_a_token_end_the_sign_in_like_any_others() {
    let org = TestOrg::start().await;
    let seed = json!({ "key": "rsa_token", "code": "86753099" });
    let mut sign_in = asked(&org, "rsa_token", seed).await;
    assert_eq!(sign_in.type_code("").await.status, 401, "nothing typed is no attempt");
    for _ in 0..4 {
        assert_eq!(sign_in.type_code("12345678").await.status, 401);
    }
    let page = sign_in.type_code("12345678").await;
    assert_eq!((page.status, page.keys()), (429, vec!["tooManyRequests"]));
}
