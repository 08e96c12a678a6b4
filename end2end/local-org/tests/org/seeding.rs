//! Users as the control API makes them, and the messages that they get.

use serde_json::Value;
use serde_json::json;

use crate::helpers::TestOrg;

fn grace(more: Value) -> Value {
    let mut user =
        json!({ "login": "grace@example.com", "firstName": "Grace", "lastName": "Hopper" });
    let Value::Object(more) = more else { panic!("an object") };
    more.into_iter().for_each(|(name, value)| user[name] = value);
    user
}

#[tokio::test]
async fn a_user_has_the_listed_authenticators() {
    let org = TestOrg::start().await;
    let listed = json!([
        { "key": "okta_password", "password": "Correct-Horse-9" },
        { "key": "phone_number", "phoneNumber": "+15550100" },
        { "key": "google_otp", "secret": "JBSWY3DPEHPK3PXP" },
        { "key": "security_question", "questionKey": "disliked_food", "answer": "okra" },
    ]);
    let user = org.control("/_local/users", grace(json!({ "authenticators": listed }))).await;
    let expected = ["email", "password", "phone", "google_otp", "security_question"];
    assert_eq!(user["authenticators"], json!(expected));
    assert_eq!(user["passwordState"], "ok");
    let policy = json!({ "policy": { "authentication": [["security_question"]] } });
    org.control("/_local/policy", policy).await;
    let mut sign_in = org.identified("grace@example.com").await;
    let answer = json!({ "questionKey": "disliked_food", "answer": "Okra" });
    let page = sign_in.submit("challenge-authenticator", json!({ "credentials": answer })).await;
    assert!(page.interaction_code().is_some());
}

#[tokio::test]
async fn a_question_of_ones_own_can_be_given() {
    let org = TestOrg::start().await;
    let own = json!({
        "key": "security_question", "questionKey": "custom", "question": "Where?", "answer": "Oslo",
    });
    org.control("/_local/users", grace(json!({ "authenticators": [own] }))).await;
    let policy = json!({ "policy": { "authentication": [["security_question"]] } });
    org.control("/_local/policy", policy).await;
    let page = org.identified("grace@example.com").await.page;
    let shown = &page.form("challenge-authenticator")["value"][0]["form"]["value"][0];
    assert_eq!(shown["label"], "Where?");
}

#[tokio::test]
async fn what_is_wrong_with_an_authenticator_is_said_with_its_place() {
    let org = TestOrg::start().await;
    let password = json!({ "key": "okta_password", "password": "Correct-Horse-9" });
    for (wrong, problem) in [
        (json!({ "phoneNumber": "+15550100" }), "`key` is missing"),
        (json!({ "key": "pigeon" }), "okta_email, okta_password"),
        (json!({ "key": "phone_number" }), "`phoneNumber` is missing"),
        (json!({ "key": "phone_number", "phoneNumber": 7 }), "`phoneNumber` must be a text"),
        (json!({ "key": "phone_number", "phoneNumber": "7" }), "`phoneNumber`: `7` is not"),
        (json!({ "key": "google_otp", "secret": "ABC", "pin": "1" }), "`pin` is not one of secret"),
        (json!({ "key": "security_question", "questionKey": "why", "answer": "so" }), "its key"),
    ] {
        let user = grace(json!({ "authenticators": [password, wrong] }));
        let (status, answer) = org.post("/_local/users", &user).await;
        let error = answer["error"].as_str().unwrap_or_default();
        assert_eq!(status, 400, "{wrong}");
        assert!(error.starts_with("`authenticators[1]`: ") && error.contains(problem), "{error}");
    }
    for (state, problem) in [("stale", "ok, expired"), ("expired", "has no password")] {
        let (status, answer) =
            org.post("/_local/users", &grace(json!({ "passwordState": state }))).await;
        let error = answer["error"].as_str().unwrap_or_default();
        assert_eq!(status, 400, "{state}");
        assert!(error.starts_with("`passwordState`: ") && error.contains(problem), "{error}");
    }
}

#[tokio::test]
async fn a_message_says_its_channel_and_what_it_reads_like() {
    let org = TestOrg::start().await;
    let phone = json!([{ "key": "phone_number", "phoneNumber": "+15550100" }]);
    org.control("/_local/users", grace(json!({ "authenticators": phone }))).await;
    let policy = json!({ "policy": { "authentication": [["email"], ["phone"]] } });
    org.control("/_local/policy", policy).await;
    let mut sign_in = org.identified("grace@example.com").await;
    for (label, method) in [("Email", "email"), ("Phone", "sms"), ("Phone", "voice")] {
        let form = "select-authenticator-authenticate";
        let options = sign_in.page.form(form)["value"][0]["options"].clone();
        let options = options.as_array().cloned().unwrap_or_default();
        let option = options.iter().find(|it| it["label"] == label).cloned().unwrap_or_default();
        let id = &option["value"]["form"]["value"][0]["value"];
        let chosen = json!({ "authenticator": { "id": id, "methodType": method } });
        sign_in.submit(form, chosen).await;
    }
    let messages = org.get("/_local/messages").await;
    let [voice, sms, email] = [0, 1, 2].map(|index| messages[index].clone());
    for message in [&voice, &sms, &email] {
        let members: Vec<&String> =
            message.as_object().map_or(Vec::new(), |it| it.keys().collect());
        let expected = ["channel", "code", "id", "kind", "link", "sentAt", "subject", "text", "to"];
        assert_eq!(members, expected);
        assert_eq!(message["kind"], "sign-in");
    }
    let text = |message: &Value| message["text"].as_str().unwrap_or_default().to_owned();
    let code = |message: &Value| message["code"].as_str().unwrap_or_default().to_owned();
    assert_eq!(text(&sms), format!("Your verification code is {}.", code(&sms)));
    let spoken: String = text(&voice).chars().filter(char::is_ascii_digit).collect();
    assert_eq!(spoken, code(&voice), "each digit is spoken");
    assert!(!text(&voice).contains(&code(&voice)));
    let link = email["link"].as_str().unwrap_or_default();
    assert!(text(&email).contains(&code(&email)) && text(&email).ends_with(link), "{email}");
    let to = org.get("/_local/messages?to=%2B15550100").await;
    assert_eq!(to.as_array().map(Vec::len), Some(2));
}
