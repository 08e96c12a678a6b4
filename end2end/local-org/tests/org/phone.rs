//! Section 4.11: codes by text message and by voice call.

use serde_json::Value;
use serde_json::json;

use crate::helpers::ADA;
use crate::helpers::PASSWORD;
use crate::helpers::SignIn;
use crate::helpers::TestOrg;

const TESS: &str = "tess@example.com";
const NUMBER: &str = "+15555550123";
const NEW_NUMBER: &str = "+15555550188";
const DATA: &str = "authenticator-verification-data";
const ENROLLMENT_DATA: &str = "authenticator-enrollment-data";

/// Tess has typed her password; her phone is next.
async fn at_the_phone(org: &TestOrg) -> SignIn<'_> {
    org.policy("password-and-phone").await;
    let mut sign_in = org.identified(TESS).await;
    let options = &sign_in.page.form("select-authenticator-authenticate")["value"][0]["options"];
    let id = options[0]["value"]["form"]["value"][0]["value"].clone();
    let chosen = json!({ "authenticator": { "id": id } });
    sign_in.submit("select-authenticator-authenticate", chosen).await;
    sign_in.type_code(PASSWORD).await;
    sign_in
}

fn by(sign_in: &SignIn<'_>, form: &str, method: &str) -> Value {
    let id = &sign_in.page.form(form)["value"][0]["form"]["value"][0]["value"];
    json!({ "authenticator": { "id": id, "methodType": method } })
}

#[tokio::test]
async fn the_user_chooses_between_a_text_message_and_a_call_and_types_the_code() {
    for (method, amr) in [("sms", "sms"), ("voice", "tel")] {
        let org = TestOrg::start().await;
        let mut sign_in = at_the_phone(&org).await;
        assert_eq!(sign_in.page.forms()[0], DATA);
        let methods = &sign_in.page.form(DATA)["value"][0]["form"]["value"][1]["options"];
        assert_eq!((&methods[0]["value"], &methods[1]["value"]), (&json!("sms"), &json!("voice")));
        let enrollment = &sign_in.page.body["currentAuthenticatorEnrollment"]["value"];
        assert_eq!(enrollment["profile"]["phoneNumber"], "+1 XXX-XXX-0123");
        assert_eq!(org.get("/_local/messages").await, json!([]), "nothing is sent unasked");

        let wanted = by(&sign_in, DATA, method);
        sign_in.submit(DATA, wanted).await;
        assert_eq!(sign_in.page.forms()[0], "challenge-authenticator");
        let enrollment = &sign_in.page.body["currentAuthenticatorEnrollment"]["value"];
        assert_eq!(enrollment["methods"], json!([{ "type": method }]));
        let (channel, code) = org.phone_code(NUMBER).await;
        assert_eq!(channel, method);
        assert_eq!(org.get("/_local/mail").await, json!([]), "it is no mail");
        assert_eq!(sign_in.type_code("000").await.status, 401);
        let keys = sign_in.page.field_keys("credentials.passcode");
        assert_eq!(keys, ["api.authn.error.PASSCODE_INVALID"]);
        assert!(sign_in.type_code(&code).await.interaction_code().is_some());
        let tokens = sign_in.exchange().await.1;
        let id_token = tokens["id_token"].as_str().unwrap_or_default();
        assert_eq!(crate::id_tokens::claims(id_token)["amr"], json!(["pwd", amr, "mfa"]));
    }
}

#[tokio::test]
async fn the_other_method_can_be_chosen_at_once_and_the_same_one_after_a_while() {
    let org = TestOrg::start().await;
    let mut sign_in = at_the_phone(&org).await;
    let (sms, voice) = (by(&sign_in, DATA, "sms"), by(&sign_in, DATA, "voice"));
    sign_in.submit(DATA, sms.clone()).await;
    let select = "select-authenticator-authenticate";
    let page = sign_in.submit(select, sms).await;
    assert_eq!((page.status, page.keys()), (429, vec!["errors.E0000109"]));
    assert_eq!(sign_in.submit(select, voice).await.status, 200);
    assert_eq!(org.phone_code(NUMBER).await.0, "voice");
    let holder = "currentAuthenticatorEnrollment";
    let page = sign_in.act(holder, "resend").await;
    assert_eq!((page.status, page.keys()), (429, vec!["errors.E0000133"]));
    assert!(page.headers.contains_key("x-rate-limit-reset"));
    org.advance(30).await;
    let first = org.phone_code(NUMBER).await.1;
    assert_eq!(sign_in.act(holder, "resend").await.status, 200);
    assert_eq!(org.phone_code(NUMBER).await.0, "voice", "in the way that was chosen");
    assert_eq!(sign_in.type_code(&first).await.status, 401);
    let second = org.phone_code(NUMBER).await.1;
    assert!(sign_in.type_code(&second).await.interaction_code().is_some());
}

#[tokio::test]
async fn a_phone_is_enrolled_with_its_number_and_can_be_used_from_then_on() {
    let org = TestOrg::start().await;
    org.policy("phone-required").await;
    let mut sign_in = org.verified(ADA).await;
    assert_eq!(sign_in.page.forms(), [ENROLLMENT_DATA]);
    assert_eq!(sign_in.page.body["currentAuthenticator"]["value"]["key"], "phone_number");
    let mut wanted = by(&sign_in, ENROLLMENT_DATA, "sms");
    for wrong in ["", "555 0188", "+1 nobody"] {
        wanted["authenticator"]["phoneNumber"] = wrong.into();
        let page = sign_in.submit(ENROLLMENT_DATA, wanted.clone()).await;
        assert_eq!((page.status, page.forms()), (400, vec![ENROLLMENT_DATA]), "{wrong}");
        let keys = page.field_keys("authenticator.phoneNumber");
        assert_eq!(keys, ["api.factors.error.sms.invalid_phone"]);
    }
    wanted["authenticator"]["phoneNumber"] = "+1 (555) 555-0188".into();
    sign_in.submit(ENROLLMENT_DATA, wanted).await;
    assert_eq!(sign_in.page.forms(), ["enroll-authenticator", "select-authenticator-enroll"]);
    assert_eq!(sign_in.page.body["enrollmentAuthenticator"]["value"]["key"], "phone_number");
    let code = org.phone_code(NEW_NUMBER).await.1;
    assert!(sign_in.type_code(&code).await.interaction_code().is_some());

    org.policy("email-or-phone").await;
    let mut sign_in = org.identified(ADA).await;
    let select = "select-authenticator-authenticate";
    let option = sign_in.page.form(select)["value"][0]["options"][1].clone();
    assert_eq!(option["label"], "Phone");
    let id = option["value"]["form"]["value"][0]["value"].clone();
    let chosen = json!({ "authenticator": { "id": id, "methodType": "sms" } });
    sign_in.submit(select, chosen).await;
    assert_eq!(sign_in.page.forms()[0], "challenge-authenticator", "in one step");
    let code = org.phone_code(NEW_NUMBER).await.1;
    assert!(sign_in.type_code(&code).await.interaction_code().is_some());
}

#[tokio::test]
async fn an_unknown_user_gets_the_same_forms_and_no_message() {
    let org = TestOrg::start().await;
    let wanted = json!({ "name": "email-or-phone", "enumerationPrevention": true });
    org.control("/_local/policy", wanted).await;
    let mut sign_in = org.identified("eve@example.com").await;
    let select = "select-authenticator-authenticate";
    let option = &sign_in.page.form(select)["value"][0]["options"][1];
    let id = option["value"]["form"]["value"][0]["value"].clone();
    let chosen = json!({ "authenticator": { "id": id, "methodType": "voice" } });
    assert_eq!(sign_in.submit(select, chosen).await.forms()[0], "challenge-authenticator");
    let enrollment = &sign_in.page.body["currentAuthenticatorEnrollment"]["value"];
    let number = enrollment["profile"]["phoneNumber"].as_str().unwrap_or_default();
    assert!(number.starts_with("+1 XXX-XXX-"), "{number}");
    assert_eq!(org.get("/_local/messages").await, json!([]));
    assert_eq!(sign_in.type_code("123456").await.status, 401);
}

#[tokio::test]
async fn a_new_phone_can_be_called_instead_of_written_to() {
    let org = TestOrg::start().await;
    org.policy("phone-required").await;
    let mut sign_in = org.verified(ADA).await;
    let mut wanted = by(&sign_in, ENROLLMENT_DATA, "sms");
    wanted["authenticator"]["phoneNumber"] = NEW_NUMBER.into();
    sign_in.submit(ENROLLMENT_DATA, wanted.clone()).await;
    let select = "select-authenticator-enroll";
    wanted["authenticator"]["methodType"] = "voice".into();
    let page = sign_in.submit(select, wanted.clone()).await;
    assert_eq!((page.status, page.forms()[0]), (200, "enroll-authenticator"));
    let (channel, code) = org.phone_code(NEW_NUMBER).await;
    assert_eq!(channel, "voice");
    wanted["authenticator"] = json!({ "id": wanted["authenticator"]["id"], "methodType": "sms" });
    let page = sign_in.submit(select, wanted).await;
    assert_eq!((page.status, page.forms()), (200, vec![ENROLLMENT_DATA]), "for which number?");
    let mut again = by(&sign_in, ENROLLMENT_DATA, "voice");
    again["authenticator"]["phoneNumber"] = NEW_NUMBER.into();
    sign_in.submit(ENROLLMENT_DATA, again).await;
    assert_eq!(sign_in.type_code(&code).await.status, 401, "a newer one was told");
    let (_, code) = org.phone_code(NEW_NUMBER).await;
    assert!(sign_in.type_code(&code).await.interaction_code().is_some());
}

#[tokio::test]
async fn a_number_gets_so_many_messages_and_so_many_calls_an_hour() {
    let org = TestOrg::start().await;
    let policy = json!({ "authentication": [["phone"]], "phone_limit": 2 });
    org.control("/_local/policy", json!({ "policy": policy })).await;
    let mut sign_in = org.identified(TESS).await;
    let (sms, voice) = (by(&sign_in, DATA, "sms"), by(&sign_in, DATA, "voice"));
    sign_in.submit(DATA, sms.clone()).await;
    org.advance(30).await;
    assert_eq!(sign_in.act("currentAuthenticatorEnrollment", "resend").await.status, 200);
    org.advance(30).await;
    let page = sign_in.act("currentAuthenticatorEnrollment", "resend").await;
    assert_eq!((page.status, page.keys()), (429, vec!["errors.E0000150"]));
    assert_eq!(page.forms()[0], "challenge-authenticator", "the last code still works");
    let mut second = org.identified(TESS).await;
    let page = second.submit(DATA, sms.clone()).await;
    assert_eq!((page.status, page.keys(), page.forms()[0]), (429, vec!["errors.E0000150"], DATA));
    assert_eq!(second.submit(DATA, voice.clone()).await.status, 200, "calls are counted apart");
    org.advance(30).await;
    assert_eq!(second.act("currentAuthenticatorEnrollment", "resend").await.status, 200);
    let mut third = org.identified(TESS).await;
    assert_eq!(third.submit(DATA, voice).await.keys(), ["errors.E0000151"]);
    org.advance(3600).await;
    assert_eq!(third.submit(DATA, sms).await.status, 200);
}

#[tokio::test]
async fn a_phone_is_shown_with_its_nickname() {
    let org = TestOrg::start().await;
    let phone = json!({ "key": "phone_number", "phoneNumber": NUMBER, "nickname": "Desk" });
    let user = json!({
        "login": "dora@example.com", "firstName": "Dora", "lastName": "Desk", "authenticators": [phone],
    });
    org.control("/_local/users", user).await;
    let policy = json!({ "policy": { "authentication": [["phone"]] } });
    org.control("/_local/policy", policy).await;
    let page = org.identified("dora@example.com").await.page;
    let enrollment = &page.body["currentAuthenticatorEnrollment"]["value"];
    assert_eq!(enrollment["nickname"], "Desk");
    assert_eq!(enrollment["profile"], json!({ "phoneNumber": "+1 XXX-XXX-0123" }));
}
