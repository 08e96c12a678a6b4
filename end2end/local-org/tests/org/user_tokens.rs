//! Tokens in the address of the app: activation and recovery.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::PAT;
use crate::helpers::SignIn;
use crate::helpers::TestOrg;
use crate::helpers::interact;

const STELLA: &str = "stella@example.com";
const NEW_PASSWORD: &str = "Some-Long-Word-7";
const ACTIVATION: &str = "activation_token";
const RECOVERY: &str = "recovery_token";

/// An org with a user whom an administrator has added.
async fn staged(toml: &str) -> TestOrg {
    let org = TestOrg::start_with(toml).await;
    let user =
        json!({ "login": STELLA, "firstName": "Stella", "lastName": "S", "status": "staged" });
    org.control("/_local/users", user).await;
    org
}

/// A token that is good for a minute.
async fn token(org: &TestOrg, login: &str, opens: &str) -> String {
    let wanted = json!({ "login": login, "opens": opens, "expiresInSeconds": 60 });
    org.control("/_local/tokens", wanted).await["token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_staged_user_sets_up_what_is_required_and_is_active_then() {
    let org = staged("policy = 'password-first'").await;
    let mut early = org.begin().await;
    let body = json!({ "identifier": STELLA, "credentials": { "passcode": NEW_PASSWORD } });
    assert_eq!(early.submit("identify", body.clone()).await.status, 401, "not active yet");

    let token = token(&org, STELLA, "activation").await;
    let mut sign_in = SignIn::begin(&org, &[(ACTIVATION, &token)]).await;
    assert_eq!(sign_in.page.forms(), ["enroll-authenticator"]);
    assert_eq!(sign_in.page.body["user"]["value"]["identifier"], STELLA);
    sign_in.type_code(NEW_PASSWORD).await;
    assert_eq!(sign_in.exchange().await.0, 200);
    assert!(org.begin().await.submit("identify", body).await.interaction_code().is_some());

    let (_, answer) = interact(&org, &[(ACTIVATION, &token)]).await;
    let handle = json!({ "interactionHandle": answer["interaction_handle"] });
    let page = crate::helpers::introspect(&org, &handle).await;
    assert_eq!((page.status, page.keys()), (400, vec!["idx.missing.activation.token"]));
}

#[tokio::test]
async fn where_nothing_has_to_be_set_up_the_token_is_enough() {
    let org = staged("").await;
    let token = token(&org, STELLA, "activation").await;
    let sign_in = SignIn::begin(&org, &[(ACTIVATION, &token)]).await;
    assert_eq!(sign_in.exchange().await.0, 200);
    assert!(org.verified(STELLA).await.page.interaction_code().is_some());
}

#[tokio::test]
async fn an_expired_activation_can_be_asked_for_again() {
    let org = staged("app_url = 'http://127.0.0.1:3000/sign-in'").await;
    let old = token(&org, STELLA, "activation").await;
    org.advance(60).await;
    let mut sign_in = SignIn::begin(&org, &[(ACTIVATION, &old)]).await;
    assert_eq!(sign_in.page.forms(), ["request-activation-email"]);
    assert_eq!(sign_in.page.keys(), ["idx.expired.activation.token"]);
    let page = sign_in.submit("request-activation-email", json!({})).await;
    assert_eq!((page.status, page.keys()), (200, vec!["idx.request.activation.email"]));

    let mail = org.mails(STELLA).await[0].clone();
    assert_eq!((&mail["kind"], &mail["code"]), (&json!("activation"), &json!(null)));
    let response = org.http.get(mail["link"].as_str().unwrap()).send().await.unwrap();
    let target = response.headers()["location"].to_str().unwrap().to_owned();
    let new = target.strip_prefix("http://127.0.0.1:3000/sign-in?activation_token=").unwrap();
    let sign_in = SignIn::begin(&org, &[(ACTIVATION, new)]).await;
    assert!(sign_in.page.interaction_code().is_some());
}

#[tokio::test]
async fn where_no_other_email_is_offered_an_expired_activation_is_the_end() {
    let org = staged("policy = 'own'\n[[policies]]\nname = 'own'\noffers = []").await;
    let token = token(&org, STELLA, "activation").await;
    org.advance(60).await;
    let (_, answer) = interact(&org, &[(ACTIVATION, &token)]).await;
    let handle = json!({ "interactionHandle": answer["interaction_handle"] });
    let page = crate::helpers::introspect(&org, &handle).await;
    assert_eq!((page.status, page.keys()), (400, vec!["idx.expired.activation.token"]));
    assert!(page.forms().is_empty());
}

#[tokio::test]
async fn a_recovery_token_leads_to_a_new_password_once() {
    let org = TestOrg::start().await;
    let token = token(&org, PAT, "recovery").await;
    let mut sign_in = SignIn::begin(&org, &[(RECOVERY, &token)]).await;
    assert_eq!(sign_in.page.forms(), ["reset-authenticator"]);
    assert!(sign_in.type_code(NEW_PASSWORD).await.interaction_code().is_some());
    assert_eq!(interact(&org, &[(RECOVERY, &token)]).await.0, 400, "it is used up");
    org.policy("password-first").await;
    let body = json!({ "identifier": PAT, "credentials": { "passcode": NEW_PASSWORD } });
    assert!(org.begin().await.submit("identify", body).await.interaction_code().is_some());
}

#[tokio::test]
async fn a_recovery_that_cannot_be_says_why() {
    let org = staged("").await;
    for (login, wait, status, key) in [
        (STELLA, 0, 403, "idx.reset.password.activating.user"),
        (PAT, 60, 400, "idx.invalid.reset.password.token"),
        ("suspended@example.com", 0, 403, "oie.selfservice.reset.password.not.allowed"),
    ] {
        let token = token(&org, login, "recovery").await;
        org.advance(wait).await;
        let (_, answer) = interact(&org, &[(RECOVERY, &token)]).await;
        let handle = json!({ "interactionHandle": answer["interaction_handle"] });
        let page = crate::helpers::introspect(&org, &handle).await;
        assert_eq!((page.status, page.keys()), (status, vec![key]));
    }
}

#[tokio::test]
async fn a_token_that_never_was_or_opens_something_else_is_refused_at_once() {
    let org = TestOrg::start().await;
    let recovery = token(&org, ADA, "recovery").await;
    for (name, token, description) in [
        (ACTIVATION, "made-up", "The activation token is invalid"),
        (ACTIVATION, recovery.as_str(), "The activation token is invalid"),
        (RECOVERY, "made-up", "The recovery token is invalid"),
    ] {
        let (status, answer) = interact(&org, &[(name, token)]).await;
        assert_eq!((status, &answer["error_description"]), (400, &json!(description)));
    }
    let wanted = json!({ "login": "eve@example.com", "opens": "activation" });
    assert_eq!(org.post("/_local/tokens", &wanted).await.0, 400);
}
