//! What is written down about calls.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::TestOrg;
use crate::helpers::interact;

#[tokio::test]
async fn calls_are_kept_with_the_headers_that_tests_ask_about() {
    let org = TestOrg::start().await;
    let request = org
        .http
        .post(org.url("/idp/idx/introspect"))
        .header("x-forwarded-for", "203.0.113.7")
        .header("x-device-token", "device-1")
        .header("user-agent", "A browser");
    request.json(&json!({ "interactionHandle": "x" })).send().await.unwrap();
    let calls = org.get("/_local/calls?path=/idp/idx/introspect").await;
    let call = &calls[0];
    assert_eq!(call["headers"]["x-forwarded-for"], "203.0.113.7");
    assert_eq!(call["headers"]["x-device-token"], "device-1");
    assert_eq!(call["headers"]["user-agent"], "A browser");
    assert_eq!((&call["status"], &call["method"]), (&json!(401), &json!("POST")));
    assert_eq!(call["sent"], r#"{"interactionHandle":"x"}"#);
    assert!(call["at"].as_str().unwrap().ends_with('Z'));
}

#[tokio::test]
async fn calls_of_one_sign_in_belong_together_to_the_very_end() {
    let org = TestOrg::start().await;
    let tokens = org.tokens(&[("scope", "openid offline_access")]).await;
    org.userinfo(tokens["access_token"].as_str().unwrap()).await;
    let refresh = tokens["refresh_token"].as_str().unwrap();
    org.oauth("token", &[("grant_type", "refresh_token"), ("refresh_token", refresh)]).await;
    interact(&org, &[]).await;
    let calls = org.get("/_local/calls").await;
    let calls = calls.as_array().unwrap();
    assert_eq!(calls.len(), 8);
    let first = &calls[0]["transaction"];
    assert!(first.is_string() && calls[..7].iter().all(|call| call["transaction"] == *first));
    assert_ne!(calls[7]["transaction"], *first);
    let mailed: Vec<_> = calls.iter().filter(|call| call["mail"].is_object()).collect();
    assert_eq!(mailed.len(), 1);
    assert_eq!(
        (&mailed[0]["path"], &mailed[0]["mail"]["to"]),
        (&json!("/idp/idx/identify"), &json!(ADA))
    );
    let numbers: Vec<_> = calls.iter().map(|call| call["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
}

#[tokio::test]
async fn memory_of_calls_is_bounded() {
    let org = TestOrg::start().await;
    for _ in 0..3020 {
        org.http.get(org.url("/oauth2/default/v1/keys")).send().await.unwrap();
    }
    let long = org.http.post(org.url("/idp/idx/identify")).body("é".repeat(20_000));
    long.send().await.unwrap();
    let calls = org.get("/_local/calls").await;
    let calls = calls.as_array().unwrap();
    assert_eq!(calls.len(), 3000);
    assert_eq!(calls[2999]["number"], 3021);
    assert!(calls[2999]["sent"].as_str().unwrap().len() < 17_000);
}

#[tokio::test]
async fn only_calls_after_a_number_are_told_to_those_who_know_the_rest() {
    let org = TestOrg::start().await;
    for _ in 0..3 {
        interact(&org, &[]).await;
    }
    let calls = org.get("/_local/calls?after=1&answers=false").await;
    let numbers: Vec<_> =
        calls.as_array().unwrap().iter().map(|call| call["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [2, 3]);
    assert!(calls[0]["answered"].is_null() && calls[0]["sent"].is_string());
}
