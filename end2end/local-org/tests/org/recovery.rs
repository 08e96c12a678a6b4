//! Section 4.17: a forgotten password.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::PASSWORD;
use crate::helpers::PAT;
use crate::helpers::SignIn;
use crate::helpers::TestOrg;

async fn recovering<'a>(org: &'a TestOrg, username: &str) -> SignIn<'a> {
    let mut sign_in = org.begin().await;
    sign_in.act("currentAuthenticator", "recover").await;
    assert_eq!(sign_in.page.forms()[0], "identify-recovery");
    sign_in.submit("identify-recovery", json!({ "identifier": username })).await;
    sign_in
}

#[tokio::test]
async fn a_new_password_signs_in_under_every_policy() {
    for policy in ["email-only", "email-or-password", "password-and-email", "password-first"] {
        let org = TestOrg::start().await;
        org.policy(policy).await;
        let mut sign_in = recovering(&org, PAT).await;
        assert_eq!(sign_in.page.forms()[0], "challenge-authenticator", "{policy}");
        assert_eq!(org.mails(PAT).await[0]["kind"], "recovery");
        sign_in.type_code(&org.code(PAT).await).await;
        assert_eq!(sign_in.page.forms(), ["reset-authenticator"]);
        let rules = &sign_in.page.body["currentAuthenticator"]["value"]["settings"]["complexity"];
        assert_eq!(rules["minLength"], 8);
        let page = sign_in.type_code("Better-Horse-10").await;
        assert!(page.interaction_code().is_some(), "{policy}");
        assert_eq!(sign_in.exchange().await.0, 200);
    }
}

#[tokio::test]
async fn a_password_that_breaks_a_rule_is_asked_for_again() {
    let org = TestOrg::start().await;
    let mut sign_in = recovering(&org, PAT).await;
    sign_in.type_code(&org.code(PAT).await).await;
    for weak in ["short", "", "no-capital-letter-1", "Example-com-123", PASSWORD] {
        let page = sign_in.type_code(weak).await;
        assert_eq!((page.status, page.forms()), (400, vec!["reset-authenticator"]), "{weak}");
        let keys = page.field_keys("credentials.passcode");
        assert_eq!(keys, ["password.passwordRequirementsNotMet"]);
    }
}

#[tokio::test]
async fn the_old_password_no_longer_works_and_the_new_one_does() {
    let org = TestOrg::start().await;
    let mut sign_in = recovering(&org, PAT).await;
    sign_in.type_code(&org.code(PAT).await).await;
    sign_in.type_code("Better-Horse-10").await;
    org.policy("password-first").await;
    for (password, status) in [(PASSWORD, 401), ("Better-Horse-10", 200)] {
        let mut sign_in = org.begin().await;
        let body = json!({ "identifier": PAT, "credentials": { "passcode": password } });
        assert_eq!(sign_in.submit("identify", body).await.status, status);
    }
}

#[tokio::test]
async fn somebody_who_is_known_already_is_not_asked_for_their_name() {
    let org = TestOrg::start_with("policy = 'email-or-password'").await;
    let mut sign_in = org.identified(PAT).await;
    let options = &sign_in.page.form("select-authenticator-authenticate")["value"][0]["options"];
    let id = options[1]["value"]["form"]["value"][0]["value"].clone();
    let chosen = json!({ "authenticator": { "id": id } });
    sign_in.submit("select-authenticator-authenticate", chosen).await;
    let page = sign_in.act("currentAuthenticatorEnrollment", "recover").await;
    assert_eq!(page.forms()[0], "challenge-authenticator");
    assert_eq!(page.body["recoveryAuthenticator"]["value"]["key"], "okta_password");
}

#[tokio::test]
async fn people_who_have_no_password_cannot_reset_one() {
    let org = TestOrg::start().await;
    for username in [ADA, "locked@example.com", "suspended@example.com"] {
        let page = recovering(&org, username).await.page;
        assert_eq!(page.status, 403);
        assert_eq!(page.keys(), ["oie.selfservice.reset.password.not.allowed"]);
    }
}

#[tokio::test]
async fn an_unknown_username_is_asked_for_again_in_recovery() {
    let org = TestOrg::start().await;
    let mut sign_in = recovering(&org, "nobody@example.com").await;
    assert_eq!(sign_in.page.keys(), ["idx.unknown.user"]);
    sign_in.submit("identify-recovery", json!({ "identifier": PAT })).await;
    assert_eq!(sign_in.page.forms()[0], "challenge-authenticator");
}

#[tokio::test]
async fn a_reset_can_sign_out_every_other_device() {
    let org = TestOrg::start_with("policy = 'password-first'").await;
    let mut first = SignIn::begin(&org, &[("scope", "openid offline_access")]).await;
    let body = json!({ "identifier": PAT, "credentials": { "passcode": PASSWORD } });
    first.submit("identify", body).await;
    let (_, tokens) = first.exchange().await;
    let mut sign_in = recovering(&org, PAT).await;
    sign_in.type_code(&org.code(PAT).await).await;
    let new = json!({ "credentials": { "passcode": "Better-Horse-10", "revokeSessions": true } });
    sign_in.submit("reset-authenticator", new).await;
    let token = tokens["access_token"].as_str().unwrap();
    assert_eq!(org.userinfo(token).await.status(), 401);
}
