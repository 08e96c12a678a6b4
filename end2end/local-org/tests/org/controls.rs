//! The control API: mail, clock, policy, stats, users, reset, events.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::PAT;
use crate::helpers::TestOrg;

#[tokio::test]
async fn mail_is_listed_newest_first_and_by_address() {
    let org = TestOrg::start().await;
    for username in [ADA, PAT, ADA] {
        org.identified(username).await;
        org.advance(1).await;
    }
    let all = org.get("/_local/mail").await;
    let to: Vec<_> = all.as_array().unwrap().iter().map(|it| it["to"].as_str().unwrap()).collect();
    assert_eq!(to, [ADA, PAT, ADA]);
    let mail = org.mails("ADA@example.com").await[0].clone();
    let members: Vec<&String> = mail.as_object().unwrap().keys().collect();
    assert_eq!(members, ["code", "id", "kind", "link", "sentAt", "subject", "to"]);
    assert!(mail["link"].as_str().unwrap().starts_with(&org.url("/email/verify/usher-web?token=")));
    assert!(mail["sentAt"].as_str() > all[2]["sentAt"].as_str());
    assert!(org.mails("nobody@example.com").await.is_empty());
}

#[tokio::test]
async fn the_clock_moves_the_whole_org() {
    let org = TestOrg::start().await;
    let before = org.get("/_local/clock").await;
    assert_eq!(before["offsetSeconds"], 0);
    let after = org.control("/_local/clock", json!({ "advanceSeconds": 86_400 })).await;
    assert_eq!(after["offsetSeconds"], 86_400);
    assert!(after["now"].as_str() > before["now"].as_str());
    let tokens = org.tokens(&[]).await;
    let issued = crate::id_tokens::claims(tokens["id_token"].as_str().unwrap())["iat"].as_i64();
    org.advance(-86_400).await;
    let tokens = org.tokens(&[]).await;
    let later = crate::id_tokens::claims(tokens["id_token"].as_str().unwrap())["iat"].as_i64();
    assert!(issued.unwrap() - later.unwrap() > 86_000);
}

#[tokio::test]
async fn every_built_in_policy_can_be_put_in_force() {
    let org = TestOrg::start().await;
    let policies = org.get("/_local/policy").await["policies"].as_array().unwrap().clone();
    assert_eq!(policies.len(), 20);
    for policy in &policies {
        let answer = org.control("/_local/policy", json!({ "name": policy["name"] })).await;
        assert_eq!(answer["name"], policy["name"]);
        assert_eq!(org.begin().await.page.forms()[0], "identify");
    }
}

#[tokio::test]
async fn stats_count_each_path() {
    let org = TestOrg::start().await;
    org.tokens(&[]).await;
    org.identified(ADA).await;
    let expected = json!({
        "/oauth2/default/v1/interact": 2,
        "/idp/idx/introspect": 2,
        "/idp/idx/identify": 2,
        "/idp/idx/challenge/answer": 1,
        "/oauth2/default/v1/token": 1,
    });
    assert_eq!(org.get("/_local/stats").await, expected);
}

#[tokio::test]
async fn a_reset_takes_everything_back_to_the_start() {
    let org = TestOrg::start().await;
    let tokens = org.tokens(&[]).await;
    let mut waiting = org.identified(ADA).await;
    org.policy("email-no-link").await;
    org.advance(500).await;
    org.fault(json!({ "path": "/idp/idx/identify", "status": 500 })).await;
    org.control(
        "/_local/users",
        json!({ "login": "x@example.com", "firstName": "X", "lastName": "Y" }),
    )
    .await;
    org.control("/_local/reset", json!({})).await;

    assert_eq!(org.get("/_local/mail").await, json!([]));
    assert_eq!(org.get("/_local/stats").await, json!({}));
    assert_eq!(org.get("/_local/calls").await, json!([]));
    assert_eq!(org.get("/_local/clock").await["offsetSeconds"], 0);
    assert_eq!(org.get("/_local/policy").await["name"], "email-only");
    assert_eq!(org.get("/_local/users").await.as_array().unwrap().len(), 9);
    assert_eq!(
        org.get("/_local/faults").await,
        json!({ "paths": [], "idTokens": [], "refusals": [] })
    );
    assert_eq!(org.userinfo(tokens["access_token"].as_str().unwrap()).await.status(), 401);
    assert_eq!(waiting.introspect().await.keys(), ["idx.session.expired"]);
    assert_eq!(org.identified(ADA).await.page.status, 200);
}

#[tokio::test]
async fn bad_input_is_answered_with_what_is_wrong_with_it() {
    let org = TestOrg::start().await;
    for (path, body, hint) in [
        ("/_local/clock", json!({}), "advanceSeconds"),
        ("/_local/clock", json!({ "advanceSeconds": "soon" }), "invalid type"),
        ("/_local/clock", json!({ "advanceSeconds": i64::MAX }), "ten years"),
        ("/_local/policy", json!({ "name": "none" }), "email-only"),
        ("/_local/policy", json!({ "names": 1 }), "unknown field `names`"),
        ("/_local/faults", json!({}), "`rotateKeys` or `safeMode`"),
        ("/_local/faults", json!({ "path": "idp" }), "must begin with `/`"),
        ("/_local/faults", json!({ "path": "/x", "status": 99 }), "99"),
        ("/_local/faults", json!({ "path": "/x", "times": 0 }), "times"),
        ("/_local/faults", json!({ "path": "/x", "headers": { "a b": "c" } }), "a b"),
        ("/_local/faults", json!({ "path": "/x", "delay": 1 }), "unknown field `delay`"),
        ("/_local/faults", json!({ "idToken": "blue" }), "unknown variant `blue`"),
        ("/_local/faults", json!({ "rotateKeys": false }), "rotateKeys"),
        ("/_local/faults", json!({ "refuse": "later" }), "unknown variant `later`"),
        ("/_local/faults", json!({ "refuse": "interact" }), "`error` is needed"),
        ("/_local/faults", json!({ "refuse": "first-answer", "offer": "form" }), "`offer`"),
        ("/_local/users", json!({ "login": "x", "firstName": "", "lastName": "" }), "email"),
    ] {
        let (status, answer) = org.post(path, &body).await;
        let error = answer["error"].as_str().unwrap_or_default();
        assert_eq!(status, 400, "{path} {body}");
        assert!(error.contains(hint), "{path} {body}: {error}");
    }
}

#[tokio::test]
async fn events_tell_watchers_to_look_again_and_end_with_the_org() {
    let org = TestOrg::start().await;
    let mut events = org.http.get(org.url("/_local/events")).send().await.unwrap();
    assert_eq!(events.headers()["content-type"], "text/event-stream");
    org.policy("email-no-link").await;
    let first = events.chunk().await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&first).starts_with("event: policy\n"));
    org.identified(ADA).await;
    let mut heard = String::new();
    while !heard.contains("event: mail") {
        heard.push_str(&String::from_utf8_lossy(&events.chunk().await.unwrap().unwrap()));
    }
    org.org.stop().await;
    while let Ok(Some(_)) = events.chunk().await {}
}

#[tokio::test]
async fn users_are_listed_with_their_status() {
    let org = TestOrg::start().await;
    let users = org.get("/_local/users").await;
    let of = |login: &str| -> Value {
        users.as_array().unwrap().iter().find(|it| it["login"] == login).unwrap().clone()
    };
    assert_eq!(of(PAT)["authenticators"], json!(["email", "password"]));
    assert_eq!(of(ADA)["authenticators"], json!(["email"]));
    assert_eq!(of("locked@example.com")["status"], "locked");
}

#[tokio::test]
async fn a_marker_stands_in_every_secret_until_the_next_reset() {
    let org = TestOrg::start().await;
    org.control("/_local/canaries", json!({ "marker": "Canary77" })).await;
    let scope = [("scope", "openid offline_access")];
    let sign_in = org.signed_in(&scope).await;
    let tokens = sign_in.exchange().await.1;
    let refresh_token = tokens["refresh_token"].as_str().unwrap();
    let link = org.link(ADA).await;
    let code = sign_in.page.interaction_code().unwrap();
    for secret in
        [&sign_in.interaction_handle, sign_in.page.state_handle(), code, refresh_token, &link]
    {
        assert!(secret.contains("Canary77"), "{secret}");
    }
    for name in ["id_token", "access_token"] {
        let claims = crate::id_tokens::claims(tokens[name].as_str().unwrap());
        assert!(claims["jti"].as_str().unwrap().contains("Canary77"), "{claims}");
    }
    org.control("/_local/reset", json!({})).await;
    assert!(!org.begin().await.interaction_handle.contains("Canary77"));

    for marker in ["Canary", "Canary770123"] {
        org.control("/_local/canaries", json!({ "marker": marker })).await;
    }
    for bad in [json!("Canar"), json!("Canary7701234"), json!("Can-ary"), json!(7), json!(null)] {
        assert_eq!(org.post("/_local/canaries", &json!({ "marker": bad })).await.0, 400);
    }
}
