//! Section 4.12: codes from an authenticator app.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use aws_lc_rs::hmac;
use serde_json::Value;
use serde_json::json;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::helpers::ADA;
use crate::helpers::SignIn;
use crate::helpers::TestOrg;

const GUS: &str = "gus@example.com";
const SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const PASSCODE: &str = "credentials.passcode";

/// An app as RFC 6238 describes it, at the org's time.
pub(crate) async fn code(org: &TestOrg, secret: &str) -> String {
    let now = org.get("/_local/clock").await["now"].as_str().unwrap().to_owned();
    let now = OffsetDateTime::parse(&now, &Rfc3339).unwrap().unix_timestamp();
    let key = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).unwrap();
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &key);
    let tag = hmac::sign(&key, &(now / 30).to_be_bytes());
    let start = usize::from(tag.as_ref()[19] & 15);
    let four: [u8; 4] = tag.as_ref()[start..start + 4].try_into().unwrap();
    format!("{:06}", (u32::from_be_bytes(four) % (1 << 31)) % 1_000_000)
}

async fn at_the_code(org: &TestOrg) -> SignIn<'_> {
    org.policy("google-otp").await;
    org.identified(GUS).await
}

/// The clock stands at the beginning of a step, so that no test runs over its end.
pub(crate) async fn start() -> TestOrg {
    let org = TestOrg::start().await;
    let now = org.get("/_local/clock").await["now"].as_str().unwrap().to_owned();
    let now = OffsetDateTime::parse(&now, &Rfc3339).unwrap().unix_timestamp();
    org.advance(30 - now % 30).await;
    org
}

#[tokio::test]
async fn the_code_of_the_app_signs_the_user_in() {
    let org = start().await;
    let mut sign_in = at_the_code(&org).await;
    assert_eq!(sign_in.page.forms()[0], "challenge-authenticator");
    let enrollment = &sign_in.page.body["currentAuthenticatorEnrollment"]["value"];
    assert_eq!((&enrollment["key"], &enrollment["type"]), (&json!("google_otp"), &json!("app")));
    assert!(enrollment.get("contextualData").is_none() && enrollment.get("resend").is_none());
    let page = sign_in.type_code("000").await;
    assert_eq!(page.status, 401);
    assert_eq!(page.field_keys(PASSCODE), ["authfactor.challenge.soft_token.invalid_passcode"]);
    let code = code(&org, SECRET).await;
    assert!(sign_in.type_code(&code).await.interaction_code().is_some());
    assert_eq!(org.get("/_local/messages").await, json!([]));
}

#[tokio::test]
async fn a_code_works_once_and_a_step_to_either_side() {
    let org = start().await;
    let first = code(&org, SECRET).await;
    org.advance(30).await;
    assert!(at_the_code(&org).await.type_code(&first).await.interaction_code().is_some());
    let mut again = at_the_code(&org).await;
    let page = again.type_code(&first).await;
    assert_eq!(page.status, 401);
    assert_eq!(page.field_keys(PASSCODE), ["authfactor.challenge.soft_token.used_passcode"]);
    org.advance(60).await;
    let late = code(&org, SECRET).await;
    org.advance(60).await;
    assert_eq!(again.type_code(&late).await.status, 401, "two steps are too many");
    let early = code(&org, SECRET).await;
    org.advance(-30).await;
    assert!(again.type_code(&early).await.interaction_code().is_some());
}

#[tokio::test]
async fn an_app_is_enrolled_by_its_qr_code_or_by_its_secret() {
    let org = start().await;
    org.policy("google-otp-required").await;
    let mut sign_in = org.verified(ADA).await;
    assert_eq!(sign_in.page.forms(), ["enroll-authenticator"]);
    let data = sign_in.page.body["currentAuthenticator"]["value"]["contextualData"].clone();
    assert_eq!(
        (&data["qrcode"]["method"], &data["qrcode"]["type"]),
        (&json!("embedded"), &json!("image/png"))
    );
    let image = data["qrcode"]["href"].as_str().unwrap();
    assert!(image.starts_with("data:image/png;base64,iVBORw0KGgo"), "{image}");
    assert_eq!(sign_in.type_code("000000000").await.status, 401);
    let kept = &sign_in.page.body["currentAuthenticator"]["value"]["contextualData"];
    assert_eq!(kept, &data, "the secret stays after a wrong code");
    let secret = data["sharedSecret"].as_str().unwrap();
    let code_now = code(&org, secret).await;
    assert!(sign_in.type_code(&code_now).await.interaction_code().is_some());

    org.policy("google-otp").await;
    org.advance(30).await;
    let code = code(&org, secret).await;
    let mut sign_in = org.identified(ADA).await;
    let page = sign_in.type_code(&code).await;
    assert!(page.interaction_code().is_some(), "{:?}", Value::from(page.keys()));
}
