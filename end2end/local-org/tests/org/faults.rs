//! Faults strike where, how often and as asked.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::TestOrg;

const IDENTIFY: &str = "/idp/idx/identify";
const ANSWER: &str = "/idp/idx/challenge/answer";

#[tokio::test]
async fn a_fault_before_the_effect_leaves_the_sign_in_where_it_was() {
    let org = TestOrg::start().await;
    org.fault(json!({ "path": IDENTIFY, "status": 502, "body": "<html>Bad gateway</html>" })).await;
    let mut sign_in = org.begin().await;
    let first_page = sign_in.page.clone();
    let page = sign_in.submit("identify", json!({ "identifier": ADA })).await;
    assert_eq!((page.status, &page.body), (502, &json!("<html>Bad gateway</html>")));
    assert_eq!(page.headers["content-type"], "text/html");
    assert!(org.mails(ADA).await.is_empty());
    sign_in.page = first_page;
    assert_eq!(sign_in.submit("identify", json!({ "identifier": ADA })).await.status, 200);
}

#[tokio::test]
async fn a_fault_after_the_effect_only_loses_the_answer() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    org.fault(json!({ "path": ANSWER, "status": 500, "before": false })).await;
    let code = org.code(ADA).await;
    let page = sign_in.type_code(&code).await;
    assert_eq!((page.status, &page.body["errorCode"]), (500, &json!("E0000009")));
    assert!(sign_in.introspect().await.interaction_code().is_some());
}

#[tokio::test]
async fn a_fault_strikes_as_often_as_asked() {
    let org = TestOrg::start().await;
    org.fault(json!({ "path": "/oauth2/*", "status": 503, "times": 2 })).await;
    let url = org.url("/oauth2/default/v1/keys");
    for status in [503, 503, 200] {
        assert_eq!(org.http.get(&url).send().await.unwrap().status(), status);
    }
}

#[tokio::test]
async fn a_429_carries_rate_headers_by_the_clock_of_the_org() {
    let org = TestOrg::start().await;
    org.advance(1000).await;
    org.fault(json!({ "path": IDENTIFY, "status": 429, "resetAfterSeconds": 7 })).await;
    let mut sign_in = org.begin().await;
    let page = sign_in.submit("identify", json!({ "identifier": ADA })).await.clone();
    assert_eq!((page.status, &page.body["errorCode"]), (429, &json!("E0000047")));
    assert_eq!(page.headers["x-rate-limit-remaining"], "0");
    let reset: i64 = page.headers["x-rate-limit-reset"].to_str().unwrap().parse().unwrap();
    let tokens = org.tokens(&[]).await;
    let now =
        crate::id_tokens::claims(tokens["id_token"].as_str().unwrap())["iat"].as_i64().unwrap();
    assert!((reset - now - 7).abs() <= 3, "{reset} is not 7 s after {now}");
}

#[tokio::test]
async fn headers_and_json_bodies_are_as_asked() {
    let org = TestOrg::start().await;
    let fault = json!({
        "path": "/oauth2/default/v1/keys",
        "body": { "keys": [] },
        "headers": { "x-test": "yes" },
    });
    org.fault(fault).await;
    let response = org.http.get(org.url("/oauth2/default/v1/keys")).send().await.unwrap();
    assert_eq!(response.headers()["x-test"], "yes");
    assert_eq!(response.json::<Value>().await.unwrap(), json!({ "keys": [] }));
}

#[tokio::test]
async fn an_answer_can_be_cut_off() {
    let org = TestOrg::start().await;
    for (before, mails) in [(true, 0), (false, 1)] {
        org.control("/_local/reset", json!({})).await;
        let sign_in = org.begin().await;
        org.fault(json!({ "path": IDENTIFY, "dropAfterBytes": 20, "before": before })).await;
        let body = json!({ "identifier": ADA, "stateHandle": sign_in.page.state_handle() });
        let response = org.http.post(org.url(IDENTIFY)).json(&body).send().await;
        let broken = match response {
            Err(_) => true,
            Ok(response) => response.bytes().await.is_err(),
        };
        assert!(broken, "the connection breaks in the middle");
        assert_eq!(org.mails(ADA).await.len(), mails, "before: {before}");
    }
}

#[tokio::test]
async fn a_late_answer_is_the_right_one() {
    let org = TestOrg::start().await;
    org.fault(json!({ "path": IDENTIFY, "delayMs": 60 })).await;
    let started = std::time::Instant::now();
    let mut sign_in = org.begin().await;
    let page = sign_in.submit("identify", json!({ "identifier": ADA })).await;
    assert_eq!(page.forms()[0], "challenge-authenticator");
    assert!(started.elapsed().as_millis() >= 60);
}

#[tokio::test]
async fn faults_can_be_listed_and_taken_back() {
    let org = TestOrg::start().await;
    org.fault(json!({ "path": IDENTIFY, "status": 500, "times": 9 })).await;
    org.fault(json!({ "idToken": "expired", "times": 3 })).await;
    let listed = org.get("/_local/faults").await;
    assert_eq!(listed["paths"][0]["times"], 9);
    assert_eq!(listed["idTokens"][0], json!({ "idToken": "expired", "times": 3 }));
    let response = org.http.delete(org.url("/_local/faults")).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(org.identified(ADA).await.page.status, 200);
}

#[tokio::test]
async fn a_429_for_one_user_strikes_that_user_alone_with_a_limit_of_one() {
    let org = TestOrg::start().await;
    let mut ada = org.identified(ADA).await;
    let mut pat = org.identified("pat@example.com").await;
    let fault = json!({ "path": "/idp/idx/*", "status": 429, "user": ADA, "times": 2 });
    org.fault(fault).await;
    let code = org.code("pat@example.com").await;
    pat.type_code(&code).await;
    assert!(pat.page.interaction_code().is_some());
    let before = ada.page.clone();
    let page = ada.type_code("000000").await;
    assert_eq!((page.status, &page.body["errorCode"]), (429, &json!("E0000047")));
    assert_eq!(page.headers["x-rate-limit-limit"], "1");
    ada.page = before.clone();
    let mut again = org.begin().await;
    let page = again.submit("identify", json!({ "identifier": ADA })).await;
    assert_eq!(page.status, 429);
    let code = org.code(ADA).await;
    ada.type_code(&code).await;
    assert!(ada.page.interaction_code().is_some());
}

#[tokio::test]
async fn a_429_without_a_user_is_the_limit_of_the_org_unless_another_one_is_named() {
    let org = TestOrg::start().await;
    for (fault, limit) in [
        (json!({ "path": IDENTIFY, "status": 429 }), "600"),
        (json!({ "path": IDENTIFY, "status": 429, "limit": 0 }), "0"),
        (json!({ "path": IDENTIFY, "status": 429, "limit": 20 }), "20"),
    ] {
        org.fault(fault).await;
        let mut sign_in = org.begin().await;
        let page = sign_in.submit("identify", json!({ "identifier": ADA })).await;
        assert_eq!(
            (page.status, &page.headers["x-rate-limit-limit"]),
            (429, &limit.parse().unwrap())
        );
    }
}

#[tokio::test]
async fn a_refusal_after_the_right_code_says_what_it_was_told_to_say_until_it_is_cleared() {
    let org = TestOrg::start().await;
    let link = json!({ "url": "https://help.example", "label": "Help" });
    let message =
        json!({ "key": "any.key", "text": "Not today.", "class": "INFO", "links": [link] });
    org.fault(json!({ "refuse": "proven", "status": 400, "messages": [message] })).await;
    for _ in 0..2 {
        let mut sign_in = org.identified(ADA).await;
        assert_eq!(sign_in.type_code("000000").await.status, 401);
        let code = org.code(ADA).await;
        let page = sign_in.type_code(&code).await;
        assert_eq!((page.status, page.body.get("remediation")), (400, None));
        let said = &page.body["messages"]["value"][0];
        assert_eq!((&said["i18n"]["key"], &said["class"]), (&json!("any.key"), &json!("INFO")));
        assert_eq!(said["links"], json!([link]));
    }
}

#[tokio::test]
async fn a_refusal_after_the_right_code_may_offer_another_way() {
    let org = TestOrg::start().await;
    let message = json!({ "key": "any.key", "text": "Not this way." });
    let refusal = json!({ "refuse": "proven", "messages": [message], "offer": "select" });
    org.fault(refusal).await;
    let mut sign_in = org.identified(ADA).await;
    let code = org.code(ADA).await;
    let page = sign_in.type_code(&code).await;
    assert_eq!(page.status, 403);
    let offered = &page.body["remediation"]["value"][0]["name"];
    assert_eq!(offered, &json!("select-authenticator-authenticate"));
}

#[tokio::test]
async fn a_refusal_at_the_first_answer_meets_everybody_and_one_at_interact_the_app() {
    let org = TestOrg::start().await;
    let message = json!({ "key": "security.access_denied", "text": "No." });
    org.fault(json!({ "refuse": "first-answer", "messages": [message], "times": 1 })).await;
    let (_, begun) = crate::helpers::interact(&org, &[]).await;
    let body = json!({ "interactionHandle": begun["interaction_handle"] });
    let page = crate::helpers::introspect(&org, &body).await;
    assert_eq!((page.status, page.body.get("remediation")), (403, None));
    assert_eq!(org.begin().await.page.status, 200);
    let error = json!({ "refuse": "interact", "error": "unauthorized_client", "errorDescription": "No grant." });
    org.fault(error).await;
    let url = org.url("/oauth2/default/v1/interact");
    let answer = org.http.post(&url).send().await.unwrap();
    assert_eq!(answer.status(), 400);
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body, json!({ "error": "unauthorized_client", "error_description": "No grant." }));
}
