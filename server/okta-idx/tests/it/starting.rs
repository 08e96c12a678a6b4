use std::collections::HashSet;
use std::time::Duration;

use aws_lc_rs::digest;
use okta_idx::CallError;
use okta_idx::Caller;
use okta_idx::Certainty;
use okta_idx::Config;
use okta_idx::DeviceToken;
use okta_idx::DiscoveryError;
use okta_idx::LanguageTag;
use okta_idx::Scopes;
use okta_idx::StartError;
use okta_idx::StartOptions;
use okta_idx::Transaction;
use okta_idx::UserAgent;
use serde_json::json;

use crate::fixtures;
use crate::org::Org;
use crate::org::Scripted;
use crate::org::b64;

const INTERACT: &str = "/oauth2/default/v1/interact";
const INTROSPECT: &str = "/idp/idx/introspect";
const DISCOVERY: &str = "/oauth2/default/.well-known/openid-configuration";

/// Shows: O1
#[tokio::test]
async fn a_start_is_interact_and_introspect() {
    let org = Org::start().await;
    let client = org.client();
    client.warm_up().await.unwrap();
    let before = org.everything_seen().len();
    let pending = org.pending(&client, &fixtures::identify(&org.url)).await;
    assert_eq!(org.everything_seen().len() - before, 2, "two calls once the documents are known");

    let interact = org.last(INTERACT);
    assert_eq!(interact.header("accept"), Some("application/json"));
    assert_eq!(interact.header("content-type"), Some("application/x-www-form-urlencoded"));
    let form = interact.form();
    assert_eq!(form["client_id"], "0oaTest");
    assert_eq!(form["client_secret"], "s3cret-canary");
    assert_eq!(form["scope"], "openid profile email");
    assert_eq!(form["redirect_uri"], "http://127.0.0.1:8080/login/callback");
    assert_eq!(form["code_challenge_method"], "S256");
    assert_eq!(form["state"], pending.state().expose());
    for absent in ["max_age", "acr_values", "activation_token", "recovery_token"] {
        assert!(!form.contains_key(absent), "{absent}");
    }
    let introspect = org.last(INTROSPECT);
    assert_eq!(introspect.header("accept"), Some("application/ion+json; okta-version=1.0.0"));
    assert_eq!(introspect.header("content-type"), Some("application/ion+json; okta-version=1.0.0"));
    assert_eq!(introspect.json(), json!({ "interactionHandle": "ih-canary" }));
    assert_eq!(pending.intent(), Some("LOGIN"));
}

/// Shows: O2
#[tokio::test]
async fn verifier_state_and_nonce_are_new_each_time_and_the_challenge_fits_the_verifier() {
    let org = Org::start().await;
    let client = org.client();
    let mut unique = HashSet::new();
    for _ in 0..3 {
        org.pending(&client, &fixtures::identify(&org.url)).await;
    }
    for seen in org.seen(INTERACT) {
        let form = seen.form();
        for name in ["state", "nonce", "code_challenge"] {
            assert_eq!(form[name].len(), 43, "256 bits of base64url");
            assert!(unique.insert(form[name].clone()), "{name} was used before");
        }
    }
    // The first random bytes of a client are all 1; they became the verifier.
    let verifier = b64([1; 32]);
    let expected = b64(digest::digest(&digest::SHA256, verifier.as_bytes()));
    assert_eq!(org.seen(INTERACT)[0].form()["code_challenge"], expected);
}

#[tokio::test]
async fn options_reach_interact() {
    let org = Org::start().await;
    org.once(INTROSPECT, Scripted::json(200, &fixtures::identify(&org.url)));
    let options = StartOptions {
        activation_token: Some("act".to_owned()),
        recovery_token: Some("rec".to_owned()),
        max_age: Some(Duration::ZERO),
        acr_values: vec!["urn:okta:loa:2fa:any".to_owned(), "phr".to_owned()],
        amr: vec!["otp".to_owned()],
    };
    org.client().start(&Caller::default(), options).await.unwrap();
    let form = org.last(INTERACT).form();
    assert_eq!(form["activation_token"], "act");
    assert_eq!(form["recovery_token"], "rec");
    assert_eq!(form["max_age"], "0");
    assert_eq!(form["acr_values"], "urn:okta:loa:2fa:any phr");
}

#[tokio::test]
async fn a_public_client_sends_no_secret() {
    let org = Org::start().await;
    let config =
        Config::new(&org.issuer(), "0oaSpa", None, "http://localhost:1/cb", Scopes::default())
            .unwrap();
    org.pending(&org.client_of(config), &fixtures::identify(&org.url)).await;
    assert!(!org.last(INTERACT).form().contains_key("client_secret"));
}

#[tokio::test]
async fn the_callers_address_browser_and_device_are_passed_on() {
    let org = Org::start().await;
    org.once(INTROSPECT, Scripted::json(200, &fixtures::identify(&org.url)));
    let caller = Caller {
        address: Some("::ffff:203.0.113.7".parse().unwrap()),
        user_agent: UserAgent::parse("Mozilla/5.0"),
        device_token: DeviceToken::parse("device-1"),
        language: LanguageTag::parse("de-AT"),
    };
    org.client().start(&caller, StartOptions::default()).await.unwrap();
    for path in [INTERACT, INTROSPECT] {
        let seen = org.last(path);
        assert_eq!(seen.header("x-forwarded-for"), Some("203.0.113.7"));
        assert_eq!(seen.header("user-agent"), Some("Mozilla/5.0"));
        assert_eq!(seen.header("x-device-token"), Some("device-1"));
        assert_eq!(seen.header("accept-language"), Some("de-AT"));
        assert!(seen.header("x-okta-user-agent-extended").unwrap().starts_with("okta-idx-rust/"));
    }
    let discovery = org.last(DISCOVERY);
    assert_eq!(discovery.header("x-forwarded-for"), None, "the document is nobody's in particular");
    assert!(discovery.header("user-agent").unwrap().starts_with("okta-idx-rust/"));
}

#[tokio::test]
async fn the_org_server_has_its_own_paths() {
    let org = Org::start().await;
    let issuer = org.url.clone();
    org.always("/.well-known/openid-configuration", Scripted::json(200, &json!({
        "issuer": issuer, "jwks_uri": format!("{issuer}/oauth2/v1/keys"), "code_challenge_methods_supported": ["S256"],
    })));
    org.always("/oauth2/v1/interact", Scripted::json(200, &json!({ "interaction_handle": "ih" })));
    let config =
        Config::new(&issuer, "0oaTest", None, "http://localhost:1/cb", Scopes::default()).unwrap();
    org.pending(&org.client_of(config), &fixtures::identify(&org.url)).await;
}

/// Shows: V1
#[tokio::test]
async fn discovery_is_fetched_once_a_day() {
    let org = Org::start().await;
    let client = org.client();
    for _ in 0..3 {
        org.pending(&client, &fixtures::identify(&org.url)).await;
    }
    assert_eq!(org.seen(DISCOVERY).len(), 1);
    org.clock.advance(time::Duration::hours(25));
    org.pending(&client, &fixtures::identify(&org.url)).await;
    assert_eq!(org.seen(DISCOVERY).len(), 2);
}

async fn refused_discovery(change: impl FnOnce(&Org) -> Scripted) -> DiscoveryError {
    let org = Org::start().await;
    let document = change(&org);
    org.always(DISCOVERY, document);
    let error = org.client().start(&Caller::default(), StartOptions::default()).await.unwrap_err();
    assert!(org.seen(INTERACT).is_empty(), "the secret must not be sent to a doubtful org");
    match error {
        StartError::Discovery(error) => error,
        other => panic!("{other:?}"),
    }
}

/// Shows: O15, V1
#[tokio::test]
async fn another_issuer_is_refused() {
    let error = refused_discovery(|org| {
        let mut document = org.discovery();
        document["issuer"] = json!(format!("{}/", org.issuer()));
        Scripted::json(200, &document)
    });
    assert!(matches!(error.await, DiscoveryError::IssuerMismatch));
}

/// Shows: O2
#[tokio::test]
async fn an_org_without_s256_is_refused() {
    let error = refused_discovery(|org| {
        let mut document = org.discovery();
        document["code_challenge_methods_supported"] = json!(["plain"]);
        Scripted::json(200, &document)
    });
    assert!(matches!(error.await, DiscoveryError::NoS256));
}

/// Shows: O7
#[tokio::test]
async fn keys_on_another_origin_are_refused() {
    let error = refused_discovery(|org| {
        let mut document = org.discovery();
        document["jwks_uri"] = json!("http://127.0.0.1:1/keys");
        Scripted::json(200, &document)
    });
    assert!(matches!(error.await, DiscoveryError::JwksUri));
}

#[tokio::test]
async fn a_discovery_page_of_html_is_refused() {
    let error = refused_discovery(|_| Scripted::text(200, "<html></html>"));
    assert!(matches!(error.await, DiscoveryError::Call(CallError::Unusable { status: 200, .. })));
}

#[tokio::test]
async fn a_refused_interact_keeps_the_oauth_error() {
    let org = Org::start().await;
    let refusal =
        json!({ "error": "unauthorized_client", "error_description": "echo s3cret-canary" });
    org.always(INTERACT, Scripted::json(400, &refusal));
    let error = org.client().start(&Caller::default(), StartOptions::default()).await.unwrap_err();
    let StartError::Interact(call) = &error else { panic!("{error:?}") };
    assert_eq!(call.certainty(), Certainty::Refused);
    assert!(
        matches!(call, CallError::OAuth { status: 400, error } if error.code == "unauthorized_client")
    );
    assert!(!format!("{error:?} {error}").contains("canary"), "what Okta echoes is not repeated");
}

#[tokio::test]
async fn an_interact_without_a_handle_is_no_start() {
    let org = Org::start().await;
    for answer in [
        json!({}),
        json!({ "interaction_handle": "" }),
        json!({ "interaction_handle": 7 }),
        json!([]),
    ] {
        org.once(INTERACT, Scripted::json(200, &answer));
        let result = org.client().start(&Caller::default(), StartOptions::default()).await;
        assert!(matches!(result, Err(StartError::Interact(_))), "{answer}");
    }
}

#[tokio::test]
async fn an_expired_handle_ends_the_transaction_at_introspect() {
    let org = Org::start().await;
    org.once(INTROSPECT, Scripted::json(401, &fixtures::terminal("idx.session.expired")));
    let transaction =
        org.client().start(&Caller::default(), StartOptions::default()).await.unwrap();
    let Transaction::Terminal(end) = transaction else { panic!("{transaction:?}") };
    assert!(end.is_expired());
    assert!(end.last_step().is_none());
}

#[tokio::test]
async fn asking_again_shows_the_true_state() {
    let org = Org::start().await;
    let client = org.client();
    let pending = org.pending(&client, &fixtures::identify(&org.url)).await;
    org.once(INTROSPECT, Scripted::json(200, &fixtures::email_challenge(&org.url)));
    let now = client.introspect_again(&Caller::default(), &pending).await.unwrap();
    let Transaction::Pending(now) = now else { panic!("{now:?}") };
    assert!(now.email_challenge().is_some());
    assert_eq!(now.state().expose(), pending.state().expose(), "still the same transaction");
}

/// Shows: K1
#[tokio::test]
async fn a_throttled_start_says_until_when() {
    let org = Org::start().await;
    let throttled = Scripted::json(429, &fixtures::terminal("tooManyRequests"));
    org.once(INTROSPECT, throttled.with("retry-after", 30));
    let error = org.client().start(&Caller::default(), StartOptions::default()).await.unwrap_err();
    let StartError::Introspect(call) = error else { panic!("{error:?}") };
    assert_eq!(call.retry_at(), Some(org.clock_in(time::Duration::seconds(30))));
}
