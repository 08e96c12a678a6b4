use okta_idx::AccessToken;
use okta_idx::CallError;
use okta_idx::Caller;
use okta_idx::Certainty;
use okta_idx::Client;
use okta_idx::Clock as _;
use okta_idx::Completed;
use okta_idx::Config;
use okta_idx::ExchangeError;
use okta_idx::IdTokenError;
use okta_idx::InteractionCode;
use okta_idx::RefreshError;
use okta_idx::Scopes;
use okta_idx::TokenKind;
use okta_idx::Tokens;
use okta_idx::UserInfoError;
use serde_json::Value;
use serde_json::json;
use time::Duration;

use crate::fixtures;
use crate::org::CLIENT_ID;
use crate::org::Org;
use crate::org::Scripted;
use crate::org::b64;
use crate::org::key;
use crate::org::sign;

pub(crate) const TOKEN: &str = "/oauth2/default/v1/token";
pub(crate) const ACCESS_TOKEN: &str = "at-canary";

/// Returns claims that pass every rule. The third random value of a client is its first nonce.
pub(crate) fn claims(org: &Org) -> Value {
    let now = org.clock.now().unix_timestamp();
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, ACCESS_TOKEN.as_bytes());
    json!({
        "sub": "00u1", "name": "Ann Lee", "email": "ann@example.test", "preferred_username": "ann@example.test",
        "iss": org.issuer(), "aud": CLIENT_ID, "iat": now, "exp": now + 3600, "auth_time": now, "amr": ["otp"],
        "nonce": b64([3; 32]), "at_hash": b64(&hash.as_ref()[..16]), "ver": 1,
    })
}

pub(crate) fn id_token(claims: &Value) -> String {
    sign(key(), &json!({ "kid": "k1", "alg": "RS256" }).to_string(), &claims.to_string())
}

/// Sets the next response of the token endpoint.
pub(crate) fn grant(org: &Org, claims: Value, change: impl FnOnce(&mut Value)) {
    let mut answer = json!({
        "token_type": "Bearer", "expires_in": 3600, "access_token": ACCESS_TOKEN, "scope": "openid email offline_access",
        "id_token": id_token(&claims), "refresh_token": "rt-canary-1",
    });
    change(&mut answer);
    org.once(TOKEN, Scripted::json(200, &answer));
}

pub(crate) async fn completed(org: &Org, client: &Client) -> Completed {
    let pending = org.pending(client, &fixtures::identify(&org.url)).await;
    pending.complete_with_code(pending.state().expose(), InteractionCode::new("ic-canary")).unwrap()
}

/// Makes an org, a client and its tokens.
async fn signed_in() -> (Org, Client, Tokens) {
    let org = Org::start().await;
    let client = org.client();
    let done = completed(&org, &client).await;
    grant(&org, claims(&org), |_| ());
    let tokens = client.exchange(&Caller::default(), done).await.unwrap();
    (org, client, tokens)
}

/// Shows: O1
#[tokio::test]
async fn the_code_is_exchanged_with_verifier_and_secret_in_the_body() {
    let (org, _, tokens) = signed_in().await;
    let seen = org.last(TOKEN);
    let form = seen.form();
    assert_eq!(form["grant_type"], "interaction_code");
    assert_eq!(form["interaction_code"], "ic-canary");
    assert_eq!(form["code_verifier"], b64([1; 32]));
    assert_eq!(form["client_id"], CLIENT_ID);
    assert_eq!(form["client_secret"], "s3cret-canary");
    assert_eq!(form["redirect_uri"], "http://127.0.0.1:8080/login/callback");
    assert_eq!(seen.header("authorization"), None);

    assert_eq!(tokens.access_token().expose(), ACCESS_TOKEN);
    assert_eq!(tokens.refresh_token().unwrap().expose(), "rt-canary-1");
    assert_eq!(tokens.expires_at(), org.clock_in(Duration::hours(1)));
    assert_eq!(tokens.scope(), "openid email offline_access");
    let claims = tokens.claims();
    assert_eq!(
        (claims.sub(), claims.name(), claims.email()),
        ("00u1", Some("Ann Lee"), Some("ann@example.test"))
    );
    assert_eq!(claims.amr().collect::<Vec<_>>(), ["otp"]);
    assert_eq!(claims.auth_time(), Some(org.clock.now()));
    assert!(claims.strings().any(|(name, _)| name == "preferred_username"));
}

/// Shows: V1
#[tokio::test]
async fn the_kind_of_token_is_compared_without_case() {
    let org = Org::start().await;
    for (kind, fine) in [
        (json!("bearer"), true),
        (json!("BEARER"), true),
        (json!("DPoP"), false),
        (json!(null), false),
    ] {
        let client = org.client();
        let done = completed(&org, &client).await;
        grant(&org, claims(&org), |answer| answer["token_type"] = kind.clone());
        let result = client.exchange(&Caller::default(), done).await;
        assert_eq!(result.is_ok(), fine, "{kind}");
    }
}

#[tokio::test]
async fn an_answer_without_its_parts_is_refused_by_name() {
    let org = Org::start().await;
    for missing in ["access_token", "id_token", "expires_in", "token_type"] {
        let client = org.client();
        let done = completed(&org, &client).await;
        grant(&org, claims(&org), |answer| {
            answer.as_object_mut().unwrap().remove(missing);
        });
        let error = client.exchange(&Caller::default(), done).await.unwrap_err();
        assert!(matches!(error, ExchangeError::Incomplete(name) if name == missing), "{error:?}");
    }
}

#[tokio::test]
async fn a_refused_code_is_an_oauth_error() {
    let org = Org::start().await;
    let client = org.client();
    let done = completed(&org, &client).await;
    let refusal =
        json!({ "error": "invalid_grant", "error_description": "PKCE verification failed." });
    org.once(TOKEN, Scripted::json(400, &refusal));
    let error = client.exchange(&Caller::default(), done).await.unwrap_err();
    let ExchangeError::Call(call) = error else { panic!("{error:?}") };
    assert!(matches!(&call, CallError::OAuth { error, .. } if error.code == "invalid_grant"));
    assert_eq!(call.certainty(), Certainty::Refused);
}

/// Shows: O15
#[tokio::test]
async fn a_redirecting_token_endpoint_does_not_get_the_secret_sent_on() {
    let org = Org::start().await;
    let client = org.client();
    let done = completed(&org, &client).await;
    let reply = Scripted::text(307, "").with("location", format!("{}/steal", org.url));
    org.once(TOKEN, reply);
    let error = client.exchange(&Caller::default(), done).await.unwrap_err();
    assert!(matches!(error, ExchangeError::Call(CallError::Redirected(307))));
    assert!(org.seen("/steal").is_empty());
}

#[tokio::test]
async fn tokens_survive_being_saved() {
    let (_, _, tokens) = signed_in().await;
    let restored = Tokens::restore(&tokens.save()).unwrap();
    assert_eq!(restored.save(), tokens.save());
    assert_eq!(restored.claims().email(), Some("ann@example.test"));
    assert_eq!(restored.expires_at(), tokens.expires_at());
}

/// Shows: V1
#[tokio::test]
async fn a_refresh_authenticates_the_client_and_takes_the_rotated_token() {
    let (org, client, tokens) = signed_in().await;
    let mut renewed = claims(&org);
    renewed.as_object_mut().unwrap().remove("nonce");
    grant(&org, renewed, |answer| answer["refresh_token"] = json!("rt-canary-2"));
    let fresh = client.refresh(&Caller::default(), &tokens).await.unwrap();
    let form = org.last(TOKEN).form();
    assert_eq!(form["grant_type"], "refresh_token");
    assert_eq!(form["refresh_token"], "rt-canary-1");
    assert_eq!(form["scope"], "openid email offline_access");
    assert_eq!(form["client_secret"], "s3cret-canary");
    assert_eq!(fresh.refresh_token().unwrap().expose(), "rt-canary-2");
}

#[tokio::test]
async fn what_a_refresh_does_not_replace_stays() {
    let (org, client, tokens) = signed_in().await;
    org.once(
        TOKEN,
        Scripted::json(
            200,
            &json!({ "token_type": "Bearer", "expires_in": 60, "access_token": "at2" }),
        ),
    );
    let fresh = client.refresh(&Caller::default(), &tokens).await.unwrap();
    assert_eq!(fresh.access_token().expose(), "at2");
    assert_eq!(fresh.refresh_token().unwrap().expose(), "rt-canary-1");
    assert_eq!(fresh.id_token().expose(), tokens.id_token().expose());
    assert_eq!(fresh.expires_at(), org.clock_in(Duration::minutes(1)));
}

/// Shows: V1
#[tokio::test]
async fn a_refreshed_token_about_somebody_else_ends_the_session() {
    for (claim, value, expected) in [
        ("sub", json!("00uOther"), IdTokenError::ChangedSubject),
        ("iss", json!("https://evil.example"), IdTokenError::Issuer),
        ("aud", json!([CLIENT_ID]), IdTokenError::ChangedAudience),
        ("nonce", json!("another"), IdTokenError::Nonce),
    ] {
        let (org, client, tokens) = signed_in().await;
        let mut renewed = claims(&org);
        renewed[claim] = value;
        grant(&org, renewed, |_| ());
        let error = client.refresh(&Caller::default(), &tokens).await.unwrap_err();
        assert!(error.ends_session());
        assert!(
            matches!(error, RefreshError::IdToken(reason) if reason == expected),
            "{claim}: {error:?}"
        );
    }
}

#[tokio::test]
async fn a_dead_refresh_token_ends_the_session_and_a_stumbling_org_does_not() {
    let (org, client, tokens) = signed_in().await;
    org.once(
        TOKEN,
        Scripted::json(400, &json!({ "error": "invalid_grant", "error_description": "expired" })),
    );
    let error = client.refresh(&Caller::default(), &tokens).await.unwrap_err();
    assert!(matches!(error, RefreshError::Over) && error.ends_session());
    for reply in [
        Scripted::text(503, ""),
        Scripted::json(429, &json!({})),
        Scripted::json(401, &json!({ "error": "invalid_client" })),
    ] {
        org.once(TOKEN, reply);
        let error = client.refresh(&Caller::default(), &tokens).await.unwrap_err();
        assert!(matches!(error, RefreshError::Call(_)) && !error.ends_session(), "{error:?}");
    }
}

/// Shows: V1
#[tokio::test]
async fn userinfo_must_be_about_the_same_person() {
    let path = "/oauth2/default/v1/userinfo";
    let (org, client, tokens) = signed_in().await;
    org.once(path, Scripted::json(200, &json!({ "sub": "00u1", "email": "new@example.test" })));
    let info = client.userinfo(&Caller::default(), &tokens).await.unwrap();
    assert_eq!(info.string("email"), Some("new@example.test"));
    assert_eq!(org.last(path).header("authorization"), Some("Bearer at-canary"));
    for other in [json!({ "sub": "00uOther" }), json!({}), json!([])] {
        org.once(path, Scripted::json(200, &other));
        let error = client.userinfo(&Caller::default(), &tokens).await.unwrap_err();
        assert!(matches!(error, UserInfoError::OtherSubject));
    }
    org.once(path, Scripted::text(401, ""));
    assert!(matches!(
        client.userinfo(&Caller::default(), &tokens).await,
        Err(UserInfoError::Refused)
    ));
    org.once(path, Scripted::text(502, "<html>"));
    assert!(matches!(
        client.userinfo(&Caller::default(), &tokens).await,
        Err(UserInfoError::Call(_))
    ));
}

/// Shows: O1, V1
#[tokio::test]
async fn revoking_sends_basic_credentials_and_takes_an_empty_answer() {
    let path = "/oauth2/default/v1/revoke";
    let (org, client, tokens) = signed_in().await;
    org.always(path, Scripted::text(200, ""));
    for (kind, hint, token) in [
        (TokenKind::Refresh, "refresh_token", "rt-canary-1"),
        (TokenKind::Access, "access_token", ACCESS_TOKEN),
    ] {
        client.revoke(&Caller::default(), &tokens, kind).await.unwrap();
        let seen = org.last(path);
        assert_eq!(seen.form()["token_type_hint"], hint);
        assert_eq!(seen.form()["token"], token);
        let expected = base64::Engine::encode(
            &base64::engine::general_purpose::STANDARD,
            "0oaTest:s3cret-canary",
        );
        assert_eq!(seen.header("authorization").unwrap(), format!("Basic {expected}"));
    }
    org.always(path, Scripted::text(503, ""));
    assert!(client.revoke(&Caller::default(), &tokens, TokenKind::Access).await.is_err());
}

#[tokio::test]
async fn the_logout_address_carries_hint_return_and_state() {
    let (org, client, tokens) = signed_in().await;
    let url = client.logout_url(tokens.id_token(), Some("http://127.0.0.1:8080/?a=b"), Some("z"));
    assert!(url.as_str().starts_with(&format!("{}/v1/logout?id_token_hint=", org.issuer())));
    let pairs: Vec<_> =
        url.query_pairs().skip(1).map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(pairs, ["post_logout_redirect_uri=http://127.0.0.1:8080/?a=b", "state=z"]);
    let bare = Config::new(
        "https://example.okta.com",
        "0oa1",
        None,
        "https://a.example/",
        Scopes::default(),
    )
    .unwrap();
    let url = org.client_of(bare).logout_url(tokens.id_token(), None, None);
    assert_eq!(url.path(), "/oauth2/v1/logout");
    assert_eq!(url.query_pairs().count(), 1);
}

#[test]
fn a_secret_exposes_itself_only_when_asked() {
    let token = AccessToken::new("at-canary");
    assert_eq!(format!("{token:?}"), "AccessToken([redacted])");
    assert_eq!(token.expose(), "at-canary");
}
