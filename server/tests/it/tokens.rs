//! An org that sends invalid ID tokens.

use serde_json::json;

use crate::support::Log;
use crate::support::Site;

/// Shows: O3, V1
#[tokio::test]
async fn a_wrong_id_token_signs_nobody_in() {
    let log = Log::listen();
    let refusals = || log.text().matches("tokens.refused").count();
    let site = Site::start().await;
    for lie in [
        "wrong-iss",
        "missing-iss",
        "wrong-aud",
        "missing-aud",
        "multi-aud-without-azp",
        "missing-sub",
        "wrong-nonce",
        "missing-nonce",
        "expired",
        "missing-exp",
        "missing-iat",
        "future-iat",
        "future-nbf",
        "wrong-at-hash",
        "wrong-signature",
        "alg-none",
        "alg-hs256",
        "alg-es256",
        "null-alg",
        "embedded-jwk",
        "foreign-jku",
        "foreign-x5u",
        "wrong-typ",
        "logout-typ",
        "unknown-crit",
        "duplicate-keys",
        "non-canonical",
        "huge",
        "outside-skew",
        "foreign-access-token",
        "wrong-azp",
        "unknown-kid",
        "garbage",
        "absent",
    ] {
        let mut browser = site.browser();
        let step = browser.begin("ada@example.com").await;
        let code = site.org.newest_mail("ada@example.com").await.code;
        site.org.fault(json!({"idToken": lie, "times": 1})).await;
        let before = refusals();
        let refused = browser.answer_code(&step, &code).await;
        assert!(refused.go.is_empty(), "{lie}");
        assert_eq!(refusals(), before + 1, "one line in the log for {lie}");
        assert!(
            refused.messages.iter().any(|it| it.text.contains("did not pass our checks")),
            "{lie}: {refused:?}"
        );
        assert_eq!(browser.open("/").await.location(), "/sign-in", "{lie}");
        assert_eq!(site.org.called("/oauth2/default/v1/userinfo").await, 0);
    }
}

/// Shows: V1, K8
#[tokio::test]
async fn unusual_but_right_tokens_and_new_keys_are_accepted() {
    let site = Site::start().await;
    for unusual in [
        json!({"idToken": "aud-array"}),
        json!({"idToken": "missing-at-hash"}),
        json!({"idToken": "missing-kid"}),
        json!({"idToken": "inside-skew"}),
        json!({"rotateKeys": true}),
    ] {
        site.clock.advance(31);
        site.org.advance(31).await;
        site.org.fault(unusual.clone()).await;
        let mut browser = site.browser();
        let step = browser.begin("ada@example.com").await;
        let code = site.org.newest_mail("ada@example.com").await.code;
        assert_eq!(browser.answer_code(&step, &code).await.go, "/", "{unusual}");
    }
}

/// The org rotates its keys, and publishes under their ids keys that it does not sign with.
/// Shows: V1
#[tokio::test]
async fn keys_that_are_too_weak_or_of_another_kind_sign_nobody_in() {
    // A key of 1,024 bits, all of them set.
    let short = format!("{}8", "_".repeat(170));
    for key in [
        json!({"kty": "RSA", "use": "sig", "alg": "RS256", "e": "AQAB", "n": short}),
        json!({"kty": "EC", "use": "sig", "crv": "P-256", "x": "AA", "y": "AA"}),
    ] {
        let site = Site::start().await;
        site.org.fault(json!({"rotateKeys": true})).await;
        let published = site.org.keys().await;
        let kids = published["keys"].as_array().unwrap().iter().map(|key| key["kid"].clone());
        let lies = kids.map(|kid| {
            let mut lie = key.clone();
            lie["kid"] = kid;
            lie
        });
        let body = json!({"keys": lies.collect::<Vec<_>>()}).to_string();
        site.org
            .fault(json!({"path": "/oauth2/default/v1/keys", "status": 200, "body": body,
                "contentType": "application/json", "times": 5}))
            .await;
        site.clock.advance(31);
        site.org.advance(31).await;
        let mut browser = site.browser();
        let step = browser.begin("ada@example.com").await;
        let code = site.org.newest_mail("ada@example.com").await.code;
        let refused = browser.answer_code(&step, &code).await;
        assert!(refused.go.is_empty(), "{key}");
        assert_eq!(browser.open("/").await.location(), "/sign-in", "{key}");
    }
}

/// Shows: V1
#[tokio::test]
async fn a_token_without_a_key_name_is_refused_where_two_keys_are_published() {
    let site = Site::start().await;
    site.org.fault(json!({"rotateKeys": true})).await;
    site.clock.advance(31);
    site.org.advance(31).await;
    site.signed_in().await;
    site.org.fault(json!({"idToken": "missing-kid"})).await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    assert!(browser.answer_code(&step, &code).await.go.is_empty());
}

/// Shows: V2
#[tokio::test]
async fn a_flood_of_tokens_with_unknown_keys_causes_one_fetch_of_the_keys() {
    let site = Site::start().await;
    site.clock.advance(31);
    site.org.advance(31).await;
    let before = site.org.called("/oauth2/default/v1/keys").await;
    site.org.fault(json!({"idToken": "unknown-kid", "times": 1000})).await;
    for _ in 0..200 {
        let mut browser = site.browser();
        let step = browser.begin("ada@example.com").await;
        let code = site.org.newest_mail("ada@example.com").await.code;
        assert!(browser.answer_code(&step, &code).await.go.is_empty());
    }
    let fetched = site.org.called("/oauth2/default/v1/keys").await - before;
    assert!(fetched <= 2, "{fetched}");
}

/// Shows: O16
#[tokio::test]
async fn a_sign_in_that_is_too_weak_or_too_old_is_refused_where_more_is_asked_for() {
    let acr = "urn:okta:loa:1fa:any";
    let site = Site::start_with(&["--acr-values", acr, "--max-age-seconds", "600"]).await;
    site.signed_in().await;
    let asked = site.org.calls("/oauth2/default/v1/interact").await;
    let sent = serde_json::to_string(&asked).unwrap();
    assert!(sent.contains("acr_values") && sent.contains("max_age"), "{sent}");
    for lie in ["wrong-acr", "old-auth-time"] {
        let mut browser = site.browser();
        let step = browser.begin("ada@example.com").await;
        let code = site.org.newest_mail("ada@example.com").await.code;
        site.org.fault(json!({"idToken": lie, "times": 1})).await;
        assert!(browser.answer_code(&step, &code).await.go.is_empty(), "{lie}");
        assert_eq!(browser.open("/").await.location(), "/sign-in", "{lie}");
    }
}

/// Shows: O16
#[tokio::test]
async fn a_sign_in_that_used_too_little_is_refused_where_more_is_demanded() {
    let site = Site::start_with(&["--amr", "otp"]).await;
    site.signed_in().await;
    let site = Site::start_with(&["--amr", "otp,hwk"]).await;
    let mut browser = site.browser();
    let step = browser.begin("ada@example.com").await;
    let code = site.org.newest_mail("ada@example.com").await.code;
    assert!(browser.answer_code(&step, &code).await.go.is_empty());
    assert_eq!(browser.open("/").await.location(), "/sign-in");
}

/// Shows: O14
#[tokio::test]
async fn the_scopes_asked_for_are_exactly_those_of_the_settings() {
    for (flags, wanted) in [
        (&[][..], "openid profile email"),
        (&["--okta-scopes", "openid email"][..], "openid email"),
    ] {
        let site = Site::start_with(flags).await;
        site.browser().begin("ada@example.com").await;
        let sent = serde_json::to_string(&site.org.calls("/oauth2/default/v1/interact").await);
        let sent = sent.unwrap();
        let (_, scope) = sent.split_once("scope=").expect("a scope is asked for");
        let scope = scope.split(['&', '"']).next().unwrap();
        assert_eq!(scope.replace(['+'], " ").replace("%20", " "), wanted, "{sent}");
    }
}
