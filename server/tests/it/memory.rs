//! The secrets that remain in the server's memory after a user has signed out.

use std::collections::BTreeMap;
use std::time::Duration;

use app::server_functions::SIGN_OUT;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use serde_json::json;

use crate::support::Browser;
use crate::support::Org;
use crate::support::Process;

const TOKEN: &str = "/oauth2/default/v1/token";
const REVOKE: &str = "/oauth2/default/v1/revoke";
/// The prefix of every secret that the org generates.
const MARKER: &str = "Kanarie7Vogl";
/// The names of secrets in the messages between the org and the server.
const NAMES: [&str; 10] = [
    "interaction_handle",
    "interaction_code",
    "stateHandle",
    "code_verifier",
    "access_token",
    "id_token",
    "refresh_token",
    "passcode",
    "nonce",
    "state",
];
/// A double click is one sign-in, because the result of a first step stays known for two minutes.
/// The cookie of that sign-in opens no session any more.
const REMEMBERED: &str = "id of the sign-in";
const PAGE: usize = 4096;

type Image = Vec<(String, Vec<u8>)>;
/// The secrets to search for, each with its name.
type Secrets = BTreeMap<Vec<u8>, String>;

/// Collects the values with secret names in a response.
fn of_json(value: &Value, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Array(items) => {
            for item in items {
                of_json(item, found);
            }
        }
        Value::Object(members) => {
            // A form field has its name and its value in two members.
            let field = members.get("name").and_then(Value::as_str).zip(members.get("value"));
            let named = members.iter().map(|(name, value)| (name.as_str(), value));
            for (name, value) in named.chain(field) {
                match value.as_str() {
                    Some(text) if NAMES.contains(&name) => {
                        found.insert(text.to_owned(), name.to_owned());
                    }
                    _ => of_json(value, found),
                }
            }
        }
        _ => {}
    }
}

/// Collects all secrets that the org received or sent.
async fn told(org: &Org) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for call in org.all_calls().await {
        for part in ["sent", "answered"] {
            let text = call[part].as_str().unwrap_or_default();
            match serde_json::from_str(text) {
                Ok(value) => of_json(&value, &mut found),
                Err(_) => found.extend(
                    url::form_urlencoded::parse(text.as_bytes())
                        .filter(|(name, _)| NAMES.contains(&name.as_ref()))
                        .map(|(name, value)| (value.into_owned(), name.into_owned())),
                ),
            }
        }
    }
    found
}

/// Adds a text as it is, and as it appears inside a longer text in base64.
fn shapes(name: &str, text: &str, secrets: &mut Secrets) {
    secrets.insert(text.as_bytes().to_vec(), name.to_owned());
    for before in 0..3 {
        let encoded = STANDARD_NO_PAD.encode([&vec![b' '; before], text.as_bytes()].concat());
        // The first and the last character depend on the neighbouring bytes.
        let inside = &encoded[(before * 8).div_ceil(6)..encoded.len() - 1];
        if inside.len() >= 12 {
            secrets.insert(inside.as_bytes().to_vec(), format!("{name} in base64"));
        }
    }
}

/// Finds each secret in a memory image, with the places where it is.
fn hits(image: &Image, secrets: &Secrets) -> BTreeMap<String, Vec<String>> {
    let pair = |bytes: &[u8]| (usize::from(bytes[0]) << 8) | usize::from(bytes[1]);
    let mut begins = vec![false; 1 << 16];
    for secret in secrets.keys() {
        begins[pair(secret)] = true;
    }
    let mut found = BTreeMap::<_, Vec<_>>::new();
    for (place, bytes) in image {
        let mut at = 0;
        while at + 1 < bytes.len() {
            if at % PAGE == 0 && bytes[at..].starts_with(&[0; PAGE]) {
                at += PAGE;
                continue;
            }
            if begins[pair(&bytes[at..])] {
                for (_, name) in secrets.iter().filter(|(it, _)| bytes[at..].starts_with(it)) {
                    let around = &bytes[at.saturating_sub(60)..bytes.len().min(at + 60)];
                    let around = around.escape_ascii().to_string();
                    found.entry(name.clone()).or_default().push(format!("{place} {around}"));
                }
            }
            at += 1;
        }
    }
    found
}

fn counts(hits: &BTreeMap<String, Vec<String>>) -> String {
    let each = hits.iter().map(|(name, places)| format!("{name}: {}", places.len()));
    each.collect::<Vec<_>>().join(", ")
}

/// Shows: S2
#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are part of the report")]
async fn nothing_is_left_in_memory_of_somebody_who_has_signed_out() {
    let org = Org::start().await;
    org.mark(MARKER).await;
    let folder = tempfile::tempdir().unwrap();
    let store = format!("sqlite:{}", folder.path().join("sessions.sqlite3").display());
    let issuer = org.issuer.clone();
    let flags = ["--okta-scopes", "openid profile email offline_access"];
    let starting = move || Process::with_org(&issuer, &store, &flags);
    let server = tokio::task::spawn_blocking(starting).await.unwrap();

    let mut browser = Browser::at(&server.origin);
    let mut cookies = Vec::new();
    let step = browser.begin("ada@example.com").await;
    cookies.push(browser.cookies["usher"].clone());
    let code = org.newest_mail("ada@example.com").await.code;
    org.fault(json!({ "path": TOKEN, "delayMs": 1000, "before": false, "times": 1 })).await;
    let under_way = async {
        while org.called(TOKEN).await == 0 {
            tokio::task::yield_now().await;
        }
        server.image()
    };
    let (done, under_way) = tokio::join!(browser.answer_code(&step, &code), under_way);
    assert_eq!(done.go, "/", "{done:?}");
    cookies.push(browser.cookies["usher"].clone());
    assert!(browser.open("/").await.body.contains("Hello, Ada"));
    assert_eq!(browser.post_json(SIGN_OUT, &[]).await.status, 200);
    // Tokens are revoked after the response is sent.
    while org.called(REVOKE).await < 2 {
        tokio::task::yield_now().await;
    }

    let (mut secrets, mut halves) = (Secrets::new(), Secrets::new());
    let told = told(&org).await;
    let mut names = told.values().map(String::as_str).collect::<Vec<_>>();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), NAMES.len(), "{names:?}");
    for (text, name) in told.iter().filter(|(text, _)| text.len() >= 6) {
        shapes(name, text, &mut secrets);
        // The last part of a token is never rebuilt.
        shapes(name, &text[text.len() - text.len().min(40)..], &mut secrets);
    }
    shapes("marker", MARKER, &mut secrets);
    for (cookie, whose) in cookies.iter().zip(["of the sign-in", "of the session"]) {
        shapes(&format!("cookie {whose}"), cookie, &mut secrets);
        let bytes = URL_SAFE_NO_PAD.decode(cookie).unwrap();
        for (half, what) in bytes.chunks(16).zip(["lookup", "key"]) {
            halves.insert(half.to_vec(), format!("{what} half {whose}"));
        }
        secrets.insert(bytes, format!("id {whose}"));
    }
    let found = hits(&under_way, &secrets);
    println!("S2: while tokens are fetched: {}", counts(&found));
    let look = || {
        let mut left = hits(&server.image(), &secrets);
        left.retain(|name, places| name != REMEMBERED || places.len() > 1);
        left
    };
    let mut left = look();
    // The org's last response may still be on its way.
    for _ in 0..50 {
        if left.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        left = look();
    }
    println!("S2: {} secrets, left after signing out: {}", secrets.len(), left.len());
    // Half an id, which opens no session, may remain on a stack of the cryptographic library.
    println!("S2: halves of ids: {}", counts(&hits(&server.image(), &halves)));
    let first = left.iter().map(|(name, places)| format!("{name}: {}", places[0]));
    assert!(left.is_empty(), "{:#?}", first.collect::<Vec<_>>());
    for name in ["code_verifier", "interaction_code", "passcode", "marker"] {
        assert!(found.contains_key(name), "{name}: the search finds what is in use");
    }
}
