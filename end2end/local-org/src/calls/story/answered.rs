//! What the org answered, in words and without its secrets.

use serde_json::Value;

use super::Endpoint;
use crate::authenticator::AuthenticatorRef;
use crate::calls::Call;

pub(super) fn in_words(endpoint: Endpoint, call: &Call) -> String {
    if call.fault {
        return "a fault that was asked for".to_owned();
    }
    if (300..400).contains(&call.status) {
        return match endpoint {
            Endpoint::Link => {
                "on to the app, with the code and the state in the address".to_owned()
            }
            _ => "on to the app".to_owned(),
        };
    }
    let Ok(body) = serde_json::from_str::<Value>(&call.answered) else {
        return match (call.answered.is_empty(), call.status) {
            (true, 200) => "done".to_owned(),
            (true, _) => "nothing".to_owned(),
            (false, _) => "a page that says what is wrong".to_owned(),
        };
    };
    if let Some(error) = body["error_description"].as_str().or(body["errorSummary"].as_str()) {
        return format!("refused: {error}");
    }
    match endpoint {
        Endpoint::Discovery => format!("issuer {}", body["issuer"].as_str().unwrap_or("unknown")),
        Endpoint::Keys => match body["keys"].as_array().map_or(0, Vec::len) {
            1 => "one public key".to_owned(),
            count => format!("{count} public keys"),
        },
        Endpoint::Interact => "an interaction handle".to_owned(),
        Endpoint::Token => tokens(&body),
        Endpoint::UserInfo => {
            format!("the profile of {}", body["email"].as_str().unwrap_or("them"))
        }
        Endpoint::TokenIntrospect => {
            if body["active"] == true { "it is" } else { "it is not" }.to_owned()
        }
        _ => idx(&body),
    }
}

fn tokens(body: &Value) -> String {
    let names = [
        ("access_token", "an access token"),
        ("id_token", "an ID token"),
        ("refresh_token", "a refresh token"),
    ];
    let given: Vec<&str> =
        names.into_iter().filter(|(name, _)| body.get(name).is_some()).map(|it| it.1).collect();
    if given.is_empty() { "no token".to_owned() } else { given.join(", ") }
}

fn idx(body: &Value) -> String {
    let mut words = Vec::new();
    if body.get("successWithInteractionCode").is_some() {
        words.push("success: an interaction code".to_owned());
    }
    let forms = body["remediation"]["value"].as_array().map_or(&[][..], Vec::as_slice);
    if let Some((first, others)) = forms.split_first() {
        let name = first["name"].as_str().unwrap_or("a form");
        words.push(match asks(name, body) {
            Some(meaning) => format!("{name} ({meaning})"),
            None => name.to_owned(),
        });
        let names: Vec<&str> = others.iter().filter_map(|form| form["name"].as_str()).collect();
        if !names.is_empty() {
            words.push(format!("or {}", names.join(", ")));
        }
    }
    let mut messages = Vec::new();
    collect_messages(body, &mut messages);
    words.extend(messages.into_iter().map(|text| format!("“{text}”")));
    if words.is_empty() { "nothing to go on with".to_owned() } else { words.join(" · ") }
}

/// What the first form asks for.
fn asks(form: &str, body: &Value) -> Option<String> {
    let of = match form {
        "identify" => return Some("who are you?".to_owned()),
        "identify-recovery" => return Some("whose password?".to_owned()),
        "select-authenticator-authenticate" => {
            return Some("how do you want to prove it?".to_owned());
        }
        "enroll-profile" => return Some("who do you want to be here?".to_owned()),
        "challenge-authenticator" | "authenticator-verification-data" => {
            &body["currentAuthenticatorEnrollment"]["value"]
        }
        "enroll-authenticator" | "reset-authenticator" | "authenticator-enrollment-data" => {
            &body["currentAuthenticator"]["value"]
        }
        _ => return None,
    };
    let facts = AuthenticatorRef::by_key(of["key"].as_str()?)?.facts();
    let profile = of["profile"].as_object().and_then(|it| it.values().find_map(Value::as_str));
    let to = profile.map(|address| format!(" to {address}")).unwrap_or_default();
    Some(match form {
        "authenticator-verification-data" | "authenticator-enrollment-data" => {
            format!("how: {}?", facts.label)
        }
        "reset-authenticator" => format!("{}, a new one?", facts.asks_for),
        _ => format!("{}{to}?", facts.asks_for),
    })
}

/// Messages at the top and at fields, wherever they hang.
fn collect_messages(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                if name == "messages" {
                    let list = member["value"].as_array().map_or(&[][..], Vec::as_slice);
                    found.extend(
                        list.iter().filter_map(|it| it["message"].as_str().map(str::to_owned)),
                    );
                } else {
                    collect_messages(member, found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_messages(item, found)),
        _ => {}
    }
}
