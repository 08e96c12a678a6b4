//! Secrets are never printed.

use okta_idx::Answers;
use okta_idx::Caller;
use okta_idx::Class;
use okta_idx::FormRef;
use okta_idx::StartOptions;
use okta_idx::Transaction;
use okta_idx::classify;
use serde_json::json;

use crate::fixtures;
use crate::org::Org;
use crate::org::Scripted;
use crate::tokens;

#[tokio::test]
async fn no_debug_output_contains_a_secret() {
    let org = Org::start().await;
    let client = org.client();
    let mut step = fixtures::email_challenge(&org.url);
    step["currentAuthenticatorEnrollment"]["value"]["contextualData"] =
        json!({ "otp": "otp-canary", "sharedSecret": "ss-canary" });
    let link = format!("{}/sso/idps/1?stateToken=sh-canary", org.url);
    let idp = json!({ "name": "redirect-idp", "href": link, "method": "GET" });
    step["remediation"]["value"].as_array_mut().unwrap().push(idp);
    step["messages"] = fixtures::messages(&[fixtures::message(
        "INFO",
        "idx.unknown.user",
        "no account named canary",
    )]);
    let pending = org.pending(&client, &step).await;
    let answers = Answers::new().with("credentials.passcode", "pass-canary");
    let options =
        StartOptions { activation_token: Some("act-canary".to_owned()), ..StartOptions::default() };
    let mut shown = vec![
        format!("{client:?}"),
        format!("{pending:?} {pending:#?}"),
        format!("{:?}", pending.reply()),
        format!("{:?} {:?}", pending.forms(), pending.actions()),
        format!("{:?}", pending.reply().current_authenticator()),
        format!("{:?}", pending.email_challenge()),
        format!("{answers:?} {options:?}"),
        format!("{:?}", classify(fixtures::success(&org.url).to_string().as_bytes())),
    ];
    org.once("/idp/idx/challenge/answer", Scripted::json(200, &fixtures::success(&org.url)));
    let form = FormRef::named("challenge-authenticator");
    let done = client.submit(&Caller::default(), &pending, &form, answers).await.unwrap();
    shown.push(format!("{done:?}"));
    let Transaction::Completed(done) = done else { panic!("{done:?}") };
    tokens::grant(&org, tokens::claims(&org), |_| ());
    let tokens = client.exchange(&Caller::default(), done).await.unwrap();
    shown.push(format!("{tokens:?} {:?} {:?}", tokens.claims(), tokens.access_token()));

    let state = pending.state().expose();
    for text in shown {
        assert!(!text.contains("canary"), "{text}");
        assert!(!text.contains(state), "{text}");
        assert!(!text.contains("ann@example.test"), "{text}");
    }
}

#[tokio::test]
async fn no_error_text_repeats_what_was_sent_or_received() {
    let org = Org::start().await;
    let client = org.client();
    let echo = "pass-canary sh-canary s3cret-canary";
    for reply in [
        Scripted::json(400, &json!({ "error": echo, "error_description": echo })),
        Scripted::json(400, &json!({ "errorCode": echo, "errorSummary": echo })),
        Scripted::json(500, &json!({ "message": echo })),
        Scripted::text(502, echo),
        Scripted::text(302, "").with("location", "/x?stateToken=sh-canary"),
    ] {
        let mut step = fixtures::email_challenge(&org.url);
        let href = format!("{}/idp/idx/challenge/answer?stateToken=sh-canary", org.url);
        step["remediation"]["value"][0]["href"] = json!(href);
        let pending = org.pending(&client, &step).await;
        org.once("/idp/idx/challenge/answer", reply);
        let answers = Answers::new().with("credentials.passcode", "pass-canary");
        let form = FormRef::named("challenge-authenticator");
        let error = client.submit(&Caller::default(), &pending, &form, answers).await.unwrap_err();
        let mut text = format!("{error:?} {error}");
        let mut source = std::error::Error::source(&error);
        while let Some(inner) = source {
            text = format!("{text} {inner:?} {inner}");
            source = inner.source();
        }
        assert!(!text.contains("canary"), "{text}");
    }
}

#[test]
fn a_message_prints_its_class_and_key_only() {
    let body = fixtures::terminal("security.access_denied").to_string();
    let okta_idx::Classified::Terminal(reply) = classify(body.as_bytes()) else {
        panic!("terminal")
    };
    let message = &reply.messages()[0];
    assert_eq!(message.class, Some(Class::Error));
    let printed = format!("{message:?}");
    assert!(
        printed.contains("security.access_denied") && !printed.contains("Not now."),
        "{printed}"
    );
}
