//! The `inspect` example prints one line for any file.

#[path = "../../examples/inspect.rs"]
#[expect(dead_code, reason = "its `main` and printing are not called here")]
pub(crate) mod tool;

use serde_json::Value;
use serde_json::json;

use crate::fixtures;

fn inspect(answer: &Value) -> Value {
    tool::inspect("f.json", answer.to_string().as_bytes())
}

#[test]
fn a_step_shows_forms_fields_options_polls_and_actions() {
    let line = inspect(&fixtures::wrong_code("https://example.okta.com"));
    assert_eq!(
        line,
        json!({
            "file": "f.json",
            "kind": "pending",
            "steps": [
                {
                    "name": "challenge-authenticator",
                    "authenticator": { "key": "okta_email", "type": "email" },
                    "fields": ["credentials.passcode"],
                    "options": [],
                    "pollMs": 4000,
                },
                {
                    "name": "select-authenticator-authenticate",
                    "authenticator": null,
                    "fields": ["authenticator", "authenticator.id", "authenticator.methodType"],
                    "options": ["Email", "Phone", "SMS", "Voice call"],
                    "pollMs": null,
                },
            ],
            "messages": [{ "class": "ERROR", "key": "api.authn.error.PASSCODE_INVALID", "text": "Invalid code. Try again." }],
            "actions": ["poll", "resend", "cancel"],
            "expiresAt": "2030-01-01T14:00:00.000Z",
        })
    );
}

#[test]
fn every_kind_is_told_apart() {
    let url = "https://example.okta.com";
    for (answer, kind) in [
        (fixtures::terminal("idx.session.expired"), "terminal"),
        (fixtures::success(url), "success"),
        (json!({ "error": "invalid_grant", "error_description": "PKCE" }), "oauth_error"),
        (json!({ "error": "invalid_client" }), "oauth_error"),
        (json!({ "errorCode": "E0000047", "errorSummary": "slow down" }), "api_error"),
        (json!({ "error": "Forbidden", "message": "policy" }), "unusable"),
        (json!({ "message": "internal server error" }), "unusable"),
        (json!([]), "unusable"),
        (json!("text"), "unusable"),
        (json!({ "version": "1.0.0", "remediation": { "value": [null, 3, {}] } }), "unusable"),
    ] {
        let line = inspect(&answer);
        assert_eq!(line["kind"], kind, "{answer}");
        assert!(line["steps"].as_array().unwrap().is_empty());
    }
    for (body, kind) in [
        (&b""[..], "unusable"),
        (b" \n", "unusable"),
        (b"<html>", "unusable"),
        (b"\xff\xfe", "unusable"),
    ] {
        assert_eq!(tool::inspect("f", body)["kind"], kind);
    }
}

#[test]
fn endless_nesting_is_unusable() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(tool::inspect("f", deep.as_bytes())["kind"], "unusable");
}
