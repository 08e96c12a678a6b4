//! What browsers insist on, and what pages of other sites must not get.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use reqwest::Method;
use reqwest::StatusCode;
use serde_json::json;

use crate::helpers::TestOrg;

const PAGE: &str = "http://localhost:3000";

#[tokio::test]
async fn every_okta_path_answers_preflights_of_local_pages() {
    let org = TestOrg::start().await;
    for path in [
        "/oauth2/default/.well-known/openid-configuration",
        "/oauth2/default/v1/interact",
        "/oauth2/default/v1/keys",
        "/oauth2/v1/token",
        "/idp/idx/introspect",
        "/idp/idx/challenge/poll",
    ] {
        let request = org.http.request(Method::OPTIONS, org.url(path));
        let request =
            request.header("origin", PAGE).header("access-control-request-method", "POST");
        let response = request.send().await.unwrap();
        assert!(response.status().is_success());
        let headers = response.headers();
        assert_eq!(headers["access-control-allow-origin"], PAGE);
        assert_eq!(headers["access-control-allow-credentials"], "true");
        let allowed = headers["access-control-allow-headers"].to_str().unwrap();
        for name in
            ["content-type", "x-okta-user-agent-extended", "authorization", "x-device-token"]
        {
            assert!(allowed.contains(name), "{name}");
        }
        assert_eq!(headers["vary"], "Origin");
    }
    let stats = org.get("/_local/stats").await;
    assert_eq!(stats, json!({}), "preflights are not counted");
}

#[tokio::test]
async fn answers_can_be_read_by_local_and_trusted_pages_only() {
    let org = TestOrg::start_with("trusted_origins = ['https://app.example.com']").await;
    let url = org.url("/oauth2/default/v1/keys");
    for (origin, allowed) in [
        (PAGE, true),
        ("http://127.0.0.1:8080", true),
        ("https://app.example.com", true),
        ("https://evil.example.com", false),
        ("http://localhost.evil.example", false),
        ("null", false),
    ] {
        let response = org.http.get(&url).header("origin", origin).send().await.unwrap();
        let answer = response.headers().get("access-control-allow-origin");
        assert_eq!(answer.map(|it| it == origin), allowed.then_some(true), "{origin}");
    }
}

#[tokio::test]
async fn rate_headers_can_be_read_by_scripts_and_no_cookie_is_set() {
    let org = TestOrg::start().await;
    let request = org.http.post(org.url("/idp/idx/introspect")).header("origin", PAGE);
    let response = request.json(&json!({ "interactionHandle": "x" })).send().await.unwrap();
    let exposed = response.headers()["access-control-expose-headers"].to_str().unwrap();
    assert!(exposed.contains("x-rate-limit-reset") && exposed.contains("www-authenticate"));
    assert!(response.headers().get("set-cookie").is_none());
    assert!(response.headers().get("server").is_none());
}

#[tokio::test]
async fn a_name_rebound_to_this_machine_is_refused_everywhere() {
    let org = TestOrg::start().await;
    for path in ["/", "/_local/mail", "/oauth2/default/v1/keys", "/_assets/org.js"] {
        for host in ["evil.example.com", "127.0.0.1.evil.example:4100"] {
            let response = org.http.get(org.url(path)).header("host", host).send().await.unwrap();
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{path} as {host}");
        }
    }
    let response =
        org.http.get(org.url("/")).header("host", "localhost:4100").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_control_api_is_not_for_pages_of_other_origins() {
    let org = TestOrg::start().await;
    let own = org.org.url().to_owned();
    for (origin, status) in
        [(own.as_str(), 200), (PAGE, 403), ("https://evil.example", 403), ("null", 403)]
    {
        let request = org.http.post(org.url("/_local/reset")).header("origin", origin);
        assert_eq!(request.send().await.unwrap().status().as_u16(), status, "{origin}");
        let request = org.http.post(org.url("/policy")).header("origin", origin);
        let refused = request.body("name=email-only").send().await.unwrap().status() == 403;
        assert_eq!(refused, status == 403, "{origin}");
    }
    let request = org.http.get(org.url("/_local/mail")).header("sec-fetch-site", "cross-site");
    assert_eq!(request.send().await.unwrap().status(), 403);
    let link = org.http.get(org.url("/")).header("sec-fetch-site", "cross-site");
    let link = link.header("sec-fetch-mode", "navigate").header("sec-fetch-dest", "document");
    assert_eq!(link.send().await.unwrap().status(), 200, "a link may lead here");
}

#[tokio::test]
async fn a_missing_favicon_is_harmless() {
    let org = TestOrg::start().await;
    let response = org.http.get(org.url("/favicon.ico")).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    let wrong_method = org.http.get(org.url("/idp/idx/identify")).send().await.unwrap();
    assert_eq!(wrong_method.status(), StatusCode::METHOD_NOT_ALLOWED);
}
