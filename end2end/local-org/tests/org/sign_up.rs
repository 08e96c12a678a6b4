//! Section 4.16: becoming a member.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use serde_json::json;

use crate::helpers::SignIn;
use crate::helpers::TestOrg;

const NEW: &str = "new@example.com";

async fn signing_up(org: &TestOrg) -> SignIn<'_> {
    let mut sign_in = org.begin().await;
    sign_in.submit("select-enroll-profile", json!({})).await;
    assert_eq!(sign_in.page.forms(), ["enroll-profile", "select-identify"]);
    sign_in
}

fn profile(email: &str) -> Value {
    json!({ "userProfile": { "firstName": "New", "lastName": "One", "email": email } })
}

#[tokio::test]
async fn a_newcomer_is_a_member_once_the_mail_is_answered() {
    let org = TestOrg::start().await;
    let mut sign_in = signing_up(&org).await;
    sign_in.submit("enroll-profile", profile(NEW)).await;
    assert_eq!(sign_in.page.forms(), ["enroll-authenticator"]);
    assert_eq!(sign_in.page.body["enrollmentAuthenticator"]["value"]["key"], "okta_email");
    assert_eq!(org.mails(NEW).await[0]["kind"], "sign-up");
    assert_eq!(org.identified(NEW).await.page.keys(), ["idx.unknown.user"], "not a member yet");

    assert_eq!(sign_in.type_code("000").await.status, 401);
    sign_in.type_code(&org.code(NEW).await).await;
    let (status, tokens) = sign_in.exchange().await;
    assert_eq!(status, 200);
    let claims = crate::id_tokens::claims(tokens["id_token"].as_str().unwrap());
    assert_eq!((&claims["name"], &claims["email"]), (&json!("New One"), &json!(NEW)));
    assert_eq!(org.identified(NEW).await.page.forms()[0], "challenge-authenticator");
}

#[tokio::test]
async fn the_sign_up_mail_can_be_asked_for_again_and_polled() {
    let org = TestOrg::start().await;
    let mut sign_in = signing_up(&org).await;
    sign_in.submit("enroll-profile", profile(NEW)).await;
    assert_eq!(sign_in.act("currentAuthenticator", "poll").await.status, 200);
    assert_eq!(sign_in.act("currentAuthenticator", "resend").await.status, 429);
    org.advance(31).await;
    assert_eq!(sign_in.act("currentAuthenticator", "resend").await.status, 200);
    assert_eq!(org.mails(NEW).await.len(), 2);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_each_field_and_can_be_put_right() {
    let org = TestOrg::start().await;
    let mut sign_in = signing_up(&org).await;
    let bad =
        json!({ "userProfile": { "firstName": "", "lastName": "x".repeat(101), "email": "n" } });
    let page = sign_in.submit("enroll-profile", bad).await;
    assert_eq!(page.status, 400);
    for name in ["userProfile.firstName", "userProfile.lastName"] {
        assert_eq!(page.field_keys(name), ["registration.error.doesNotMatchPattern"]);
    }
    assert_eq!(page.field_keys("userProfile.email"), ["registration.error.invalidLoginEmail"]);
    assert_eq!(sign_in.submit("enroll-profile", profile(NEW)).await.status, 200);
}

#[tokio::test]
async fn a_taken_address_is_refused() {
    let org = TestOrg::start().await;
    for address in ["ada@example.com", "ADA@EXAMPLE.COM", "suspended@example.com"] {
        let mut sign_in = signing_up(&org).await;
        let page = sign_in.submit("enroll-profile", profile(address)).await;
        assert_eq!(page.status, 400);
        assert_eq!(page.field_keys("userProfile.email"), ["registration.error.notUniqueWithinOrg"]);
        let params =
            &page.form("enroll-profile")["value"][0]["form"]["value"][2]["messages"]["value"][0];
        assert_eq!(params["i18n"]["params"], json!(["Email"]));
    }
}

#[tokio::test]
async fn of_two_newcomers_with_one_address_the_second_is_refused() {
    let org = TestOrg::start().await;
    let (mut one, mut two) = (signing_up(&org).await, signing_up(&org).await);
    one.submit("enroll-profile", profile(NEW)).await;
    let first = org.code(NEW).await;
    two.submit("enroll-profile", profile(NEW)).await;
    let second = org.code(NEW).await;
    assert_eq!(one.type_code(&first).await.status, 200);
    let page = two.type_code(&second).await;
    assert_eq!((page.status, page.keys()), (400, vec!["registration.error.notUniqueWithinOrg"]));
}

#[tokio::test]
async fn there_is_a_way_back_to_signing_in() {
    let org = TestOrg::start().await;
    let mut sign_in = signing_up(&org).await;
    assert_eq!(sign_in.submit("select-identify", json!({})).await.forms()[0], "identify");
    let mut sign_in = signing_up(&org).await;
    assert_eq!(sign_in.cancel().await.forms()[0], "identify");
}

#[tokio::test]
async fn where_nobody_gets_in_without_a_password_one_is_chosen_at_once() {
    let org = TestOrg::start_with("policy = 'password-first'").await;
    let mut sign_in = signing_up(&org).await;
    let mut body = profile(NEW);
    body["credentials"] = json!({ "passcode": "weak" });
    let page = sign_in.submit("enroll-profile", body.clone()).await;
    let keys = page.field_keys("credentials.passcode");
    assert_eq!(keys, ["password.passwordRequirementsNotMet"]);
    body["credentials"] = json!({ "passcode": "Some-Long-Word-7" });
    sign_in.submit("enroll-profile", body).await;
    sign_in.type_code(&org.code(NEW).await).await;
    assert!(sign_in.page.interaction_code().is_some());
    let mut again = org.begin().await;
    let body = json!({ "identifier": NEW, "credentials": { "passcode": "Some-Long-Word-7" } });
    assert!(again.submit("identify", body).await.interaction_code().is_some());
}

#[tokio::test]
async fn an_org_can_do_without_sign_up() {
    let toml = "policy = 'closed'\n[[policies]]\nname = 'closed'\noffers = ['recovery']\n";
    let org = TestOrg::start_with(toml).await;
    let sign_in = org.begin().await;
    assert_eq!(sign_in.page.forms(), ["identify"]);
    let body = json!({ "stateHandle": sign_in.page.state_handle() });
    let (status, page) = org.post("/idp/idx/enroll", &body).await;
    let key = &page["messages"]["value"][0]["i18n"]["key"];
    assert_eq!((status, key), (400, &json!("idx.error.registration.unavailable")));
}
