//! Signing keys: cached, rotated, flooded with requests, unreachable.

use okta_idx::Caller;
use okta_idx::Client;
use okta_idx::ExchangeError;
use okta_idx::IdTokenError;
use okta_idx::KeysError;
use okta_idx::Tokens;
use serde_json::Value;
use serde_json::json;
use time::Duration;

use crate::org::Org;
use crate::org::Scripted;
use crate::org::jwk;
use crate::org::jwk_of;
use crate::org::key;
use crate::org::other_key;
use crate::org::sign;
use crate::tokens;

const KEYS: &str = "/oauth2/default/v1/keys";

fn key_set(org: &Org, keys: &Value) {
    org.always(KEYS, Scripted::json(200, &json!({ "keys": keys })));
}

/// Signs in with a token whose header names `kid`. Each test client is new, so all of them have the
/// same first nonce.
async fn sign_in(org: &Org, client: &Client, kid: &str) -> Result<Tokens, ExchangeError> {
    let done = tokens::completed(org, client).await;
    let nonce = org.last("/oauth2/default/v1/interact").form()["nonce"].clone();
    let mut claims = tokens::claims(org);
    claims["nonce"] = json!(nonce);
    let signer = if kid == "k2" { other_key() } else { key() };
    let token =
        sign(signer, &json!({ "alg": "RS256", "kid": kid }).to_string(), &claims.to_string());
    tokens::grant(org, claims, |answer| answer["id_token"] = json!(token));
    client.exchange(&Caller::default(), done).await
}

#[tokio::test]
async fn keys_are_fetched_once_an_hour() {
    let org = Org::start().await;
    let client = org.client();
    for _ in 0..3 {
        sign_in(&org, &client, "k1").await.unwrap();
    }
    assert_eq!(org.seen(KEYS).len(), 1);
    org.clock.advance(Duration::minutes(61));
    sign_in(&org, &client, "k1").await.unwrap();
    assert_eq!(org.seen(KEYS).len(), 2);
}

/// Shows: V1
#[tokio::test]
async fn after_a_warm_up_no_sign_in_fetches_anything_more() {
    let org = Org::start().await;
    let client = org.client();
    client.warm_up().await.unwrap();
    let before = org.everything_seen().len();
    sign_in(&org, &client, "k1").await.unwrap();
    let calls: Vec<String> =
        org.everything_seen().split_off(before).into_iter().map(|seen| seen.path).collect();
    assert_eq!(
        calls,
        ["/oauth2/default/v1/interact", "/idp/idx/introspect", "/oauth2/default/v1/token"]
    );
}

/// Shows: V1, K8
#[tokio::test]
async fn a_rotated_key_is_found_by_asking_again() {
    let org = Org::start().await;
    let client = org.client();
    sign_in(&org, &client, "k1").await.unwrap();
    key_set(&org, &json!([jwk_of("k2", other_key())]));
    sign_in(&org, &client, "k2").await.unwrap();
    assert_eq!(org.seen(KEYS).len(), 2);
}

/// Shows: V2
#[tokio::test]
async fn a_flood_of_unknown_keys_causes_one_fetch_in_thirty_seconds() {
    let org = Org::start().await;
    let client = org.client();
    sign_in(&org, &client, "k1").await.unwrap();
    for _ in 0..1000 {
        let error = sign_in(&org, &client, "k9").await.unwrap_err();
        assert!(matches!(error, ExchangeError::IdToken(IdTokenError::UnknownKey)), "{error:?}");
    }
    assert_eq!(org.seen(KEYS).len(), 2, "one at first, one for all the unknown");
    sign_in(&org, &client, "k1").await.unwrap();
    org.clock.advance(Duration::seconds(31));
    sign_in(&org, &client, "k9").await.unwrap_err();
    assert_eq!(org.seen(KEYS).len(), 3);
}

/// Shows: K8
#[tokio::test]
async fn while_the_org_is_out_of_reach_yesterdays_keys_are_good_for_a_day() {
    let org = Org::start().await;
    let client = org.client();
    sign_in(&org, &client, "k1").await.unwrap();
    org.always(KEYS, Scripted::text(503, "down"));
    org.clock.advance(Duration::hours(23));
    sign_in(&org, &client, "k1").await.unwrap();
    org.clock.advance(Duration::hours(2));
    let error = sign_in(&org, &client, "k1").await.unwrap_err();
    assert!(matches!(error, ExchangeError::Keys(_)), "{error:?}");
    key_set(&org, &json!([jwk("k1")]));
    org.clock.advance(Duration::seconds(31));
    sign_in(&org, &client, "k1").await.unwrap();
}

#[tokio::test]
async fn a_key_set_that_is_none_is_an_error() {
    for broken in [
        Scripted::text(200, "<html>"),
        Scripted::json(200, &json!({ "keys": "no" })),
        Scripted::json(200, &json!([])),
    ] {
        let org = Org::start().await;
        let client = org.client();
        org.always(KEYS, broken);
        let error = sign_in(&org, &client, "k1").await.unwrap_err();
        assert!(matches!(error, ExchangeError::Keys(_)), "{error:?}");
    }
}

#[tokio::test]
async fn a_failed_warm_up_keeps_what_was_known() {
    let org = Org::start().await;
    let client = org.client();
    client.warm_up().await.unwrap();
    org.always(KEYS, Scripted::text(500, ""));
    assert!(client.warm_up().await.is_err());
    sign_in(&org, &client, "k1").await.unwrap();
}

/// Shows: V2, K8
#[tokio::test]
async fn without_any_keys_nothing_is_used_up_and_the_org_is_asked_every_two_seconds() {
    let org = Org::start().await;
    let client = org.client();
    org.always(KEYS, Scripted::text(404, "down"));
    assert!(matches!(client.ready_for_tokens().await, Err(KeysError::Call(_))));
    for _ in 0..1000 {
        assert!(matches!(client.ready_for_tokens().await, Err(KeysError::TooSoon)));
    }
    assert!(matches!(sign_in(&org, &client, "k1").await, Err(ExchangeError::Keys(_))));
    assert_eq!(org.seen(KEYS).len(), 1);
    org.clock.advance(Duration::seconds(2));
    key_set(&org, &json!([jwk("k1")]));
    client.ready_for_tokens().await.unwrap();
    client.ready_for_tokens().await.unwrap();
    assert_eq!(org.seen(KEYS).len(), 2);
    sign_in(&org, &client, "k9").await.unwrap_err();
    assert_eq!(org.seen(KEYS).len(), 3, "an unknown name is looked for at once");
}
