//! Handles, lifetimes, and posts that do not fit the step.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::TestOrg;
use crate::helpers::interact;
use crate::helpers::introspect;

#[tokio::test]
async fn introspect_answers_the_current_step_and_not_the_first() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    let handle = sign_in.page.state_handle().to_owned();
    let page = sign_in.introspect().await;
    assert_eq!(page.forms()[0], "challenge-authenticator");
    assert_eq!(page.state_handle(), handle);
    let page = introspect(&org, &json!({ "stateToken": handle })).await;
    assert_eq!(page.forms()[0], "challenge-authenticator");
    assert_eq!(org.mails(ADA).await.len(), 1, "asking sends no mail");
}

#[tokio::test]
async fn introspect_of_a_finished_sign_in_answers_its_success_again() {
    let org = TestOrg::start().await;
    let mut sign_in = org.signed_in(&[]).await;
    let code = sign_in.page.interaction_code().unwrap().to_owned();
    assert_eq!(sign_in.introspect().await.interaction_code(), Some(code.as_str()));
}

#[tokio::test]
async fn an_interaction_handle_opens_nothing_after_an_hour() {
    let org = TestOrg::start().await;
    let (_, body) = interact(&org, &[]).await;
    org.advance(3601).await;
    let handle = json!({ "interactionHandle": body["interaction_handle"] });
    let page = introspect(&org, &handle).await;
    assert_eq!((page.status, page.keys()), (401, vec!["idx.session.expired"]));
    assert_eq!(page.headers["content-type"], "application/json");
}

#[tokio::test]
async fn a_transaction_is_gone_after_two_hours() {
    let org = TestOrg::start().await;
    let mut sign_in = org.identified(ADA).await;
    org.advance(7201).await;
    let page = sign_in.type_code("123456").await;
    assert_eq!((page.status, page.keys()), (401, vec!["idx.session.expired"]));
    assert!(page.forms().is_empty());
    assert!(page.headers["content-type"].to_str().unwrap().starts_with("application/ion+json"));
}

#[tokio::test]
async fn handles_that_nobody_was_given_open_nothing() {
    let org = TestOrg::start().await;
    let sign_in = org.identified(ADA).await;
    let handle = sign_in.page.state_handle();
    let nearly = format!("{}x", &handle[..handle.len() - 1]);
    for handle in ["", "02.", "é".repeat(30).as_str(), nearly.as_str(), &"x".repeat(9000)] {
        let page = introspect(&org, &json!({ "stateToken": handle })).await;
        assert_eq!((page.status, page.keys()), (401, vec!["idx.session.expired"]));
        let (status, _) = org.post("/idp/idx/identify", &json!({ "stateHandle": handle })).await;
        assert_eq!(status, 401);
    }
    let before_introspect = interact(&org, &[]).await.1;
    let handle = before_introspect["interaction_handle"].as_str().unwrap();
    let page = introspect(&org, &json!({ "stateToken": handle })).await;
    assert_eq!(page.status, 401, "an interaction handle is no state handle");
}

#[tokio::test]
async fn a_form_that_the_step_does_not_offer_is_refused_and_the_step_stays() {
    let org = TestOrg::start().await;
    let mut sign_in = org.begin().await;
    let body = json!({ "stateHandle": sign_in.page.state_handle(), "credentials": {} });
    for path in [
        "challenge",
        "challenge/answer",
        "challenge/resend",
        "enroll/new",
        "house-rules",
        "skip",
        "identify/select",
    ] {
        let (status, page) = org.post(&format!("/idp/idx/{path}"), &body).await;
        assert_eq!(status, 400, "{path}");
        assert_eq!(page["remediation"]["value"][0]["name"], "identify", "{path}");
    }
    assert_eq!(sign_in.introspect().await.forms()[0], "identify");
}

#[tokio::test]
async fn bodies_that_are_no_json_objects_are_refused() {
    let org = TestOrg::start().await;
    for path in ["/idp/idx/introspect", "/idp/idx/identify"] {
        for body in ["", "{", "[]", "null", "\u{0}", "\"text\""] {
            let request = org.http.post(org.url(path)).body(body);
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), 400, "{path} {body:?}");
            let error: serde_json::Value = response.json().await.unwrap();
            assert_eq!(error["errorCode"], "E0000003");
        }
    }
    let huge = org.http.post(org.url("/idp/idx/identify")).body("x".repeat(300_000));
    assert_eq!(huge.send().await.unwrap().status(), 413);
}

#[tokio::test]
async fn a_method_type_may_be_there_or_not_and_the_handle_anywhere() {
    let org = TestOrg::start_with("policy = 'email-verification-data'").await;
    for method in [json!({}), json!({ "methodType": "email" })] {
        let sign_in = org.identified(ADA).await;
        let mut authenticator = method;
        authenticator["id"] = sign_in.page.body["authenticators"]["value"][0]["id"].clone();
        let handle = sign_in.page.state_handle();
        let body = format!("{{\"stateHandle\":\"{handle}\",\"authenticator\":{authenticator}}}");
        let request = org.http.post(org.url("/idp/idx/challenge")).body(body);
        assert_eq!(request.send().await.unwrap().status(), 200);
    }
}

#[tokio::test]
async fn two_sign_ins_do_not_disturb_each_other() {
    let org = TestOrg::start().await;
    let mut one = org.identified(ADA).await;
    let code_one = org.code(ADA).await;
    let mut two = org.identified(ADA).await;
    let code_two = org.code(ADA).await;
    if code_one != code_two {
        assert_eq!(one.type_code(&code_two).await.status, 401);
    }
    assert_eq!(one.type_code(&code_one).await.status, 200);
    assert_eq!(two.type_code(&code_two).await.status, 200);
}
