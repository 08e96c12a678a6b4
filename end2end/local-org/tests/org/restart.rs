//! What the state file keeps.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::json;
use tokio::net::TcpListener;

use crate::helpers::ADA;
use crate::helpers::TestOrg;
use crate::id_tokens::claims;

#[tokio::test]
async fn a_sign_in_goes_on_over_a_restart_between_any_two_steps() {
    let folder = tempfile::tempdir().unwrap();
    let file = Some(folder.path().join("deep/org.json"));
    let start = || TestOrg::keeping("", file.clone());

    let org = start().await;
    let (_, body) = crate::helpers::interact(&org, &[("scope", "openid offline_access")]).await;
    let interaction = json!({ "interactionHandle": body["interaction_handle"] });
    drop(org);
    let org = start().await;
    let page = crate::helpers::introspect(&org, &interaction).await;
    let handle = page.state_handle().to_owned();
    drop(org);
    let org = start().await;
    let body = json!({ "identifier": ADA, "stateHandle": handle });
    assert_eq!(org.post("/idp/idx/identify", &body).await.0, 200);
    drop(org);
    let org = start().await;
    org.advance(100).await;
    let body = json!({ "stateHandle": handle, "credentials": { "passcode": org.code(ADA).await } });
    assert_eq!(org.post("/idp/idx/challenge/answer", &body).await.0, 200);
    drop(org);
    let org = start().await;
    assert_eq!(org.get("/_local/clock").await["offsetSeconds"], 100);
    let page = crate::helpers::introspect(&org, &interaction).await;
    let code = page.interaction_code().unwrap().to_owned();
    let form = [
        ("grant_type", "interaction_code"),
        ("interaction_code", code.as_str()),
        ("code_verifier", "a-verifier-of-at-least-forty-three-characters-0"),
    ];
    let tokens: serde_json::Value = org.oauth("token", &form).await.json().await.unwrap();
    assert_eq!(claims(tokens["id_token"].as_str().unwrap())["iss"], org.org.issuer());
    let keys = org.get("/oauth2/default/v1/keys").await;
    drop(org);
    let org = start().await;
    assert_eq!(org.get("/oauth2/default/v1/keys").await, keys, "the keys stay");
    let token = tokens["access_token"].as_str().unwrap();
    assert_eq!(org.userinfo(token).await.status(), 200);
    assert_eq!(org.get("/_local/stats").await["/idp/idx/introspect"], 2);
}

#[tokio::test]
async fn without_a_state_file_nothing_is_kept() {
    let org = TestOrg::start().await;
    org.identified(ADA).await;
    drop(org);
    assert!(TestOrg::start().await.mails(ADA).await.is_empty());
}

#[tokio::test]
async fn a_damaged_file_is_set_aside_and_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("org.json");
    for damaged in ["", "{", r#"{"version":1,"state":{}}"#, r#"{"version":99,"state":{}}"#] {
        std::fs::write(&file, damaged).unwrap();
        let org = TestOrg::keeping("", Some(file.clone())).await;
        assert_eq!(org.identified(ADA).await.page.status, 200);
        let aside = std::fs::read_to_string(folder.path().join("org.unreadable")).unwrap();
        assert_eq!(aside, damaged);
        assert!(std::fs::read_to_string(&file).unwrap().len() > 1000);
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = local_org::Settings::default();
    let error = local_org::serve(listener, settings, Some(folder.path().to_owned())).await;
    assert!(error.unwrap_err().to_string().contains("state file"));
}

#[tokio::test]
async fn a_kept_policy_that_the_settings_no_longer_have_gives_way() {
    let folder = tempfile::tempdir().unwrap();
    let file = Some(folder.path().join("org.json"));
    let org = TestOrg::keeping("", file.clone()).await;
    org.policy("email-no-link").await;
    drop(org);
    let org = TestOrg::keeping("policy = 'own'\n[[policies]]\nname = 'own'", file).await;
    assert_eq!(org.get("/_local/policy").await["name"], "own");
    assert_eq!(org.identified(ADA).await.page.status, 200);
}

#[tokio::test]
async fn a_second_org_on_the_same_file_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("org.json");
    let first = TestOrg::keeping("", Some(file.clone())).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = local_org::Settings::default();
    let error = local_org::serve(listener, settings, Some(file.clone())).await.unwrap_err();
    let told = format!("{error}: {}", std::error::Error::source(&error).unwrap());
    assert!(told.contains("org.json") && told.contains("another org holds it"), "{told}");
    drop(first);
    TestOrg::keeping("", Some(file)).await;
}
