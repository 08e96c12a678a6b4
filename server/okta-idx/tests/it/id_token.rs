//! Every rule of an ID token: violations, and valid borderline cases.

use std::time::Duration;

use okta_idx::Caller;
use okta_idx::ExchangeError;
use okta_idx::IdTokenError;
use okta_idx::StartOptions;
use okta_idx::Transaction;
use serde_json::Value;
use serde_json::json;

use crate::fixtures;
use crate::org::CLIENT_ID;
use crate::org::Org;
use crate::org::Scripted;
use crate::org::b64;
use crate::org::jwk;
use crate::org::jwk_of;
use crate::org::key;
use crate::org::other_key;
use crate::org::sign;
use crate::tokens;

const KEYS: &str = "/oauth2/default/v1/keys";

/// Signs in with the ID token that `make` returns.
async fn verdict(
    options: StartOptions,
    make: impl FnOnce(&Org) -> String,
) -> Result<(), IdTokenError> {
    let org = Org::start().await;
    let client = org.client();
    org.once("/idp/idx/introspect", Scripted::json(200, &fixtures::success(&org.url)));
    let Ok(Transaction::Completed(done)) = client.start(&Caller::default(), options).await else {
        panic!("the transaction completes at once");
    };
    let token = make(&org);
    tokens::grant(&org, tokens::claims(&org), |answer| answer["id_token"] = json!(token));
    match client.exchange(&Caller::default(), done).await {
        Ok(_) => Ok(()),
        Err(ExchangeError::IdToken(reason)) => Err(reason),
        Err(other) => panic!("{other:?}"),
    }
}

async fn with_claims(change: impl FnOnce(&mut Value)) -> Result<(), IdTokenError> {
    verdict(StartOptions::default(), |org| {
        let mut claims = tokens::claims(org);
        change(&mut claims);
        tokens::id_token(&claims)
    })
    .await
}

async fn with_header(header: Value) -> Result<(), IdTokenError> {
    verdict(StartOptions::default(), |org| {
        sign(key(), &header.to_string(), &tokens::claims(org).to_string())
    })
    .await
}

async fn with_keys(header: Value, keys: Value) -> Result<(), IdTokenError> {
    verdict(StartOptions::default(), |org| {
        org.always(KEYS, Scripted::json(200, &json!({ "keys": keys })));
        sign(key(), &header.to_string(), &tokens::claims(org).to_string())
    })
    .await
}

fn without(name: &'static str) -> impl FnOnce(&mut Value) {
    move |claims| {
        claims.as_object_mut().unwrap().remove(name);
    }
}

fn set(name: &'static str, value: impl Into<Value>) -> impl FnOnce(&mut Value) {
    let value = value.into();
    move |claims| claims[name] = value
}

/// Moves a time claim relative to the current time, in seconds.
fn at(name: &'static str, offset: i64) -> impl FnOnce(&mut Value) {
    move |claims| {
        let now = claims["auth_time"].as_i64().unwrap();
        claims[name] = json!(now + offset);
    }
}

macro_rules! matrix {
    ($($(#[$mark:meta])* $name:ident: $verdict:expr => $expected:expr;)+) => {$(
        $(#[$mark])*
        #[tokio::test]
        async fn $name() {
            assert_eq!($verdict.await, $expected);
        }
    )+};
}

const RS256: fn() -> Value = || json!({ "alg": "RS256", "kid": "k1" });

matrix! {
    /// Shows: V1 (idtoken-sig-rs256)
    a_good_token_is_accepted: with_claims(|_| ()) => Ok(());
    /// Shows: V1 (valid-aud-as-array)
    an_audience_as_a_list_of_one_is_accepted: with_claims(set("aud", json!([CLIENT_ID]))) => Ok(());
    typ_jwt_is_accepted_in_any_case: with_header(json!({ "alg": "RS256", "kid": "k1", "typ": "jwt" })) => Ok(());
    /// Shows: V1 (missing-athash)
    a_token_without_at_hash_is_accepted: with_claims(without("at_hash")) => Ok(());

    /// Shows: V1 (invalid-iss)
    an_invalid_iss_is_refused: with_claims(set("iss", "https://evil.example")) => Err(IdTokenError::Issuer);
    /// Shows: V1 (missing-iss)
    a_missing_iss_is_refused: with_claims(without("iss")) => Err(IdTokenError::Issuer);
    an_iss_with_a_slash_is_refused: with_claims(|claims| claims["iss"] = json!(format!("{}/", claims["iss"].as_str().unwrap()))) => Err(IdTokenError::Issuer);
    /// Shows: V1 (invalid-aud)
    an_invalid_aud_is_refused: with_claims(set("aud", "0oaOther")) => Err(IdTokenError::Audience);
    /// Shows: V1 (missing-aud)
    a_missing_aud_is_refused: with_claims(without("aud")) => Err(IdTokenError::Audience);
    an_empty_aud_is_refused: with_claims(set("aud", json!([]))) => Err(IdTokenError::Audience);
    /// Shows: V1 (a token for another client of the issuer)
    a_token_for_another_client_of_the_issuer_is_refused: with_claims(set("aud", json!(["0oaOther", "0oaThird"]))) => Err(IdTokenError::Audience);
    /// Shows: V1 (invalid-secondary-aud and several audiences without azp)
    several_audiences_without_azp_are_refused: with_claims(set("aud", json!([CLIENT_ID, "0oaOther"]))) => Err(IdTokenError::AuthorizedParty);
    several_audiences_with_a_foreign_azp_are_refused: with_claims(|claims| { claims["aud"] = json!([CLIENT_ID, "x"]); claims["azp"] = json!("x"); }) => Err(IdTokenError::AuthorizedParty);
    several_audiences_with_the_right_azp_are_accepted: with_claims(|claims| { claims["aud"] = json!([CLIENT_ID, "x"]); claims["azp"] = json!(CLIENT_ID); }) => Ok(());
    /// Shows: V1 (azp of another client)
    a_wrong_azp_is_refused: with_claims(set("azp", "0oaOther")) => Err(IdTokenError::AuthorizedParty);
    /// Shows: V1 (missing-sub)
    a_missing_sub_is_refused: with_claims(without("sub")) => Err(IdTokenError::Subject);
    an_empty_sub_is_refused: with_claims(set("sub", "")) => Err(IdTokenError::Subject);
    a_sub_that_is_a_number_is_refused: with_claims(set("sub", 7)) => Err(IdTokenError::Subject);

    /// Shows: V1 (missing-iat)
    a_missing_iat_is_refused: with_claims(without("iat")) => Err(IdTokenError::IssuedAt);
    an_iat_at_the_edge_of_the_skew_is_accepted: with_claims(at("iat", 60)) => Ok(());
    /// Shows: V1 (iat in the future), K7
    an_iat_beyond_the_skew_is_refused: with_claims(at("iat", 61)) => Err(IdTokenError::IssuedAt);
    an_iat_after_exp_is_refused: with_claims(|claims| { at("exp", 10)(claims); at("iat", 20)(claims); }) => Err(IdTokenError::IssuedAt);
    /// Shows: V1 (missing-exp)
    a_missing_exp_is_refused: with_claims(without("exp")) => Err(IdTokenError::Expired);
    /// Shows: V1 (invalid-expired-exp and exp outside the skew), K7
    an_expired_exp_is_refused: with_claims(|claims| { at("iat", -3600)(claims); at("exp", -61)(claims); }) => Err(IdTokenError::Expired);
    /// Shows: V1 (exp inside the skew), K7
    an_exp_inside_the_skew_is_accepted: with_claims(|claims| { at("iat", -3600)(claims); at("exp", -60)(claims); }) => Ok(());
    an_exp_as_text_is_refused: with_claims(set("exp", "4102444800")) => Err(IdTokenError::Expired);
    an_exp_beyond_all_calendars_is_refused: with_claims(set("exp", i64::MAX)) => Err(IdTokenError::Expired);
    an_exp_with_a_fraction_is_accepted: with_claims(set("exp", 1_893_502_800.5)) => Ok(());
    /// Shows: V1 (nbf in the future)
    an_nbf_in_the_future_is_refused: with_claims(at("nbf", 61)) => Err(IdTokenError::NotBefore);
    an_nbf_inside_the_skew_is_accepted: with_claims(at("nbf", 60)) => Ok(());
    an_nbf_that_is_no_number_is_refused: with_claims(set("nbf", "soon")) => Err(IdTokenError::NotBefore);

    /// Shows: V1 (missing-nonce)
    a_missing_nonce_is_refused: with_claims(without("nonce")) => Err(IdTokenError::MissingNonce);
    /// Shows: V1 (nonce-invalid)
    a_wrong_nonce_is_refused: with_claims(set("nonce", "another")) => Err(IdTokenError::Nonce);
    an_empty_nonce_is_refused: with_claims(set("nonce", "")) => Err(IdTokenError::Nonce);
    a_nonce_that_is_no_text_is_refused: with_claims(set("nonce", json!([b64([3; 32])]))) => Err(IdTokenError::MissingNonce);
    /// Shows: V1 (invalid-athash and the access token of somebody else)
    a_wrong_at_hash_is_refused: with_claims(set("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")) => Err(IdTokenError::AccessTokenHash);
    an_at_hash_that_is_no_text_is_refused: with_claims(set("at_hash", 1)) => Err(IdTokenError::AccessTokenHash);

    /// Shows: V1 (null-alg)
    a_null_alg_is_refused: with_header(json!({ "alg": null, "kid": "k1" })) => Err(IdTokenError::Algorithm);
    a_missing_alg_is_refused: with_header(json!({ "kid": "k1" })) => Err(IdTokenError::Algorithm);
    /// Shows: V1 (alternate-alg)
    an_alternate_alg_is_refused: with_header(json!({ "alg": "PS256", "kid": "k1" })) => Err(IdTokenError::Algorithm);
    an_alg_in_other_case_is_refused: with_header(json!({ "alg": "rs256", "kid": "k1" })) => Err(IdTokenError::Algorithm);
    /// Shows: V1 (invalid-sig-es256)
    an_es256_header_is_refused: with_header(json!({ "alg": "ES256", "kid": "k1" })) => Err(IdTokenError::Algorithm);
    /// Shows: V1 (typ at+jwt)
    an_access_token_is_refused: with_header(json!({ "alg": "RS256", "kid": "k1", "typ": "at+jwt" })) => Err(IdTokenError::Type);
    /// Shows: V1 (typ logout+jwt)
    a_logout_token_is_refused: with_header(json!({ "alg": "RS256", "kid": "k1", "typ": "logout+jwt" })) => Err(IdTokenError::Type);
    /// Shows: V1 (unknown crit)
    an_unknown_crit_is_refused: with_header(json!({ "alg": "RS256", "kid": "k1", "crit": ["b64"], "b64": false })) => Err(IdTokenError::Critical);
    an_empty_crit_is_refused: with_header(json!({ "alg": "RS256", "kid": "k1", "crit": [] })) => Err(IdTokenError::Critical);
    a_kid_that_is_no_text_is_refused: with_header(json!({ "alg": "RS256", "kid": 1 })) => Err(IdTokenError::Malformed);

    an_unknown_kid_is_refused: with_header(json!({ "alg": "RS256", "kid": "k9" })) => Err(IdTokenError::UnknownKey);
    /// Shows: V1 (kid-absent-single-jwks)
    an_absent_kid_with_one_key_is_accepted: with_header(json!({ "alg": "RS256" })) => Ok(());
    /// Shows: V1 (kid-absent-multiple-jwks)
    an_absent_kid_with_several_keys_is_refused: with_keys(json!({ "alg": "RS256" }), json!([jwk("k1"), jwk_of("k2", other_key())])) => Err(IdTokenError::AmbiguousKey);
    a_kid_that_names_two_keys_is_refused: with_keys(RS256(), json!([jwk("k1"), jwk_of("k1", other_key())])) => Err(IdTokenError::AmbiguousKey);
    /// Shows: V1 (an EC key for RS256)
    an_ec_key_for_an_rs_algorithm_is_refused: with_keys(RS256(), json!([{ "kty": "EC", "kid": "k1", "crv": "P-256", "x": "AA", "y": "AA" }])) => Err(IdTokenError::UnusableKey);
    an_encryption_key_is_refused: with_keys(RS256(), json!([with(jwk("k1"), "use", "enc")])) => Err(IdTokenError::UnusableKey);
    a_key_for_another_algorithm_is_refused: with_keys(RS256(), json!([with(jwk("k1"), "alg", "RS512")])) => Err(IdTokenError::UnusableKey);
    a_key_without_modulus_is_refused: with_keys(RS256(), json!([{ "kty": "RSA", "kid": "k1", "e": "AQAB" }])) => Err(IdTokenError::UnusableKey);
    /// Shows: V1 (an RSA key below 2048 bits)
    a_key_below_2048_bits_is_refused: with_keys(RS256(), json!([{ "kty": "RSA", "kid": "k1", "n": b64([0xff; 255]), "e": "AQAB" }])) => Err(IdTokenError::WeakKey);
    a_short_key_with_leading_zeros_is_refused: with_keys(RS256(), json!([{ "kty": "RSA", "kid": "k1", "n": b64([[0; 128], [0xff; 128]].concat()), "e": "AQAB" }])) => Err(IdTokenError::WeakKey);
    a_key_of_nonsense_is_refused: with_keys(RS256(), json!([{ "kty": "RSA", "kid": "k1", "n": b64([0xff; 256]), "e": "" }])) => Err(IdTokenError::Signature);
    an_empty_key_set_is_refused: with_keys(RS256(), json!([])) => Err(IdTokenError::UnknownKey);
}

fn with(mut key: Value, name: &str, value: &str) -> Value {
    key[name] = json!(value);
    key
}

/// Changes the text of a valid token.
async fn rewritten(change: impl FnOnce(&str) -> String) -> Result<(), IdTokenError> {
    verdict(StartOptions::default(), |org| change(&tokens::id_token(&tokens::claims(org)))).await
}

fn parts(token: &str) -> [&str; 3] {
    let parts: Vec<&str> = token.split('.').collect();
    parts.try_into().unwrap()
}

fn signed_raw(
    header: &str,
    payload: impl Fn(&str) -> String,
) -> impl Future<Output = Result<(), IdTokenError>> {
    let header = header.to_owned();
    verdict(StartOptions::default(), move |org| {
        sign(key(), &header, &payload(&tokens::claims(org).to_string()))
    })
}

/// Changes the unused bits in the signature's last character, which is then not canonical.
fn non_canonical(token: &str) -> String {
    let (rest, last) = token.split_at(token.len() - 1);
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let index = alphabet.find(last).unwrap();
    format!("{rest}{}", &alphabet[index + 1..index + 2])
}

matrix! {
    /// Shows: V1 (invalid-sig-rs256)
    a_signature_of_another_key_is_refused: verdict(StartOptions::default(), |org| sign(other_key(), &RS256().to_string(), &tokens::claims(org).to_string())) => Err(IdTokenError::Signature);
    /// Shows: V1 (jwk in the header)
    a_key_in_the_header_is_never_used: verdict(StartOptions::default(), |org| {
        let header = json!({ "alg": "RS256", "kid": "k1", "jwk": jwk_of("k1", other_key()), "jku": format!("{}/keys", org.url), "x5u": "https://evil.example" });
        sign(other_key(), &header.to_string(), &tokens::claims(org).to_string())
    }) => Err(IdTokenError::Signature);
    a_changed_payload_is_refused: rewritten(|token| {
        let [header, payload, signature] = parts(token);
        let changed = payload.replace(&payload[20..24], if &payload[20..24] == "AAAA" { "BBBB" } else { "AAAA" });
        format!("{header}.{changed}.{signature}")
    }) => Err(IdTokenError::Malformed);
    a_payload_of_somebody_else_is_refused: verdict(StartOptions::default(), |org| {
        let good = tokens::id_token(&tokens::claims(org));
        let [header, _, signature] = parts(&good);
        let other = with(tokens::claims(org), "sub", "00uOther");
        format!("{header}.{}.{signature}", b64(other.to_string()))
    }) => Err(IdTokenError::Signature);
    /// Shows: V1 (idtoken-sig-none)
    alg_none_without_signature_is_refused: rewritten(|token| format!("{}.{}.", b64(r#"{"alg":"none"}"#), parts(token)[1])) => Err(IdTokenError::Algorithm);
    alg_none_with_kid_is_refused: rewritten(|token| format!("{}.{}.", b64(r#"{"alg":"none","kid":"k1"}"#), parts(token)[1])) => Err(IdTokenError::Algorithm);
    an_hs256_signature_with_the_public_key_is_refused: verdict(StartOptions::default(), |org| {
        let signed = format!("{}.{}", b64(r#"{"alg":"HS256","kid":"k1"}"#), b64(tokens::claims(org).to_string()));
        let public = jwk("k1").to_string();
        let secret = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, public.as_bytes());
        format!("{signed}.{}", b64(aws_lc_rs::hmac::sign(&secret, signed.as_bytes())))
    }) => Err(IdTokenError::Algorithm);
    an_empty_signature_is_refused: rewritten(|token| { let [header, payload, _] = parts(token); format!("{header}.{payload}.") }) => Err(IdTokenError::Signature);
    two_parts_are_refused: rewritten(|token| { let [header, payload, _] = parts(token); format!("{header}.{payload}") }) => Err(IdTokenError::Malformed);
    four_parts_are_refused: rewritten(|token| format!("{token}.AAAA")) => Err(IdTokenError::Malformed);
    /// Shows: V1 (base64url that is not canonical)
    padding_is_refused: rewritten(|token| format!("{token}==")) => Err(IdTokenError::Malformed);
    plain_base64_is_refused: rewritten(|token| format!("{}+/", &token[..token.len() - 2])) => Err(IdTokenError::Malformed);
    whitespace_is_refused: rewritten(|token| format!("{token}\n")) => Err(IdTokenError::Malformed);
    non_canonical_base64url_is_refused: rewritten(non_canonical) => Err(IdTokenError::Malformed);
    /// Shows: V1 (a token of a megabyte)
    a_token_of_a_megabyte_is_refused: rewritten(|token| format!("{token}{}", "A".repeat(900_000))) => Err(IdTokenError::TooLong);
    a_signed_token_above_the_limit_is_refused: with_claims(set("padding", "x".repeat(64 * 1024))) => Err(IdTokenError::TooLong);
    /// Shows: V1 (duplicate JSON members)
    duplicate_claims_are_refused: signed_raw(r#"{"alg":"RS256","kid":"k1"}"#, |claims| claims.replacen('{', r#"{"sub":"00uOther","#, 1)) => Err(IdTokenError::Malformed);
    duplicate_nested_claims_are_refused: signed_raw(r#"{"alg":"RS256","kid":"k1"}"#, |claims| claims.replacen('{', r#"{"x":[{"a":1,"a":2}],"#, 1)) => Err(IdTokenError::Malformed);
    duplicate_header_members_are_refused: signed_raw(r#"{"alg":"none","alg":"RS256","kid":"k1"}"#, str::to_owned) => Err(IdTokenError::Malformed);
    /// Shows: V1 (duplicate JSON members)
    escaped_duplicates_are_refused: signed_raw(r#"{"alg":"RS256","kid":"k1"}"#, |claims| claims.replacen('{', "{\"\\u0073ub\":\"00uOther\",", 1)) => Err(IdTokenError::Malformed);
    a_payload_that_is_no_object_is_refused: signed_raw(r#"{"alg":"RS256","kid":"k1"}"#, |_| "[]".to_owned()) => Err(IdTokenError::Malformed);
    a_payload_with_a_tail_is_refused: signed_raw(r#"{"alg":"RS256","kid":"k1"}"#, |claims| format!("{claims} {{}}")) => Err(IdTokenError::Malformed);
    a_payload_that_is_no_text_is_refused: rewritten(|token| { let [header, _, signature] = parts(token); format!("{header}.{}.{signature}", b64([0xff, 0xfe])) }) => Err(IdTokenError::Malformed);
}

fn asking(acr: &[&str], max_age: Option<u64>) -> StartOptions {
    StartOptions {
        acr_values: acr.iter().map(|&acr| acr.to_owned()).collect(),
        max_age: max_age.map(Duration::from_secs),
        ..StartOptions::default()
    }
}

fn needing(amr: &[&str]) -> StartOptions {
    StartOptions { amr: amr.iter().map(|&way| way.to_owned()).collect(), ..StartOptions::default() }
}

async fn asked(options: StartOptions, change: impl FnOnce(&mut Value)) -> Result<(), IdTokenError> {
    verdict(options, |org| {
        let mut claims = tokens::claims(org);
        change(&mut claims);
        tokens::id_token(&claims)
    })
    .await
}

matrix! {
    the_acr_asked_for_is_accepted: asked(asking(&["urn:okta:loa:2fa:any"], None), set("acr", "urn:okta:loa:2fa:any")) => Ok(());
    one_of_several_acrs_is_accepted: asked(asking(&["a", "phr"], None), set("acr", "phr")) => Ok(());
    /// Shows: O16
    a_weaker_acr_is_refused: asked(asking(&["phr"], None), set("acr", "urn:okta:loa:1fa:any")) => Err(IdTokenError::AuthenticationContext);
    a_missing_acr_is_refused: asked(asking(&["phr"], None), |_| ()) => Err(IdTokenError::AuthenticationContext);
    all_ways_that_are_needed_are_accepted: asked(needing(&["otp", "mfa"]), set("amr", json!(["mfa", "pwd", "otp"]))) => Ok(());
    /// Shows: O16
    a_way_that_was_not_used_is_refused: asked(needing(&["otp", "mfa"]), |_| ()) => Err(IdTokenError::AuthenticationWays);
    missing_ways_are_refused: asked(needing(&["otp"]), without("amr")) => Err(IdTokenError::AuthenticationWays);
    ways_in_one_text_are_refused: asked(needing(&["otp"]), set("amr", "otp")) => Err(IdTokenError::AuthenticationWays);
    a_recent_authentication_is_accepted: asked(asking(&[], Some(300)), |claims| { let now = claims["iat"].as_i64().unwrap(); claims["auth_time"] = json!(now - 360); }) => Ok(());
    /// Shows: O16
    an_old_authentication_is_refused: asked(asking(&[], Some(300)), |claims| { let now = claims["iat"].as_i64().unwrap(); claims["auth_time"] = json!(now - 361); }) => Err(IdTokenError::AuthenticationTime);
    a_missing_auth_time_is_refused: asked(asking(&[], Some(300)), without("auth_time")) => Err(IdTokenError::AuthenticationTime);
    an_auth_time_in_the_future_is_refused: asked(asking(&[], Some(300)), at("auth_time", 61)) => Err(IdTokenError::AuthenticationTime);
    an_endless_max_age_overflows_nothing: asked(asking(&[], Some(u64::MAX)), |_| ()) => Ok(());
    an_old_authentication_nobody_asked_about_is_accepted: asked(asking(&[], None), set("auth_time", 1)) => Ok(());
}

#[test]
fn reasons_are_stable_words() {
    assert_eq!(IdTokenError::Nonce.reason(), "id_token_nonce");
    assert_eq!(IdTokenError::Nonce.to_string(), "id_token_nonce");
    assert_eq!(IdTokenError::AmbiguousKey.reason(), "id_token_ambiguous_key");
}
