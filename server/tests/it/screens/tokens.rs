//! Codes of apps and tokens: each with its own name and what to do.

use serde_json::json;

use super::Do;
use super::walk_at;
use crate::support::Site;

const OTTO: Do = Do::Answer(&[("identifier", "otto@example.com")]);
const WRONG: Do = Do::Answer(&[("credentials.passcode", "11111111")]);

async fn enter(authenticator: &str, way: &[Do]) {
    let site = Site::start().await;
    site.org.inline_policy(json!({ "authentication": [[authenticator]] })).await;
    walk_at(&site, &format!("token-{authenticator}"), "/sign-in", way).await;
}

#[tokio::test]
async fn a_code_of_a_token_is_asked_for_refused_and_taken() {
    enter("symantec_vip", &[OTTO, WRONG, Do::Answer(&[("credentials.passcode", "345678")])]).await;
    enter("rsa_token", &[OTTO, WRONG, Do::Answer(&[("credentials.passcode", "12345678")])]).await;
    enter("onprem_mfa", &[OTTO, Do::Answer(&[("credentials.passcode", "12345678")])]).await;
    enter("tac", &[OTTO, Do::Answer(&[("credentials.passcode", "86753099")])]).await;
}

#[tokio::test]
async fn a_yubikey_types_its_code_and_sends_it() {
    let way = [
        OTTO,
        Do::Answer(&[("credentials.passcode", "")]),
        Do::Answer(&[("credentials.passcode", "ccccccbcgujhcbdefghijklnrtuvcbdefghijklnrtuv")]),
    ];
    enter("yubikey_token", &way).await;
}
