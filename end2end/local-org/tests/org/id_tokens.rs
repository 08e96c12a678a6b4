//! ID tokens, checked with a library that has no part in making them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::Validation;
use jsonwebtoken::jwk::JwkSet;
use serde_json::Value;
use serde_json::json;

use crate::helpers::TestOrg;

/// The claims, unchecked.
pub(crate) fn claims(token: &str) -> Value {
    part(token, 1)
}

fn part(token: &str, index: usize) -> Value {
    let part = token.split('.').nth(index).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// The claims of a token that a strict verifier accepts.
async fn verified(org: &TestOrg, token: &str) -> Result<Value, String> {
    let keys: JwkSet = serde_json::from_value(org.get("/oauth2/default/v1/keys").await).unwrap();
    let header = jsonwebtoken::decode_header(token).map_err(|error| error.to_string())?;
    let kid = header.kid.ok_or("no kid")?;
    let key = keys.find(&kid).ok_or("unknown kid")?;
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_audience(&["usher-web"]);
    validation.set_issuer(&[org.org.issuer()]);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    validation.leeway = 60;
    validation.validate_nbf = true;
    let key = DecodingKey::from_jwk(key).unwrap();
    let data = jsonwebtoken::decode::<Value>(token, &key, &validation);
    data.map(|data| data.claims).map_err(|error| error.to_string())
}

async fn id_token(org: &TestOrg, extra: &[(&str, &str)]) -> (String, Value) {
    let tokens = org.tokens(extra).await;
    (tokens["id_token"].as_str().unwrap().to_owned(), tokens)
}

#[tokio::test]
async fn an_id_token_says_who_when_and_for_whom() {
    let org = TestOrg::start().await;
    let (token, tokens) = id_token(&org, &[]).await;
    let claims = verified(&org, &token).await.unwrap();
    assert_eq!(claims["nonce"], "nonce-1");
    assert_eq!((&claims["aud"], &claims["ver"]), (&json!("usher-web"), &json!(1)));
    assert_eq!(claims["amr"], json!(["otp"]));
    assert_eq!(
        (&claims["name"], &claims["email"]),
        (&json!("Ada Lovelace"), &json!("ada@example.com"))
    );
    assert!(claims["sub"].as_str().unwrap().starts_with("00u"));
    assert!(claims["auth_time"].is_i64() && claims.get("acr").is_none());
    let access = tokens["access_token"].as_str().unwrap();
    let half = &digest::digest(&digest::SHA256, access.as_bytes()).as_ref()[..16].to_vec();
    assert_eq!(claims["at_hash"], URL_SAFE_NO_PAD.encode(half));
    let access = self::claims(access);
    assert_eq!((&access["sub"], &access["cid"]), (&json!("ada@example.com"), &json!("usher-web")));
    assert_eq!(access["uid"], claims["sub"]);
}

#[tokio::test]
async fn the_acr_that_was_asked_for_comes_back() {
    let org = TestOrg::start().await;
    let wanted = "urn:okta:loa:1fa:any";
    let (token, _) = id_token(&org, &[("acr_values", wanted)]).await;
    assert_eq!(claims(&token)["acr"], wanted);
}

#[tokio::test]
async fn without_a_nonce_in_the_request_there_is_none_in_the_token() {
    let org = TestOrg::start().await;
    let (token, _) = id_token(&org, &[("nonce", "")]).await;
    assert!(claims(&token).get("nonce").is_none());
}

#[tokio::test]
async fn after_a_rotation_new_tokens_have_a_new_key_and_old_ones_stay_good_for_a_day() {
    let org = TestOrg::start_with("[lifetimes]\ntoken = 200000").await;
    let (old, _) = id_token(&org, &[]).await;
    org.fault(json!({ "rotateKeys": true })).await;
    let (new, _) = id_token(&org, &[]).await;
    assert_ne!(part(&old, 0)["kid"], part(&new, 0)["kid"]);
    assert!(verified(&org, &old).await.is_ok() && verified(&org, &new).await.is_ok());
    org.advance(24 * 3600 + 1).await;
    assert_eq!(verified(&org, &old).await.unwrap_err(), "unknown kid");
    assert!(verified(&org, &new).await.is_ok());
}

#[tokio::test]
async fn wrong_tokens_are_wrong_in_the_way_asked_for() {
    let org = TestOrg::start().await;
    for kind in [
        "wrong-iss",
        "missing-iss",
        "wrong-aud",
        "missing-aud",
        "missing-sub",
        "expired",
        "missing-exp",
        "wrong-signature",
        "alg-none",
        "alg-hs256",
        "alg-es256",
        "null-alg",
        "missing-kid",
        "unknown-kid",
        "garbage",
        "embedded-jwk",
        "future-nbf",
    ] {
        org.fault(json!({ "idToken": kind })).await;
        let (token, _) = id_token(&org, &[]).await;
        assert!(verified(&org, &token).await.is_err(), "{kind}");
        let (next, _) = id_token(&org, &[]).await;
        assert!(verified(&org, &next).await.is_ok(), "only one token is spoilt by {kind}");
    }
}

#[tokio::test]
async fn some_faults_only_a_careful_app_notices() {
    let org = TestOrg::start().await;
    let spoilt = async |kind: &str| {
        org.fault(json!({ "idToken": kind })).await;
        let (token, _) = id_token(&org, &[]).await;
        (part(&token, 0), claims(&token))
    };
    let right = claims(&id_token(&org, &[]).await.0);
    assert_ne!(spoilt("wrong-nonce").await.1["nonce"], "nonce-1");
    assert!(spoilt("missing-nonce").await.1.get("nonce").is_none());
    assert!(spoilt("missing-iat").await.1.get("iat").is_none());
    assert!(spoilt("future-iat").await.1["iat"].as_i64() > right["exp"].as_i64().map(|it| it - 10));
    assert!(spoilt("missing-at-hash").await.1.get("at_hash").is_none());
    assert_eq!(spoilt("wrong-at-hash").await.1["at_hash"], "AAAAAAAAAAAAAAAAAAAAAA");
    assert_ne!(spoilt("wrong-sub").await.1["sub"], right["sub"]);
    assert_eq!(spoilt("aud-array").await.1["aud"], json!(["usher-web"]));
    assert_eq!(
        spoilt("multi-aud-without-azp").await.1["aud"],
        json!(["usher-web", "another-client"])
    );
    assert_eq!(spoilt("wrong-azp").await.1["azp"], "another-client");
    assert_eq!(spoilt("wrong-acr").await.1["acr"], "urn:okta:loa:0:nothing");
    assert!(spoilt("old-auth-time").await.1["auth_time"].as_i64() < right["auth_time"].as_i64());
    assert_eq!(spoilt("wrong-typ").await.0["typ"], "at+jwt");
    assert!(spoilt("unknown-crit").await.0["crit"].is_array());
    let (_, skewed) = spoilt("inside-skew").await;
    assert!(skewed["exp"].as_i64() < right["iat"].as_i64());
    let (_, doubled) = spoilt("duplicate-keys").await;
    assert_eq!(doubled["aud"], "usher-web");
    org.fault(json!({ "idToken": "absent" })).await;
    assert!(org.tokens(&[]).await.get("id_token").is_none());
}
