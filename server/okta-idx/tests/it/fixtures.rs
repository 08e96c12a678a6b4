//! Small responses as Okta sends them, written for these tests.

use serde_json::Value;
use serde_json::json;

pub(crate) const STATE_HANDLE: &str = "sh-canary";

pub(crate) fn state_handle() -> Value {
    json!({ "name": "stateHandle", "required": true, "value": STATE_HANDLE, "visible": false, "mutable": false })
}

/// Returns a form of the org at `url`, with the state handle as its last field.
pub(crate) fn form(url: &str, name: &str, path: &str, mut fields: Vec<Value>) -> Value {
    fields.push(state_handle());
    json!({
        "rel": ["create-form"],
        "name": name,
        "href": format!("{url}{path}"),
        "method": "POST",
        "produces": "application/ion+json; okta-version=1.0.0",
        "accepts": "application/json; okta-version=1.0.0",
        "value": fields,
    })
}

/// Returns a response with these forms and a `cancel`.
pub(crate) fn step(url: &str, forms: Vec<Value>) -> Value {
    json!({
        "version": "1.0.0",
        "stateHandle": STATE_HANDLE,
        "expiresAt": "2030-01-01T14:00:00.000Z",
        "intent": "LOGIN",
        "remediation": { "type": "array", "value": forms },
        "cancel": form(url, "cancel", "/idp/idx/cancel", vec![]),
    })
}

pub(crate) fn identify(url: &str) -> Value {
    let fields = vec![
        json!({ "name": "identifier", "label": "Username", "required": true }),
        json!({ "name": "rememberMe", "type": "boolean", "label": "Keep me signed in" }),
    ];
    step(url, vec![form(url, "identify", "/idp/idx/identify", fields)])
}

/// The step after the email was sent, which also offers to choose email or phone instead.
pub(crate) fn email_challenge(url: &str) -> Value {
    let passcode = json!({
        "name": "credentials", "type": "object", "required": true,
        "form": { "value": [{ "name": "passcode", "label": "Enter code" }] },
    });
    let mut challenge =
        form(url, "challenge-authenticator", "/idp/idx/challenge/answer", vec![passcode]);
    challenge["relatesTo"] = json!(["$.currentAuthenticatorEnrollment"]);
    let mut answer = step(url, vec![challenge, select(url)]);
    let mut poll = form(url, "poll", "/idp/idx/challenge/poll", vec![]);
    poll["refresh"] = json!(4000);
    answer["currentAuthenticatorEnrollment"] = json!({ "type": "object", "value": {
        "type": "email", "key": "okta_email", "id": "eae1", "displayName": "Email", "methods": [{ "type": "email" }],
        "profile": { "email": "a***n@example.test", "secondaryEmail": "b***n@example.test" },
        "resend": form(url, "resend", "/idp/idx/challenge/resend", vec![]),
        "poll": poll,
    }});
    answer["authenticators"] = json!({ "type": "array", "value": [
        { "type": "email", "key": "okta_email", "id": "autEmail", "displayName": "Email", "methods": [{ "type": "email" }] },
        { "type": "phone", "key": "phone_number", "id": "autPhone", "displayName": "Phone", "methods": [{ "type": "sms" }] },
    ]});
    answer["user"] =
        json!({ "type": "object", "value": { "id": "00u1", "identifier": "ann@example.test" } });
    answer
}

pub(crate) fn select(url: &str) -> Value {
    let fixed = |name: &str, value: &str| json!({ "name": name, "required": true, "value": value, "mutable": false });
    let email = vec![fixed("id", "autEmail"), fixed("methodType", "email")];
    let methods =
        json!([{ "label": "SMS", "value": "sms" }, { "label": "Voice call", "value": "voice" }]);
    let phone = vec![
        fixed("id", "autPhone"),
        json!({ "name": "methodType", "required": true, "options": methods }),
    ];
    let authenticator = json!({ "name": "authenticator", "type": "object", "options": [
        { "label": "Email", "relatesTo": "$.authenticators.value[0]", "value": { "form": { "value": email } } },
        { "label": "Phone", "relatesTo": "$.authenticators.value[1]", "value": { "form": { "value": phone } } },
    ]});
    form(url, "select-authenticator-authenticate", "/idp/idx/challenge", vec![authenticator])
}

pub(crate) fn message(class: &str, key: &str, text: &str) -> Value {
    json!({ "message": text, "i18n": { "key": key, "params": [] }, "class": class })
}

pub(crate) fn messages(list: &[Value]) -> Value {
    json!({ "type": "array", "value": list })
}

/// The same step after a wrong code, with the message inside the field.
pub(crate) fn wrong_code(url: &str) -> Value {
    let mut answer = email_challenge(url);
    let refusal = message("ERROR", "api.authn.error.PASSCODE_INVALID", "Invalid code. Try again.");
    answer["remediation"]["value"][0]["value"][0]["form"]["value"][0]["messages"] =
        messages(&[refusal]);
    answer
}

pub(crate) fn terminal(key: &str) -> Value {
    json!({
        "version": "1.0.0", "stateHandle": STATE_HANDLE, "expiresAt": "2030-01-01T14:00:00.000Z", "intent": "LOGIN",
        "messages": messages(&[message("ERROR", key, "Not now.")]),
    })
}

pub(crate) fn success(url: &str) -> Value {
    json!({
        "version": "1.0.0", "stateHandle": STATE_HANDLE, "intent": "LOGIN",
        "successWithInteractionCode": {
            "rel": ["create-form"], "name": "issue", "href": format!("{url}/oauth2/default/v1/token"), "method": "POST",
            "accepts": "application/x-www-form-urlencoded",
            "value": [
                { "name": "grant_type", "required": true, "value": "interaction_code" },
                { "name": "interaction_code", "required": true, "value": "ic-canary" },
                { "name": "client_id", "required": true, "value": "0oaTest" },
                { "name": "code_verifier", "required": true },
            ],
        },
    })
}
