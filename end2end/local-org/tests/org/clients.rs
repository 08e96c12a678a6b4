//! Which app is calling, and how it shows who it is.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use serde_json::json;

use crate::helpers::TestOrg;
use crate::helpers::interact;

#[tokio::test]
async fn a_confidential_app_must_show_its_secret() {
    let org = TestOrg::start().await;
    for secret in ["", "wrong", "usher-web-local-secreT"] {
        let (status, body) = interact(&org, &[("client_secret", secret)]).await;
        assert_eq!((status, &body["error"]), (401, &json!("invalid_client")), "{secret}");
    }
    let sign_in = org.signed_in(&[]).await;
    let (status, body) = sign_in.exchange_with(&[("client_secret", "")]).await;
    assert_eq!((status, &body["error"]), (401, &json!("invalid_client")));
    assert_eq!(sign_in.exchange().await.0, 200, "a refused app does not burn the code");
}

#[tokio::test]
async fn a_public_app_shows_none() {
    let org = TestOrg::start().await;
    let public = [("client_id", "usher-spa"), ("client_secret", "")];
    let sign_in = org.signed_in(&public).await;
    assert_eq!(sign_in.exchange_with(&public).await.0, 200);
    let (status, _) = interact(&org, &[("client_id", "usher-spa"), ("client_secret", "x")]).await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn an_unknown_app_is_refused() {
    let org = TestOrg::start().await;
    for id in ["", "somebody"] {
        assert_eq!(interact(&org, &[("client_id", id)]).await.0, 401);
    }
}

#[tokio::test]
async fn a_code_is_worthless_to_another_app() {
    let org = TestOrg::start().await;
    let sign_in = org.signed_in(&[]).await;
    let other = [("client_id", "usher-spa"), ("client_secret", "")];
    let (status, body) = sign_in.exchange_with(&other).await;
    assert_eq!((status, &body["error"]), (400, &json!("invalid_grant")));
}

#[tokio::test]
async fn basic_authentication_works_everywhere_and_may_lack_the_colon() {
    let org = TestOrg::start().await;
    let public = [("client_id", "usher-spa"), ("client_secret", "")];
    let sign_in = org.signed_in(&public).await;
    let (_, tokens) = sign_in.exchange_with(&public).await;
    let token = tokens["access_token"].as_str().unwrap();
    let response = org
        .http
        .post(org.url("/oauth2/default/v1/revoke"))
        .header("authorization", "Basic dXNoZXItc3Bh")
        .form(&[("token", token)])
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(org.userinfo(token).await.status(), 401);
}

#[tokio::test]
async fn nobody_revokes_the_tokens_of_another_app() {
    let org = TestOrg::start().await;
    let tokens = org.tokens(&[]).await;
    let token = tokens["access_token"].as_str().unwrap();
    let form = [("token", token), ("client_id", "usher-spa")];
    let url = org.url("/oauth2/default/v1/revoke");
    org.http.post(url).form(&form).send().await.unwrap();
    assert_eq!(org.userinfo(token).await.status(), 200);
}

#[tokio::test]
async fn the_authorization_server_of_the_org_hands_out_opaque_access_tokens() {
    let org = TestOrg::start().await;
    let sign_in = org.signed_in(&[("base", "/oauth2")]).await;
    let (status, tokens) = sign_in.exchange().await;
    assert_eq!(status, 200);
    assert!(!tokens["access_token"].as_str().unwrap().contains('.'));
    let claims = crate::id_tokens::claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(claims["iss"], org.org.url());
    let url = org.url("/oauth2/v1/userinfo");
    let token = tokens["access_token"].as_str().unwrap();
    let claims: Value =
        org.http.get(url).bearer_auth(token).send().await.unwrap().json().await.unwrap();
    assert_eq!(claims["given_name"], "Ada");
    assert_eq!(org.userinfo(token).await.status(), 401, "the other server does not know it");
}
