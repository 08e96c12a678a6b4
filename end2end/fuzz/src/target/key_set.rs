//! The org's key set, held against a genuine token.

use serde_json::Value;

use super::id_token::PAYLOAD;
use super::id_token::accepts;
use crate::org::ORG;

/// A token is believed only if the set holds its key, under its name, once. `MODULUS` stands for the key's.
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

/// The set as it was told, if a genuine token was believed by it.
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
