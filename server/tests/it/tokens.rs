//! An org that lies in its ID tokens.

use serde_json::json;

use crate::support::Site;

#[tokio::test]
async fn a_wrong_id_token_signs_nobody_in() {
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
        "wrong-typ",
        "unknown-crit",
        "duplicate-keys",
        "garbage",
        "absent",
    ] {
        let mut browser = site.browser();
        let step = browser.begin("ada@example.com").await;
        let code = site.org.newest_mail("ada@example.com").await.code;
        site.org.fault(json!({"idToken": lie, "times": 1})).await;
        let refused = browser.answer_code(&step, &code).await;
        assert!(refused.go.is_empty(), "{lie}");
        assert!(
            refused.messages.iter().any(|it| it.text.contains("did not pass our checks")),
            "{lie}: {refused:?}"
        );
        assert_eq!(browser.open("/").await.location(), "/sign-in", "{lie}");
        assert_eq!(site.org.called("/oauth2/default/v1/userinfo").await, 0);
    }
}

#[tokio::test]
async fn unusual_but_right_tokens_and_new_keys_are_accepted() {
    let site = Site::start().await;
    for unusual in [
        json!({"idToken": "aud-array"}),
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
