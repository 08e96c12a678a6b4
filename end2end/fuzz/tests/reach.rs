//! Valid inputs of the corpus are accepted: a target that refuses everything would prove nothing.
#![expect(clippy::unwrap_used, reason = "tests may panic")]

use std::path::Path;

use fuzz::target::discovery;
use fuzz::target::hostile_org;
use fuzz::target::key_set;
use okta_idx::Pending;
use okta_idx::Tokens;
use server::session::cookie::Cookies;
use server::sign_in::record::Record;

fn input(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(path)).unwrap()
}

/// Shows: S6
#[test]
fn the_genuine_discovery_document_and_key_set_are_believed() {
    assert!(discovery::believed(&input("discovery/genuine")).is_some());
    assert!(discovery::believed(&input("discovery/keys-elsewhere")).is_none());
    assert!(key_set::believed(&input("key_set/genuine")).is_some());
    assert!(key_set::believed(&input("key_set/two-of-a-name")).is_none());
}

/// Shows: S6
#[test]
fn the_genuine_records_are_read() {
    assert!(serde_json::from_slice::<Record>(&input("session_record/start.json")).is_ok());
    let pending = serde_json::from_slice::<Record>(&input("session_record/pending.json")).unwrap();
    let server::flow::Stage::Pending(question) = &pending.flow().unwrap().stage else {
        panic!("another stage")
    };
    assert!(question.restore().is_some());
    assert!(Pending::restore(&input("saved_transaction/challenge.json")).is_ok());
    assert!(Tokens::restore(&input("saved_transaction/tokens.json")).is_ok());
}

/// Shows: S6
#[test]
fn the_genuine_cookie_is_read() {
    let mut headers = http::HeaderMap::new();
    let value = http::HeaderValue::from_bytes(&input("session_cookie/among-others")).unwrap();
    headers.insert("cookie", value);
    assert!(Cookies::new(true).session_id(&headers).is_some());
}

/// Shows: S6
#[test]
fn an_honest_org_leads_to_the_field_for_a_code_and_a_hostile_one_is_quoted_as_text() {
    let page = hostile_org::page(&input("hostile_org/honest"));
    assert!(page.contains("credentials.passcode"), "{page}");
    let page = hostile_org::page(&input("hostile_org/markup-message"));
    assert!(page.contains("&lt;usher-canary"), "{page}");
}
