//! Discovery, interact, the exchange, userinfo, introspect, revoke, logout.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::CALLBACK;
use crate::helpers::TestOrg;
use crate::helpers::interact;

#[tokio::test]
async fn discovery_names_the_issuer_character_by_character() {
    let org = TestOrg::start().await;
    let custom = org.get("/oauth2/default/.well-known/openid-configuration").await;
    assert_eq!(custom["issuer"], org.org.issuer());
    assert_eq!(custom["code_challenge_methods_supported"], json!(["S256"]));
    assert_eq!(custom["jwks_uri"], format!("{}/v1/keys", org.org.issuer()));
    let own = org.get("/.well-known/openid-configuration").await;
    assert_eq!(own["issuer"], org.org.url());
    assert_eq!(own["token_endpoint"], format!("{}/oauth2/v1/token", org.org.url()));
    assert_eq!(org.get("/.well-known/oauth-authorization-server").await, own);
    for path in ["/oauth2/other/.well-known/openid-configuration", "/oauth2/other/v1/keys"] {
        assert_eq!(org.http.get(org.url(path)).send().await.unwrap().status(), 404);
    }
}

#[tokio::test]
async fn a_published_key_has_what_verifiers_need() {
    let org = TestOrg::start().await;
    let keys = org.get("/oauth2/default/v1/keys").await;
    let key = &keys["keys"][0];
    assert_eq!(
        (&key["kty"], &key["alg"], &key["e"]),
        (&json!("RSA"), &json!("RS256"), &json!("AQAB"))
    );
    assert!(key["kid"].is_string() && key["n"].as_str().unwrap().len() > 340);
    assert_eq!(org.get("/oauth2/v1/keys").await, keys);
}

#[tokio::test]
async fn interact_refuses_what_is_missing_or_wrong() {
    let org = TestOrg::start().await;
    for (parameter, value, error) in [
        ("redirect_uri", "", "invalid_request"),
        ("redirect_uri", "https://example.com/login/callback", "invalid_request"),
        ("redirect_uri", "javascript:alert(1)", "invalid_request"),
        ("scope", "", "invalid_request"),
        ("scope", "openid everything", "invalid_scope"),
        ("code_challenge", "", "invalid_request"),
        ("code_challenge", "too-short", "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("state", "", "invalid_request"),
        ("recovery_token", "made-up", "invalid_request"),
        ("activation_token", "made-up", "invalid_request"),
    ] {
        let (status, body) = interact(&org, &[(parameter, value)]).await;
        assert_eq!((status, &body["error"]), (400, &json!(error)), "{parameter}={value}");
    }
}

#[tokio::test]
async fn an_interaction_code_works_once() {
    let org = TestOrg::start().await;
    let sign_in = org.signed_in(&[]).await;
    assert_eq!(sign_in.exchange().await.0, 200);
    let (status, body) = sign_in.exchange().await;
    assert_eq!((status, &body["error"]), (400, &json!("invalid_grant")));
}

#[tokio::test]
async fn an_interaction_code_lives_for_a_minute() {
    let org = TestOrg::start().await;
    let sign_in = org.signed_in(&[]).await;
    org.advance(61).await;
    assert_eq!(sign_in.exchange().await.0, 400);
}

#[tokio::test]
async fn a_wrong_verifier_burns_the_code() {
    let org = TestOrg::start().await;
    let sign_in = org.signed_in(&[]).await;
    let wrong = "another-verifier-of-forty-three-characters-000";
    let (status, body) = sign_in.exchange_with(&[("code_verifier", wrong)]).await;
    let expected =
        json!({ "error": "invalid_grant", "error_description": "PKCE verification failed." });
    assert_eq!((status, body), (400, expected));
    assert_eq!(sign_in.exchange().await.0, 400, "the code is burnt");
}

#[tokio::test]
async fn the_redirect_uri_may_be_left_out_but_not_be_another() {
    let org = TestOrg::start().await;
    let sign_in = org.signed_in(&[]).await;
    assert_eq!(sign_in.exchange_with(&[("redirect_uri", "")]).await.0, 200);
    let sign_in = org.signed_in(&[]).await;
    let other = [("redirect_uri", "http://127.0.0.1:3000/other")];
    assert_eq!(sign_in.exchange_with(&other).await.0, 400);
}

#[tokio::test]
async fn parameters_may_stand_in_the_query() {
    let org = TestOrg::start().await;
    let sign_in = org.signed_in(&[]).await;
    let code = sign_in.page.interaction_code().unwrap();
    let verifier = "a-verifier-of-at-least-forty-three-characters-0";
    let query = [
        ("grant_type", "interaction_code"),
        ("interaction_code", code),
        ("client_id", "usher-web"),
        ("client_secret", "usher-web-local-secret"),
        ("code_verifier", verifier),
    ];
    let url = org.url("/oauth2/default/v1/token");
    let response = org.http.post(url).query(&query).send().await.unwrap();
    assert_eq!(response.status(), 200);
}

#[tokio::test]
async fn only_the_two_grants_of_this_flow_are_served() {
    let org = TestOrg::start().await;
    for (grant, error) in
        [("authorization_code", "unsupported_grant_type"), ("", "invalid_request")]
    {
        let response = org.oauth("token", &[("grant_type", grant)]).await;
        assert_eq!(response.status(), 400);
        assert_eq!(response.json::<Value>().await.unwrap()["error"], error);
    }
    let authorize = org.http.get(org.url("/oauth2/default/v1/authorize")).send().await.unwrap();
    assert_eq!(authorize.status(), 404);
    assert_eq!(authorize.json::<Value>().await.unwrap()["errorCode"], "E0000007");
}

#[tokio::test]
async fn without_openid_there_is_no_id_token() {
    let org = TestOrg::start().await;
    let tokens = org.tokens(&[("scope", "profile")]).await;
    assert!(tokens.get("id_token").is_none() && tokens["access_token"].is_string());
}

#[tokio::test]
async fn userinfo_says_what_the_scopes_allow() {
    let org = TestOrg::start().await;
    let tokens = org.tokens(&[("scope", "openid email")]).await;
    let response = org.userinfo(tokens["access_token"].as_str().unwrap()).await;
    let claims: Value = response.json().await.unwrap();
    assert_eq!(claims["email"], ADA);
    assert!(claims["sub"].as_str().unwrap().starts_with("00u") && claims.get("name").is_none());
}

#[tokio::test]
async fn userinfo_challenges_those_without_a_good_token() {
    let org = TestOrg::start().await;
    let tokens = org.tokens(&[]).await;
    org.advance(3601).await;
    for token in [tokens["access_token"].as_str().unwrap(), "made-up", ""] {
        let response = org.userinfo(token).await;
        assert_eq!(response.status(), 401);
        let challenge = response.headers()["www-authenticate"].to_str().unwrap();
        assert!(challenge.starts_with("Bearer error=\"invalid_token\", error_description=\""));
    }
}

#[tokio::test]
async fn a_revoked_token_is_worth_nothing_and_the_answer_is_empty() {
    let org = TestOrg::start().await;
    let tokens = org.tokens(&[("scope", "openid offline_access")]).await;
    let (access, refresh) =
        (tokens["access_token"].as_str().unwrap(), tokens["refresh_token"].as_str().unwrap());
    for (hint, token) in [("access_token", access), ("refresh_token", refresh), ("", "unknown")] {
        let response = org.oauth("revoke", &[("token_type_hint", hint), ("token", token)]).await;
        assert_eq!(response.status(), 200);
        assert!(response.headers().get("content-type").is_none());
        assert_eq!(response.text().await.unwrap(), "");
        let introspected: Value =
            org.oauth("introspect", &[("token", token)]).await.json().await.unwrap();
        assert_eq!(introspected, json!({ "active": false }));
    }
}

#[tokio::test]
async fn introspection_tells_what_a_token_is_worth() {
    let org = TestOrg::start().await;
    let tokens = org.tokens(&[]).await;
    let token = tokens["access_token"].as_str().unwrap();
    let response = org.oauth("introspect", &[("token", token)]).await;
    let claims: Value = response.json().await.unwrap();
    assert_eq!((&claims["active"], &claims["username"]), (&json!(true), &json!(ADA)));
    assert_eq!(claims["scope"], "openid profile email");
}

#[tokio::test]
async fn logout_leads_back_to_the_app_and_nowhere_else() {
    let org = TestOrg::start().await;
    let tokens = org.tokens(&[]).await;
    let hint = tokens["id_token"].as_str().unwrap();
    let logout = |hint: &str, target: &str| {
        let query = [("id_token_hint", hint), ("post_logout_redirect_uri", target), ("state", "z")];
        org.http.get(org.url("/oauth2/default/v1/logout")).query(&query).send()
    };
    org.advance(7200).await;
    let response = logout(hint, "http://127.0.0.1:3000/").await.unwrap();
    assert_eq!(response.status(), 302);
    assert_eq!(response.headers()["location"], "http://127.0.0.1:3000/?state=z");
    for (hint, target) in [
        (hint, "https://example.com/"),
        (hint, "//example.com"),
        ("made.up.token", CALLBACK),
        ("", CALLBACK),
    ] {
        let response = logout(hint, target).await.unwrap();
        assert_eq!(response.status(), 400, "{target}");
        assert!(response.headers().get("location").is_none());
    }
}
