//! Section 4.7 and people who may not sign in; 4.18: unlocking.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::TestOrg;

#[tokio::test]
async fn an_unknown_username_is_asked_for_again() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified("nobody@example.com").await;
    assert_eq!(sign_in.page.status, 200);
    assert_eq!(sign_in.page.keys(), ["idx.unknown.user"]);
    assert_eq!(sign_in.page.body["messages"]["value"][0]["class"], "INFO");
    sign_in.submit("identify", json!({ "identifier": ADA })).await;
    assert_eq!(sign_in.page.forms()[0], "challenge-authenticator");
}

#[tokio::test]
async fn an_empty_username_is_asked_for_again() {
    let org = TestOrg::start().await;
    for body in [json!({ "identifier": "  " }), json!({ "identifier": 7 }), json!({})] {
        let mut sign_in = org.begin().await;
        let page = sign_in.submit("identify", body).await;
        assert_eq!(page.status, 400);
        assert_eq!(page.field_keys("identifier"), ["error.username.required"]);
    }
}

#[tokio::test]
async fn an_overlong_username_is_nobody_and_is_not_repeated_in_full() {
    let org = TestOrg::start().await;
    let sign_in = org.identified(&"x".repeat(100_000)).await;
    assert_eq!(sign_in.page.keys(), ["idx.unknown.user"]);
    assert!(sign_in.page.body.to_string().len() < 10_000);
}

#[tokio::test]
async fn with_enumeration_prevention_a_stranger_looks_like_a_member() {
    let org = TestOrg::start_with("enumeration_prevention = true").await;
    let member = org.identified(ADA).await;
    let mut stranger = org.identified("eve@example.com").await;
    assert_eq!(stranger.page.status, member.page.status);
    assert_eq!(shape(&stranger.page.body), shape(&member.page.body));
    assert!(org.mails("eve@example.com").await.is_empty());
    for code in ["000000", "", "123456"] {
        let page = stranger.type_code(code).await;
        assert_eq!(page.status, 401);
        assert_eq!(page.field_keys("credentials.passcode"), ["api.authn.error.PASSCODE_INVALID"]);
    }
}

#[tokio::test]
async fn enumeration_prevention_can_be_switched_with_the_policy() {
    let org = TestOrg::start().await;
    let wanted = json!({ "name": "email-only", "enumerationPrevention": true });
    org.control("/_local/policy", wanted).await;
    assert_eq!(org.identified("eve@example.com").await.page.forms()[0], "challenge-authenticator");
}

#[tokio::test]
async fn a_locked_account_may_try_another_username() {
    let org = TestOrg::start().await;
    let sign_in = org.identified("locked@example.com").await;
    assert_eq!((sign_in.page.status, sign_in.page.keys()), (403, vec!["errors.E0000119"]));
    assert_eq!(sign_in.page.forms()[0], "identify");
}

#[tokio::test]
async fn a_suspended_account_ends_the_sign_in() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified("suspended@example.com").await;
    assert_eq!((sign_in.page.status, sign_in.page.keys()), (403, vec!["security.access_denied"]));
    assert!(sign_in.page.forms().is_empty());
    let page = sign_in.introspect().await;
    assert_eq!((page.status, page.keys()), (403, vec!["security.access_denied"]));
    assert_eq!(page.headers["content-type"], "application/json");
}

#[tokio::test]
async fn an_unassigned_account_may_try_another_username() {
    let org = TestOrg::start().await;
    let page = org.identified("unassigned@example.com").await.page;
    assert_eq!((page.status, page.keys()), (400, vec!["idx.error.user.not.assigned.to.app"]));
    assert_eq!(page.forms()[0], "identify");
}

#[tokio::test]
async fn a_locked_account_is_unlocked_by_mail() {
    let org = TestOrg::start().await;
    let mut sign_in = org.begin().await;
    sign_in.submit("unlock-account", json!({})).await;
    let id = sign_in.page.body["authenticators"]["value"][0]["id"].clone();
    let wanted = json!({ "identifier": "locked@example.com", "authenticator": { "id": id } });
    sign_in.submit("select-authenticator-unlock-account", wanted).await;
    let code = org.code("locked@example.com").await;
    let page = sign_in.type_code(&code).await;
    assert_eq!(page.keys(), ["oie.selfservice.unlock_user.success.message"]);
    let again = org.identified("locked@example.com").await;
    assert_eq!(again.page.forms()[0], "challenge-authenticator");
}

/// The page with every value replaced by its kind.
fn shape(value: &serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(members) => {
            members.iter().map(|(name, member)| (name.clone(), shape(member))).collect()
        }
        Value::Array(items) => items.iter().map(shape).collect(),
        Value::String(_) => "text".into(),
        other => other.clone(),
    }
}

#[tokio::test]
async fn somebody_added_by_the_control_api_can_sign_in_until_they_are_suspended() {
    let org = TestOrg::start().await;
    let mut grace = json!({ "login": "grace@example.com", "firstName": "Grace", "lastName": "H" });
    org.control("/_local/users", grace.clone()).await;
    let mut sign_in = org.identified("grace@example.com").await;
    sign_in.type_code(&org.code("grace@example.com").await).await;
    let (_, tokens) = sign_in.exchange().await;
    let token = tokens["access_token"].as_str().unwrap();
    assert_eq!(org.userinfo(token).await.status(), 200);
    grace["status"] = "suspended".into();
    org.control("/_local/users", grace).await;
    assert_eq!(org.userinfo(token).await.status(), 401);
}
