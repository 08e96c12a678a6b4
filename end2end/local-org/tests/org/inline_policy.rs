//! Policies that the control API gives, without a name.

use serde_json::Value;
use serde_json::json;

use crate::helpers::PASSWORD;
use crate::helpers::PAT;
use crate::helpers::TestOrg;

#[tokio::test]
async fn an_unnamed_policy_is_in_force_at_once_and_until_another_one_is() {
    let org = TestOrg::start().await;
    let policy =
        json!({ "first_page": ["identifier", "password"], "authentication": [["password"]] });
    let answer = org.control("/_local/policy", json!({ "policy": policy })).await;
    assert_eq!((&answer["name"], &answer["policy"]), (&Value::Null, &policy));
    let mut sign_in = org.begin().await;
    org.policy("email-only").await;
    let answer = org.get("/_local/policy").await;
    assert_eq!((&answer["name"], &answer["policy"]), (&json!("email-only"), &Value::Null));
    let body = json!({ "identifier": PAT, "credentials": { "passcode": PASSWORD } });
    let page = sign_in.submit("identify", body).await;
    assert_eq!(page.forms()[0], "challenge-authenticator", "no user was identified under it");
}

#[tokio::test]
async fn a_sign_in_keeps_the_unnamed_policy_that_it_began_with() {
    let org = TestOrg::start().await;
    let policy = json!({ "authentication": [["password"]], "offers": [] });
    org.control("/_local/policy", json!({ "policy": policy })).await;
    let mut sign_in = org.identified(PAT).await;
    org.control("/_local/policy", json!({ "policy": { "magic_link": false } })).await;
    assert!(sign_in.type_code(PASSWORD).await.interaction_code().is_some());
    let next = org.identified(PAT).await.page;
    assert!(next.body["currentAuthenticatorEnrollment"]["value"].get("poll").is_none());
}

#[tokio::test]
async fn what_is_wrong_with_a_policy_is_said_with_its_place() {
    let org = TestOrg::start().await;
    for (policy, place, problem) in [
        (json!({ "authentication": [["pigeon"]] }), "policy.authentication", "email, password"),
        (json!({ "authentication": [[]] }), "policy.authentication", "needs an entry"),
        (json!({ "first_page": ["email"] }), "policy.first_page", "first page"),
        (json!({ "first_page": ["password"] }), "policy.first_page", "`identifier`"),
        (json!({ "colour": "blue" }), "policy.colour", "unknown field"),
        (json!({ "password": { "min": 1 } }), "policy.password", "unknown field `min`"),
        (json!([]), "`policy`", "an object"),
    ] {
        let (status, answer) = org.post("/_local/policy", &json!({ "policy": policy })).await;
        let error = answer["error"].as_str().unwrap_or_default();
        assert_eq!(status, 400, "{policy}");
        assert!(error.contains(place) && error.contains(problem), "{policy}: {error}");
    }
    let both = json!({ "name": "email-only", "policy": {} });
    assert_eq!(org.post("/_local/policy", &both).await.0, 400);
    assert_eq!(org.post("/_local/policy", &json!({ "enumerationPrevention": true })).await.0, 400);
}
