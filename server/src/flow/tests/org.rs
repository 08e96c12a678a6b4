//! An org of a few lines: steps as Okta shapes them, and any answer to any call.

use std::sync::LazyLock;

use app::text::Key;
use okta_idx::AuthenticatorKey;
use okta_idx::InteractionCode;
use okta_idx::Pending;
use okta_idx::Template;
use okta_idx::Transaction;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

use super::super::CallFailure;
use super::super::Decoys;
use super::super::Intent;
use super::super::Limit;
use super::super::Outcome;
use super::super::SavedBytes;
use crate::effect::Channel;

fn form(name: &str, fields: &Value, relates_to: &str) -> Value {
    json!({
        "rel": ["create-form"], "name": name, "href": format!("https://org.example/idp/idx/{name}"),
        "method": "POST", "value": fields, "relatesTo": [relates_to],
    })
}

fn option(authenticator: usize) -> Value {
    json!({
        "label": format!("Authenticator {authenticator}"),
        "value": { "form": { "value": [
            { "name": "id", "value": format!("id{authenticator}"), "mutable": false },
        ] } },
        "relatesTo": format!("$.authenticators.value[{authenticator}]"),
    })
}

fn select(options: &[Value]) -> Value {
    let fields = json!([{ "name": "authenticator", "type": "object", "options": options }]);
    form("select-authenticator-authenticate", &fields, "")
}

fn passcode() -> Value {
    json!([{ "name": "credentials", "form": { "value": [{ "name": "passcode" }] } }])
}

/// A step with these forms, about this authenticator.
fn step(forms: &[Value], key: &str, messages: &Value) -> Pending {
    let action = |name: &str| json!({ "name": name, "rel": ["create-form"], "method": "POST", "href": "https://org.example/idp/idx/act" });
    let body = json!({
        "stateHandle": "h",
        "remediation": { "value": forms },
        "messages": { "value": messages },
        "authenticators": { "value": [
            { "key": "okta_email", "id": "id0" }, { "key": "okta_password", "id": "id1" },
        ] },
        "current": { "value": {
            "key": key, "id": "id0", "resend": action("resend"), "recover": action("recover"),
        } },
        "currentAuthenticatorEnrollment": { "value": {
            "key": key, "id": "id0", "resend": action("resend"), "recover": action("recover"),
        } },
    });
    match Transaction::detached(body.to_string().as_bytes()) {
        Some(Transaction::Pending(pending)) => pending,
        other => panic!("{other:?} is no step"),
    }
}

/// The steps of the org: each kind that the flow tells apart.
static STEPS: LazyLock<Vec<Pending>> = LazyLock::new(|| {
    let none = json!([]);
    let wrong = json!([{ "class": "ERROR", "message": "Wrong",
        "i18n": { "key": "api.authn.error.PASSCODE_INVALID" } }]);
    let unknown = json!([{ "class": "INFO", "message": "Unknown",
        "i18n": { "key": "idx.unknown.user" } }]);
    let current = "$.currentAuthenticatorEnrollment";
    let identify = form("identify", &json!([{ "name": "identifier" }]), "");
    let unlock = form("unlock-account", &none, "");
    let to_unlock = json!([
        { "name": "identifier" },
        { "name": "authenticator", "type": "object", "options": [option(0)] },
    ]);
    let unlock_by_one = form("select-authenticator-unlock-account", &to_unlock, "");
    let both = json!([{ "name": "identifier" }, passcode()[0]]);
    let both = form("identify", &both, "");
    let profile = json!([{ "name": "userProfile", "form": { "value": [{ "name": "email" }] } }]);
    let challenge = form("challenge-authenticator", &passcode(), current);
    let methods = json!([{ "name": "authenticator", "form": { "value": [{
        "name": "methodType", "options": [{ "value": "sms" }, { "value": "voice" }],
    }] } }]);
    let mut numbered = option(0);
    let number =
        json!([{ "name": "id", "value": "id0", "mutable": false }, { "name": "phoneNumber" }]);
    numbered["value"]["form"]["value"] = number;
    vec![
        step(std::slice::from_ref(&identify), "", &none),
        step(&[identify], "", &unknown),
        step(&[form("select-enroll-profile", &none, "")], "", &none),
        step(&[form("enroll-profile", &profile, "")], "", &none),
        step(&[select(&[option(0)])], "", &none),
        step(&[select(&[option(0), option(1)])], "", &none),
        step(&[form("authenticator-verification-data", &none, current)], "okta_email", &none),
        step(&[form("authenticator-verification-data", &methods, current)], "phone_number", &none),
        step(&[select(&[numbered])], "", &none),
        step(std::slice::from_ref(&challenge), "okta_email", &none),
        step(std::slice::from_ref(&challenge), "okta_email", &wrong),
        step(std::slice::from_ref(&challenge), "okta_password", &none),
        step(&[challenge, select(&[option(0), option(1)])], "okta_password", &wrong),
        step(&[form("something-new", &passcode(), "")], "", &none),
        step(std::slice::from_ref(&both), "okta_password", &none),
        step(&[both], "okta_password", &wrong),
        step(&[form("identify", &json!([{ "name": "identifier" }]), ""), unlock], "", &none),
        step(std::slice::from_ref(&unlock_by_one), "", &none),
        step(&[unlock_by_one], "", &unknown),
    ]
});

pub(super) fn identify() -> &'static Pending {
    &STEPS[0]
}

/// The username and the password in one form.
pub(super) fn identify_with_password() -> &'static Pending {
    &STEPS[14]
}

/// The same, after a wrong pair.
pub(super) fn wrong_pair() -> &'static Pending {
    &STEPS[15]
}

pub(super) fn offers_unlock() -> &'static Pending {
    &STEPS[16]
}

/// The username of a locked account, and the one way to prove it.
pub(super) fn unlock_by_one() -> &'static Pending {
    &STEPS[17]
}

pub(super) fn unknown_user() -> &'static Pending {
    &STEPS[1]
}

pub(super) fn one_offer() -> &'static Pending {
    &STEPS[4]
}

pub(super) fn two_offers() -> &'static Pending {
    &STEPS[5]
}

pub(super) fn verification_data() -> &'static Pending {
    &STEPS[6]
}

pub(super) fn two_methods() -> &'static Pending {
    &STEPS[7]
}

pub(super) fn needs_a_number() -> &'static Pending {
    &STEPS[8]
}

pub(super) fn code_is_out() -> &'static Pending {
    &STEPS[9]
}

/// Decoys of an org that asks for the code of an email.
#[derive(Debug)]
pub(super) struct EmailDecoys;

impl Decoys for EmailDecoys {
    fn after_username(&self, _: Intent) -> Option<Pending> {
        Template::challenge_of(AuthenticatorKey::Email).step("decoy", None)
    }
}

/// Email is the one authenticator here that sends.
pub(super) fn awaited(at: &Pending) -> Option<Channel> {
    at.email_challenge().map(|_| Channel::Email)
}

/// The end of a transaction, with this key.
pub(super) fn ended(key: &str) -> Transaction {
    let said = json!({ "class": "ERROR", "message": "Ended", "i18n": { "key": key } });
    let body = json!({ "messages": { "value": [said] } });
    let ended = Transaction::detached(body.to_string().as_bytes());
    ended.unwrap_or_else(|| panic!("{key} is no end"))
}

/// A transaction that Okta has completed.
pub(super) fn completed() -> Transaction {
    let code = InteractionCode::new("code");
    Transaction::Completed(identify().complete_with_code("", code).unwrap())
}

/// Where a transaction can stand.
pub(super) fn transaction() -> impl Strategy<Value = Transaction> {
    let ends = ["idx.session.expired", "app.access.denied", "api.authn.error.PASSCODE_INVALID"];
    prop_oneof![
        8 => (0..STEPS.len()).prop_map(|place| Transaction::Pending(STEPS[place].clone())),
        // Most calls follow from these two.
        4 => Just(()).prop_map(|()| Transaction::Pending(identify().clone())),
        4 => Just(()).prop_map(|()| Transaction::Pending(one_offer().clone())),
        2 => prop::sample::select(ends.to_vec()).prop_map(ended),
        1 => Just(()).prop_map(|()| completed()),
    ]
}

/// What can come of a call that sends something.
pub(super) fn answered() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        10 => transaction().prop_map(Outcome::Advanced),
        1 => Just(Outcome::Failed(CallFailure::Unclear { answered: true })),
        1 => Just(Outcome::Failed(CallFailure::TooMany(None))),
        1 => (0..STEPS.len()).prop_map(|place| {
            Outcome::Unconfirmed(STEPS[place].clone(), CallFailure::Unclear { answered: false })
        }),
        1 => Just(Outcome::Misconfigured(Vec::new())),
        1 => Just(Outcome::Limited(Limit::Later(Key::TooManyRequests.into()))),
        1 => Just(Outcome::Limited(Limit::Spent)),
    ]
}

/// What can come of asking for tokens.
pub(super) fn exchanged() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        2 => Just(()).prop_map(|()| Outcome::Tokens(SavedBytes::of(b"tokens"))),
        1 => Just(()).prop_map(|()| match completed() {
            Transaction::Completed(done) => Outcome::Unspent(done, CallFailure::Unavailable),
            other => Outcome::Advanced(other),
        }),
        1 => Just(Outcome::TokensRefused),
        1 => Just(Outcome::Misconfigured(Vec::new())),
    ]
}
