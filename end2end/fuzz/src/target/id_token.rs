//! ID tokens in the responses of the token endpoint.

use std::sync::LazyLock;

use okta_idx::Caller;
use okta_idx::Client;
use okta_idx::Tokens;
use serde_json::Value;
use serde_json::json;

use crate::org::CLIENT_ID;
use crate::org::NOW;
use crate::org::ORG;

/// The payload of a valid token.
pub(super) const PAYLOAD: &str =
    r#"{"iss":"ISSUER","sub":"00u1","aud":"0oa1","iat":1893499200,"exp":1893502800}"#;
const HEADER: &str = r#"{"alg":"RS256","kid":"k1"}"#;

/// The first byte selects the input. 0 is a token; 1 is changes to a valid token, each two bytes of
/// offset and one of bits. Any other byte is followed by a header, a line end and a payload, which
/// the org signs. `ISSUER` stands for the issuer.
///
/// An unsigned token is never accepted, and a valid one only unchanged. A signed one is accepted
/// only for this application, the same subject and the current time.
pub fn target(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let genuine =
        || ORG.signed(HEADER.as_bytes(), PAYLOAD.replace("ISSUER", &ORG.issuer()).as_bytes());
    match first {
        0 => assert!(!accepted(&String::from_utf8_lossy(rest)), "a stranger's token was believed"),
        1 => {
            let genuine = genuine();
            let changed = changed(&genuine, rest);
            assert_eq!(accepted(&changed), changed == genuine, "a changed token");
        }
        _ => {
            let text = String::from_utf8_lossy(rest).replace("ISSUER", &ORG.issuer());
            let (header, payload) = text.split_once('\n').unwrap_or((HEADER, &text));
            if accepted(&ORG.signed(header.as_bytes(), payload.as_bytes())) {
                holds(header, payload);
            }
        }
    }
}

fn changed(token: &str, changes: &[u8]) -> String {
    let mut bytes = token.as_bytes().to_vec();
    for change in changes.chunks_exact(3) {
        let place = usize::from(u16::from_be_bytes([change[0], change[1]])) % bytes.len();
        bytes[place] ^= change[2] & 0x7f;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Checks by other means what must hold for an accepted token.
fn holds(header: &str, payload: &str) {
    let header = serde_json::from_str::<Value>(header).unwrap_or_default();
    let claims = serde_json::from_str::<Value>(payload).unwrap_or_default();
    assert_eq!(header["alg"], "RS256");
    assert!(header.get("crit").is_none(), "an extension was overlooked");
    assert_eq!(claims["iss"].as_str(), Some(ORG.issuer().as_str()));
    assert_eq!(claims["sub"], "00u1");
    assert_eq!(claims["aud"], CLIENT_ID);
    let moment = |name: &str| claims[name].as_f64().unwrap_or(f64::NAN);
    #[expect(clippy::cast_precision_loss, reason = "seconds of this century are exact")]
    let now = NOW as f64;
    assert!(moment("exp") > now - 62.0, "a token that has ended was believed");
    assert!(moment("iat") < now + 62.0, "a token of the future was believed");
}

fn accepted(token: &str) -> bool {
    static CLIENT: LazyLock<Client> = LazyLock::new(|| ORG.client());
    accepts(&CLIENT, token, &ORG.keys())
}

/// Whether a client accepts this ID token from an org with these keys.
pub(super) fn accepts(client: &Client, token: &str, keys: &[u8]) -> bool {
    let answer = json!({ "token_type": "Bearer", "expires_in": 3600, "access_token": "at", "id_token": token });
    let (discovery, answer) = (ORG.discovery(), answer.to_string());
    let answers: [(&str, &[u8]); 3] = [
        (".well-known/openid-configuration", &discovery),
        ("v1/keys", keys),
        ("v1/token", answer.as_bytes()),
    ];
    let refreshed = ORG.answering(&answers, client.refresh(&Caller::default(), &BEFORE));
    // A response without an ID token keeps the previous one, which differs from this one.
    refreshed.is_ok_and(|tokens| tokens.id_token().expose() == token)
}

static BEFORE: LazyLock<Tokens> = LazyLock::new(|| {
    let saved = json!({
        "v": 1, "accessToken": "at", "refreshToken": "rt", "expiresAt": NOW, "scope": "openid",
        "idToken": ORG.signed(HEADER.as_bytes(), PAYLOAD.as_bytes()),
    });
    Tokens::restore(saved.to_string().as_bytes()).unwrap_or_else(|error| panic!("tokens: {error}"))
});
