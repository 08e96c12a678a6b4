//! Starting and stopping, and orgs unlike the built-in one.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use local_org::ServeError;
use local_org::Settings;
use tokio::net::TcpListener;

use crate::helpers::TestOrg;

#[tokio::test]
async fn only_loopback_addresses_are_served() {
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let error = local_org::serve(listener, Settings::default(), None).await.unwrap_err();
    assert!(matches!(error, ServeError::NotLoopback(_)));
    assert!(error.to_string().contains("not loopback"));
}

#[tokio::test]
async fn settings_made_in_code_are_checked_like_those_from_a_file() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = Settings { policies: Vec::new(), ..Settings::default() };
    let error = local_org::serve(listener, settings, None).await.unwrap_err();
    assert!(matches!(error, ServeError::Settings(_)));
}

#[tokio::test]
async fn a_stopped_org_frees_its_port() {
    let org = TestOrg::start().await;
    let address = org.org.url().strip_prefix("http://").unwrap().to_owned();
    org.org.stop().await;
    TcpListener::bind(&address).await.unwrap();
}

#[tokio::test]
async fn a_request_that_never_ends_does_not_keep_the_org_from_stopping() {
    let org = TestOrg::start().await;
    org.fault(serde_json::json!({ "path": "/idp/*", "status": 500, "delayMs": 600_000 })).await;
    let request = org.http.post(org.url("/idp/idx/identify")).body("{}");
    let waiting = tokio::spawn(request.send());
    while org.get("/_local/stats").await.as_object().unwrap().is_empty() {}
    org.org.stop().await;
    waiting.abort();
}

#[tokio::test]
async fn an_org_can_have_its_own_people_apps_and_servers() {
    let toml = r#"
name = "Harbour"
authorization_servers = ["staff"]
scopes = ["boats"]

[[clients]]
id = "dinghy"
secret = "oars"
label = "Dinghy"
redirect_uris = ["https://dinghy.example/cb"]

[[users]]
login = "sam@harbour.example"
first_name = "Sam"
last_name = "Salt"
"#;
    let org = TestOrg::start_with(toml).await;
    assert!(org.org.issuer().ends_with("/oauth2/staff"));
    let extra = [
        ("base", "/oauth2/staff"),
        ("client_id", "dinghy"),
        ("client_secret", "oars"),
        ("redirect_uri", "https://dinghy.example/cb"),
        ("scope", "openid boats"),
    ];
    let mut sign_in = crate::helpers::SignIn::begin(&org, &extra).await;
    let body = serde_json::json!({ "identifier": "sam@harbour.example" });
    sign_in.submit("identify", body).await;
    assert_eq!(sign_in.page.body["app"]["value"]["label"], "Dinghy");
    sign_in.type_code(&org.code("sam@harbour.example").await).await;
    let (status, tokens) = sign_in.exchange_with(&extra[1..4]).await;
    assert_eq!((status, tokens["scope"].as_str()), (200, Some("openid boats")));
}

#[tokio::test]
async fn a_seeded_org_draws_the_same_codes_again() {
    let mut codes = Vec::new();
    for _ in 0..2 {
        let org = TestOrg::start_with("seed = 7").await;
        org.identified(crate::helpers::ADA).await;
        codes.push(org.code(crate::helpers::ADA).await);
    }
    assert_eq!(codes[0], codes[1]);
}

#[test]
fn the_settings_in_the_readme_can_be_used() {
    let (_, rest) = include_str!("../../README.md").split_once("```toml\n").unwrap();
    let (toml, _) = rest.split_once("```").unwrap();
    let settings = Settings::from_toml(toml).unwrap();
    assert_eq!(settings.seed, Some(7));
    let built_in = Settings::default();
    assert_eq!(format!("{:?}", settings.lifetimes), format!("{:?}", built_in.lifetimes));
    assert_eq!(settings.policy, built_in.policy);
}
