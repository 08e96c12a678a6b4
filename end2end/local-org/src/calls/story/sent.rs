//! What an app sent, in words and without its secrets.

use serde_json::Value;

use super::Endpoint;
use crate::calls::Call;

pub(super) fn in_words(endpoint: Endpoint, call: &Call) -> String {
    match endpoint {
        Endpoint::Interact => {
            let address = call.headers.x_forwarded_for.as_ref();
            let behalf = address.map(|it| format!(", on behalf of a browser at {it}"));
            interact(&call.sent) + &behalf.unwrap_or_default()
        }
        Endpoint::Token => token(&call.sent, call.query.as_deref()),
        Endpoint::UserInfo => "the access token".to_owned(),
        Endpoint::Revoke | Endpoint::TokenIntrospect => {
            let hint = form_value(&call.sent, "token_type_hint").unwrap_or_default();
            if hint.is_empty() {
                "a token".to_owned()
            } else {
                format!("the {}", hint.replace('_', " "))
            }
        }
        Endpoint::Discovery | Endpoint::Keys => "nothing".to_owned(),
        Endpoint::Link => "the token of the mail".to_owned(),
        Endpoint::Logout => "the ID token, and where to return to".to_owned(),
        _ => form(&call.sent),
    }
}

fn interact(sent: &str) -> String {
    let value = |name| form_value(sent, name).unwrap_or_else(|| "nothing".to_owned());
    let secret = if form_value(sent, "client_secret").is_some() { " and its secret" } else { "" };
    format!(
        "client {}{secret}, scopes {}, the digest of a secret kept for later (PKCE), return to {}",
        value("client_id"),
        value("scope"),
        value("redirect_uri"),
    )
}

fn token(sent: &str, query: Option<&str>) -> String {
    let grant = form_value(sent, "grant_type")
        .or_else(|| query.and_then(|query| form_value(query, "grant_type")));
    match grant.as_deref() {
        Some("refresh_token") => "the refresh token".to_owned(),
        Some("interaction_code") => "the interaction code and the PKCE secret".to_owned(),
        Some(other) => format!("grant type {other}"),
        None => "no grant type".to_owned(),
    }
}

fn form_value(encoded: &str, name: &str) -> Option<String> {
    url::form_urlencoded::parse(encoded.as_bytes())
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// The fields of an IDX form, one after the other.
fn form(sent: &str) -> String {
    let Ok(Value::Object(fields)) = serde_json::from_str::<Value>(sent) else {
        return "something that is not JSON".to_owned();
    };
    let mut words = Vec::new();
    for (name, value) in &fields {
        describe(name, value, &mut words);
    }
    if words.is_empty() { "only the state handle".to_owned() } else { words.join(", ") }
}

fn describe(name: &str, value: &Value, words: &mut Vec<String>) {
    match (name, value) {
        ("stateHandle", _) => {}
        ("stateToken", _) => words.push("the state handle".to_owned()),
        ("interactionHandle", _) => words.push("the interaction handle".to_owned()),
        ("identifier", Value::String(text)) => words.push(format!("username {text}")),
        ("passcode", Value::String(text)) => {
            words.push(format!("a secret of {} characters", text.chars().count()));
        }
        ("authenticator", Value::Object(chosen)) => {
            let method = chosen.get("methodType").or_else(|| chosen.get("id"));
            let method = method.and_then(Value::as_str).unwrap_or("something");
            words.push(format!("by {method}"));
        }
        (_, Value::Object(fields)) => {
            for (name, value) in fields {
                describe(name, value, words);
            }
        }
        (name, Value::String(text)) => words.push(format!("{name} {text}")),
        (name, value) => words.push(format!("{name} {value}")),
    }
}
