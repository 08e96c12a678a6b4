//! The org's key set, used to verify a valid token.

use serde_json::Value;

use super::id_token::PAYLOAD;
use super::id_token::accepts;
use crate::org::ORG;

/// The token is accepted only if the set contains its key under its id exactly once. `MODULUS`
/// stands for the modulus of that key.
pub fn target(data: &[u8]) {
    let Some(set) = believed(data) else { return };
    let set = serde_json::from_str::<Value>(&set).unwrap_or_default();
    let keys = set["keys"].as_array().map(Vec::as_slice).unwrap_or_default();
    let named = keys.iter().filter(|key| key["kid"] == "k1").collect::<Vec<_>>();
    assert_eq!(named.len(), 1, "one of several keys was chosen");
    assert_eq!(named[0]["kty"], "RSA");
    let modulus = named[0]["n"].as_str();
    assert_eq!(
        modulus,
        Some(modulus_of_the_org().as_str()),
        "another key's signature was believed"
    );
}

/// Returns the set if the client accepts a valid token with it.
pub fn believed(data: &[u8]) -> Option<String> {
    let set = String::from_utf8_lossy(data).replace("MODULUS", &modulus_of_the_org());
    let payload = PAYLOAD.replace("ISSUER", &ORG.issuer());
    let token = ORG.signed(br#"{"alg":"RS256","kid":"k1"}"#, payload.as_bytes());
    accepts(&ORG.client(), &token, set.as_bytes()).then_some(set)
}

fn modulus_of_the_org() -> String {
    let genuine = serde_json::from_slice::<Value>(&ORG.keys()).unwrap_or_default();
    genuine["keys"][0]["n"].as_str().unwrap_or_default().to_owned()
}
