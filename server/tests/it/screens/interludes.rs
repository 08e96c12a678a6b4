//! What an org asks between the proof of identity and the tokens.

use serde_json::json;

use super::ADA;
use super::Do;
use super::walk;
use super::walk_at;
use crate::support::Site;

#[tokio::test]
async fn consent_is_given_by_one_button_and_refused_by_another() {
    let allow = Do::Answer(&[("consent", "true")]);
    let deny = Do::Answer(&[("consent", "false")]);
    let none = Do::Answer(&[]);
    walk("consent", "consent", "/sign-in", &[ADA, Do::Code, none, allow]).await;
    walk("consent-denied", "consent", "/sign-in", &[ADA, Do::Code, deny]).await;
}

#[tokio::test]
async fn single_scopes_are_granted_or_left_out() {
    let site = Site::start().await;
    site.org
        .inline_policy(json!({ "authentication": [["email"]], "interludes": ["granular-consent"] }))
        .await;
    let allow = Do::Answer(&[("consent", "true"), ("optedScopes.email", "true")]);
    walk_at(&site, "granular-consent", "/sign-in", &[ADA, Do::Code, allow]).await;
}

#[tokio::test]
async fn a_user_may_stay_signed_in() {
    let stay = Do::Answer(&[("keepMeSignedIn", "0")]);
    walk("keep-me-signed-in", "keep-me-signed-in", "/sign-in", &[ADA, Do::Code, stay]).await;
}

#[tokio::test]
async fn a_device_is_activated_by_its_code() {
    let site = Site::start().await;
    site.org
        .inline_policy(json!({ "authentication": [["email"]], "user_code": "BDWP-HQPK" }))
        .await;
    let wrong = Do::Answer(&[("userCode", "XXXX-XXXX")]);
    let right = Do::Answer(&[("userCode", "BDWP-HQPK")]);
    walk_at(&site, "user-code", "/sign-in", &[ADA, wrong, right, ADA, Do::Code]).await;
}

#[tokio::test]
async fn attributes_that_an_account_lacks_are_asked_for() {
    walk("profile-update", "sign-up-profile", "/sign-in", &[ADA, Do::Code, Do::Answer(&[])]).await;
}
