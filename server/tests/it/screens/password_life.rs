//! Passwords that have expired, will expire soon, or were reset by an administrator.

use serde_json::json;

use super::Do;
use super::walk_at;
use crate::support::Site;

const LOGIN: &str = "eve@example.com";
const EVE: Do = Do::Answer(&[("identifier", LOGIN), ("credentials.passcode", "Correct-Horse-9")]);
const NEW: Do = Do::Answer(&[("credentials.passcode", "Better-Horse-10")]);

async fn site_with(password_state: &str) -> Site {
    let site = Site::start().await;
    site.org.policy("password-first").await;
    let user = json!({
        "login": LOGIN, "firstName": "Eve", "lastName": "Example",
        "authenticators": [{ "key": "okta_password", "password": "Correct-Horse-9" }],
        "passwordState": password_state,
    });
    site.org.put_user(user).await;
    site
}

#[tokio::test]
async fn an_expired_password_is_replaced_by_one_that_meets_the_rules() {
    let site = site_with("expired").await;
    let weak = Do::Answer(&[("credentials.passcode", "horse")]);
    let name = Do::Answer(&[("identifier", LOGIN)]);
    walk_at(&site, "password-expired", "/sign-in", &[name, EVE, weak, NEW]).await;
}

#[tokio::test]
async fn a_password_that_expires_soon_may_be_kept_for_now() {
    let site = site_with("expiring:5").await;
    let name = Do::Answer(&[("identifier", LOGIN)]);
    walk_at(&site, "password-expiring", "/sign-in", &[name, EVE, Do::Act("skip")]).await;
}

#[tokio::test]
async fn a_password_that_an_administrator_has_reset_is_replaced() {
    let site = site_with("reset").await;
    let name = Do::Answer(&[("identifier", LOGIN)]);
    walk_at(&site, "password-reset", "/sign-in", &[name, EVE, NEW]).await;
}
