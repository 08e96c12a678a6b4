//! The org's key set, held against a genuine token.

use serde_json::Value;

use super::id_token::PAYLOAD;
use super::id_token::accepts;
use crate::org::ORG;

/// A token is believed only if the set holds its key, under its name, once. `MODULUS` stands for the key's.
pub fn target(data: &[u8]) {
    let genuine = serde_json::from_slice::<Value>(&ORG.keys()).unwrap_or_default();
    let modulus = genuine["keys"][0]["n"].as_str().unwrap_or_default();
    let set = String::from_utf8_lossy(data).replace("MODULUS", modulus);
    let payload = PAYLOAD.replace("ISSUER", &ORG.issuer());
    let token = ORG.signed(br#"{"alg":"RS256","kid":"k1"}"#, payload.as_bytes());
    if !accepts(&ORG.client(), &token, set.as_bytes()) {
        return;
    }
    let set = serde_json::from_str::<Value>(&set).unwrap_or_default();
    let keys = set["keys"].as_array().map(Vec::as_slice).unwrap_or_default();
    let named = keys.iter().filter(|key| key["kid"] == "k1").collect::<Vec<_>>();
    assert_eq!(named.len(), 1, "one of several keys was chosen");
    assert_eq!(named[0]["kty"], "RSA");
    assert_eq!(named[0]["n"].as_str(), Some(modulus), "a signature of another key was believed");
}
