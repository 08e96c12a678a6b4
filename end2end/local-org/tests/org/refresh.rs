//! Section 4.25: refresh tokens, their rotation, and what happens to old ones.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use serde_json::json;

use crate::helpers::TestOrg;
use crate::id_tokens::claims;

const OFFLINE: [(&str, &str); 1] = [("scope", "openid email offline_access")];

async fn refresh(org: &TestOrg, token: &str) -> (u16, Value) {
    refresh_for(org, token, "").await
}

async fn refresh_for(org: &TestOrg, token: &str, scope: &str) -> (u16, Value) {
    let form = [("grant_type", "refresh_token"), ("refresh_token", token), ("scope", scope)];
    let response = org.oauth("token", &form).await;
    (response.status().as_u16(), response.json().await.unwrap())
}

fn refresh_token(tokens: &Value) -> String {
    tokens["refresh_token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_refresh_gives_new_tokens_for_the_same_sign_in() {
    let org = TestOrg::start().await;
    let first = org.tokens(&OFFLINE).await;
    org.advance(1800).await;
    let (status, second) = refresh(&org, &refresh_token(&first)).await;
    assert_eq!(status, 200);
    assert_ne!(refresh_token(&first), refresh_token(&second));
    let (old, new) =
        (claims(first["id_token"].as_str().unwrap()), claims(second["id_token"].as_str().unwrap()));
    assert_eq!((&old["sub"], &old["auth_time"]), (&new["sub"], &new["auth_time"]));
    assert!(new.get("nonce").is_none() && new["iat"].as_i64() > old["iat"].as_i64());
    assert_eq!(second["scope"], "openid email offline_access");
}

#[tokio::test]
async fn a_replaced_token_works_for_thirty_seconds_more() {
    let org = TestOrg::start().await;
    let first = refresh_token(&org.tokens(&OFFLINE).await);
    let (_, second) = refresh(&org, &first).await;
    org.advance(29).await;
    let (status, again) = refresh(&org, &first).await;
    assert_eq!(status, 200);
    assert_eq!(refresh_token(&again), refresh_token(&second), "the newest one is handed out");
    assert_eq!(refresh(&org, &refresh_token(&second)).await.0, 200);
}

#[tokio::test]
async fn a_replaced_token_that_comes_back_late_ends_everything() {
    let org = TestOrg::start().await;
    let first = refresh_token(&org.tokens(&OFFLINE).await);
    let (_, second) = refresh(&org, &first).await;
    org.advance(31).await;
    let (status, body) = refresh(&org, &first).await;
    let expected = json!({
        "error": "invalid_grant",
        "error_description": "The refresh token is invalid or expired.",
    });
    assert_eq!((status, body), (400, expected));
    assert_eq!(refresh(&org, &refresh_token(&second)).await.0, 400);
    let access = second["access_token"].as_str().unwrap();
    assert_eq!(org.userinfo(access).await.status(), 401);
}

#[tokio::test]
async fn a_confidential_app_must_show_its_secret_to_refresh() {
    let org = TestOrg::start().await;
    let token = refresh_token(&org.tokens(&OFFLINE).await);
    let form =
        [("client_id", "usher-web"), ("grant_type", "refresh_token"), ("refresh_token", &token)];
    let url = org.url("/oauth2/default/v1/token");
    let response = org.http.post(url).form(&form).send().await.unwrap();
    assert_eq!(response.status(), 401);
    assert_eq!(refresh(&org, &token).await.0, 200, "the token is still good");
}

#[tokio::test]
async fn a_refresh_may_ask_for_less_but_not_for_more() {
    let org = TestOrg::start().await;
    let token = refresh_token(&org.tokens(&OFFLINE).await);
    let (status, body) = refresh_for(&org, &token, "openid profile").await;
    assert_eq!((status, &body["error"]), (400, &json!("invalid_scope")));
    let (_, tokens) = refresh_for(&org, &token, "openid").await;
    assert_eq!(tokens["scope"], "openid");
    assert!(claims(tokens["id_token"].as_str().unwrap()).get("email").is_none());
    let (_, tokens) = refresh(&org, &refresh_token(&tokens)).await;
    assert_eq!(tokens["scope"], "openid email offline_access", "the grant itself is not smaller");
}

#[tokio::test]
async fn a_family_does_not_outlive_its_absolute_lifetime() {
    let org = TestOrg::start_with("[lifetimes]\nrefresh_token = 3600").await;
    let token = refresh_token(&org.tokens(&OFFLINE).await);
    org.advance(3000).await;
    let (_, tokens) = refresh(&org, &token).await;
    org.advance(601).await;
    assert_eq!(refresh(&org, &refresh_token(&tokens)).await.0, 400);
}

#[tokio::test]
async fn an_app_may_keep_its_refresh_token() {
    let toml = "[[clients]]\nid = 'usher-web'\nsecret = 'usher-web-local-secret'\n\
                rotate_refresh_tokens = false";
    let org = TestOrg::start_with(toml).await;
    let token = refresh_token(&org.tokens(&OFFLINE).await);
    for _ in 0..3 {
        org.advance(60).await;
        let (status, tokens) = refresh(&org, &token).await;
        assert_eq!((status, refresh_token(&tokens)), (200, token.clone()));
    }
}

#[tokio::test]
async fn a_revoked_family_refreshes_nothing() {
    let org = TestOrg::start().await;
    let token = refresh_token(&org.tokens(&OFFLINE).await);
    org.oauth("revoke", &[("token", &token)]).await;
    assert_eq!(refresh(&org, &token).await.0, 400);
    assert_eq!(refresh(&org, "made-up").await.0, 400);
}
