//! The forms between the last authenticator and the tokens, and the code of a device before all.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::SignIn;
use crate::helpers::TestOrg;

/// An org whose one policy has `settings`.
async fn org_with(settings: &str) -> TestOrg {
    let scopes = "scopes = ['boats', 'boats.sail']";
    TestOrg::start_with(&format!(
        "{scopes}\npolicy = 'own'\n[[policies]]\nname = 'own'\n{settings}"
    ))
    .await
}

/// Ada has answered her email in a sign-in that asks for `scopes`.
async fn verified<'a>(org: &'a TestOrg, scopes: &str) -> SignIn<'a> {
    org.signed_in(&[("scope", scopes)]).await
}

#[tokio::test]
async fn consent_lists_the_scopes_and_leads_to_the_tokens() {
    for name in ["consent", "admin-consent"] {
        let org = org_with(&format!("interludes = ['{name}']")).await;
        let mut sign_in = verified(&org, "openid email boats").await;
        assert_eq!(sign_in.page.forms(), [name]);
        let form = sign_in.page.form(name);
        assert_eq!(form["scopes"][0]["label"], "View your email address.");
        assert_eq!(form["scopes"][1]["name"], "boats");
        let answers = json!([
            { "label": "Allow Access", "value": true }, { "label": "Don't Allow", "value": false },
        ]);
        assert_eq!(form["value"][0]["options"], answers);
        let issuer = &sign_in.page.body["authentication"]["value"]["issuer"]["uri"];
        assert_eq!(*issuer, org.org.issuer());
        let page = sign_in.submit(name, json!({})).await;
        assert_eq!((page.status, page.field_keys("consent").len()), (400, 1));
        sign_in.submit(name, json!({ "consent": true })).await;
        assert_eq!(sign_in.exchange().await.1["scope"], "openid email boats");
    }
}

#[tokio::test]
async fn a_user_who_does_not_consent_gets_no_tokens() {
    for name in ["consent", "granular-consent", "admin-consent"] {
        let org = org_with(&format!("interludes = ['{name}']")).await;
        let mut sign_in = verified(&org, "openid email").await;
        let page = sign_in.submit(name, json!({ "consent": false })).await;
        assert_eq!((page.status, page.keys()), (403, vec!["security.access_denied"]), "{name}");
        assert!(page.forms().is_empty());
    }
}

#[tokio::test]
async fn each_scope_can_be_refused_except_the_locked_ones() {
    let org = org_with("interludes = ['granular-consent']").await;
    let mut sign_in = verified(&org, "openid profile email boats boats.sail").await;
    let form = sign_in.page.form("granular-consent").clone();
    assert_eq!(form["value"][0]["visible"], false);
    let scopes = form["value"][1]["form"]["value"].as_array().unwrap();
    let locked = scopes.iter().filter(|scope| scope["mutable"] == false);
    let locked: Vec<_> = locked.map(|scope| scope["name"].as_str().unwrap()).collect();
    assert_eq!(locked, ["openid", "profile"]);
    let opted = json!({ "profile": false, "email": false, "boats": false, "boats.sail": true });
    sign_in.submit("granular-consent", json!({ "consent": true, "optedScopes": opted })).await;
    assert_eq!(sign_in.exchange().await.1["scope"], "openid profile boats.sail");
}

#[tokio::test]
async fn staying_signed_in_needs_an_answer_and_either_one_does() {
    for answer in [true, false] {
        let org = org_with("interludes = ['keep-me-signed-in']").await;
        let mut sign_in = verified(&org, "openid").await;
        let form = sign_in.page.form("keep-me-signed-in");
        assert_eq!(form["value"][0]["type"], "boolean");
        let page = sign_in.submit("keep-me-signed-in", json!({})).await;
        assert_eq!(page.field_keys("keepMeSignedIn"), ["local.form.answer.required"]);
        let page = sign_in.submit("keep-me-signed-in", json!({ "keepMeSignedIn": answer })).await;
        assert!(page.interaction_code().is_some());
    }
}

#[tokio::test]
async fn a_device_in_its_grace_period_is_warned_about_and_passed_over() {
    let org = org_with("interludes = ['device-assurance-grace-period', 'keep-me-signed-in']").await;
    let mut sign_in = verified(&org, "openid").await;
    assert_eq!(sign_in.page.forms(), ["device-assurance-grace-period"]);
    let messages = &sign_in.page.body["messages"]["value"];
    let key = "idx.device_assurance.grace_period.warning.title.due_by_days";
    assert_eq!(messages[0]["i18n"], json!({ "key": key, "params": ["7"] }));
    assert_eq!(messages[1]["links"][0]["url"], "https://okta.com/android-upgrade-os");
    let page = sign_in.submit("device-assurance-grace-period", json!({})).await;
    assert_eq!(page.forms(), ["keep-me-signed-in"], "one interlude after the other");
}

#[tokio::test]
async fn an_interlude_takes_no_answer_that_belongs_to_another() {
    let org = org_with("interludes = ['keep-me-signed-in']").await;
    let sign_in = verified(&org, "openid").await;
    for path in ["consent", "house-rules", "skip", "device/activate"] {
        let body = json!({ "stateHandle": sign_in.page.state_handle(), "consent": true });
        assert_eq!(org.post(&format!("/idp/idx/{path}"), &body).await.0, 400, "{path}");
    }
}

#[tokio::test]
async fn the_code_of_a_device_comes_before_the_username_and_the_device_gets_the_tokens() {
    let org = org_with("user_code = 'BDWP-HQPK'\ninterludes = ['consent']").await;
    for (answer, key) in
        [(true, "idx.device.activated"), (false, "idx.device.not.activated.consent.denied")]
    {
        let mut sign_in = org.begin().await;
        assert_eq!(sign_in.page.forms(), ["user-code"]);
        let page = sign_in.submit("user-code", json!({ "userCode": "AAAA-BBBB" })).await;
        assert_eq!((page.status, page.keys()), (400, vec!["idx.invalid.device.code"]));
        let body = json!({ "stateHandle": page.state_handle(), "identifier": ADA });
        assert_eq!(org.post("/idp/idx/identify", &body).await.0, 400, "the code comes first");
        sign_in.submit("user-code", json!({ "userCode": "bdwphqpk" })).await;
        sign_in.submit("identify", json!({ "identifier": ADA })).await;
        sign_in.type_code(&org.code(ADA).await).await;
        let page = sign_in.submit("consent", json!({ "consent": answer })).await;
        assert_eq!((page.status, page.keys()), (200, vec![key]));
        assert!(page.interaction_code().is_none());
    }
}

#[tokio::test]
async fn codes_of_devices_cannot_be_guessed_for_ever() {
    let org = org_with("user_code = 'BDWP-HQPK'").await;
    let mut sign_in = org.begin().await;
    for _ in 0..4 {
        sign_in.submit("user-code", json!({ "userCode": "AAAA-BBBB" })).await;
    }
    let page = sign_in.submit("user-code", json!({ "userCode": "AAAA-BBBB" })).await;
    assert_eq!((page.status, page.keys()), (429, vec!["tooManyRequests"]));
}
