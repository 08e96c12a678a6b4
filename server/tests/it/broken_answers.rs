//! A working org with damaged responses: usable parts are used, and other users are not affected.

use app::step::Screen;
use app::step::Step;
use serde_json::Value;
use serde_json::json;

use crate::support::Site;

const IDENTIFY: &str = "/idp/idx/identify";
const CHALLENGE: &str = "/idp/idx/challenge";

fn says(step: &Step, text: &str) -> bool {
    step.messages.iter().any(|message| message.text.contains(text))
}

/// Changes the reference of each form in the org's responses about a challenge.
fn reference_as(reference: &str) -> Value {
    let mut replace = serde_json::Map::new();
    for current in ["currentAuthenticatorEnrollment", "currentAuthenticator"] {
        replace.insert(format!("[\"$.{current}\"]"), json!(reference));
    }
    json!({"path": IDENTIFY, "replace": replace, "times": 1})
}

#[tokio::test]
async fn a_reference_that_leads_nowhere_is_ignored_and_the_code_signs_in() {
    let site = Site::start().await;
    for reference in [
        "[\"$\"]",
        "\"$\"",
        "[\"$.remediation.value[0]\"]",
        "[\"$.remediation.value[0].relatesTo[0]\"]",
        "[\"$.nowhere\"]",
        "7",
        "[7]",
        "null",
        "\"\"",
        "{}",
        "[[[[\"$\"]]]]",
    ] {
        let before =
            (site.org.mails("ada@example.com").await.len(), site.org.called(CHALLENGE).await);
        site.org.fault(reference_as(reference)).await;
        let mut browser = site.browser();
        let step = browser.begin("ada@example.com").await;
        assert_eq!(step.screen, Screen::Code, "{reference}: {step:?}");
        assert!(step.messages.is_empty(), "{reference}: {step:?}");
        let after =
            (site.org.mails("ada@example.com").await.len(), site.org.called(CHALLENGE).await);
        assert_eq!(after, (before.0 + 1, before.1), "{reference}: one email, asked for once");
        let code = site.org.newest_mail("ada@example.com").await.code;
        assert_eq!(browser.answer_code(&step, &code).await.go, "/", "{reference}");
    }
}

#[tokio::test]
async fn an_authenticator_that_cannot_be_read_leaves_a_code_to_type_and_sends_no_second_email() {
    let site = Site::start().await;
    let mut replace = serde_json::Map::new();
    for current in ["currentAuthenticatorEnrollment", "currentAuthenticator"] {
        replace.insert(
            format!("\"{current}\":{{"),
            json!(format!("\"{current}\":\"$.{current}\",\"x\":{{")),
        );
    }
    site.org.fault(json!({"path": IDENTIFY, "replace": replace, "times": 1})).await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    let field = step.form.as_ref().unwrap().fields.iter().find(|it| it.name.contains("passcode"));
    assert!(field.is_some(), "{step:?}");
    assert_eq!(site.org.called(CHALLENGE).await, 0);
    assert_eq!(site.org.mails("ada@example.com").await.len(), 1);
    assert_eq!(browser.answer_code(&step, &code).await.go, "/");
}

#[tokio::test]
async fn answers_that_cannot_be_read_are_told_as_such_and_stop_nobody_else() {
    let site = Site::start().await;
    for (path, status, body, content_type) in [
        ("/oauth2/default/v1/interact", 200, "<html>hello</html>", "text/html"),
        ("/oauth2/default/v1/interact", 400, "no", "text/plain"),
        ("/idp/idx/introspect", 200, "{\"version\":", "application/json"),
        ("/idp/idx/introspect", 200, "[[7]]", "application/ion+json"),
        (IDENTIFY, 200, "<html>hello</html>", "text/html"),
        (IDENTIFY, 200, "", "application/ion+json"),
        (IDENTIFY, 200, "{\"version\":\"1.0.0\",\"remediation\":7}", "application/ion+json"),
        (IDENTIFY, 403, "<html>blocked</html>", "text/html"),
    ] {
        site.org
            .fault(json!({"path": path, "status": status, "body": body, "contentType": content_type, "times": 25}))
            .await;
        let mut unlucky = site.browser();
        let mut told = unlucky.begin("ada@example.com").await;
        for _ in 1..25 {
            assert!(says(&told, "a response that we cannot use"), "{path} {body}: {told:?}");
            assert_eq!(told.form.as_ref().unwrap().fields[0].value, "ada@example.com");
            told = unlucky.submit(&told.id, &[("identifier", "ada@example.com")]).await;
        }
        let served = site.browser().begin("pat@example.com").await;
        assert_eq!(served.screen, Screen::Code, "{path} {body}: {served:?}");
        site.org.clear_faults().await;
    }
}

#[tokio::test]
async fn an_unreadable_answer_to_a_code_keeps_the_step() {
    let site = Site::start().await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    for status in [200, 400] {
        site.org
            .fault(json!({"path": "/idp/idx/challenge/answer", "status": status, "body": "<p>", "times": 1}))
            .await;
        let told = browser.answer_code(&step, "000000").await;
        assert_eq!(told.screen, Screen::Code, "{told:?}");
        assert!(says(&told, "a response that we cannot use"), "{told:?}");
    }
}
