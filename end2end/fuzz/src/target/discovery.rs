//! The discovery document.

use serde_json::Value;
use url::Url;

use crate::org::ORG;

/// A document is accepted only if it names the configured issuer and keys on the org's own origin.
/// `ISSUER` stands for the issuer.
pub fn target(data: &[u8]) {
    let Some(document) = believed(data) else { return };
    let Ok(document) = serde_json::from_str::<Value>(&document) else {
        panic!("a document that is not JSON was believed")
    };
    assert_eq!(document["issuer"].as_str(), Some(ORG.issuer().as_str()), "another issuer's");
    let keys = document["jwks_uri"].as_str().and_then(|uri| Url::parse(uri).ok());
    let own = Url::parse(&ORG.url).map(|url| url.origin());
    assert!(
        keys.is_some_and(|keys| own.is_ok_and(|own| own == keys.origin())),
        "keys of another origin were fetched"
    );
}

/// Returns the document if the client accepts it.
pub fn believed(data: &[u8]) -> Option<String> {
    let document = String::from_utf8_lossy(data).replace("ISSUER", &ORG.issuer());
    let (client, keys) = (ORG.client(), ORG.keys());
    let answers: [(&str, &[u8]); 2] =
        [(".well-known/openid-configuration", document.as_bytes()), ("v1/keys", &keys)];
    ORG.answering(&answers, client.warm_up()).ok()?;
    Some(document)
}
