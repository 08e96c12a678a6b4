//! The form of a step without its user, so that a step without a transaction can look the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::Pending;
use super::Transaction;
use crate::grammar::AuthenticatorKey;
use crate::grammar::Json;
use crate::grammar::Message;
use crate::grammar::MethodKind;
use crate::grammar::resolve;
use crate::secret::State;

/// A step without data of a user or a transaction: no address, handle, message or chosen value.
///
/// It can be stored and drawn, but not submitted, because it has no address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Template(Value);

/// The members that define the form of a step. All others may contain data of its user.
const KEPT: &[&str] = &[
    "authenticatorEnrollments",
    "authenticators",
    "contextualData",
    "currentAuthenticator",
    "currentAuthenticatorEnrollment",
    "desc",
    "displayName",
    "form",
    "format",
    "hint",
    "intent",
    "key",
    "label",
    "maxLength",
    "methods",
    "minLength",
    "mutable",
    "name",
    "options",
    "poll",
    "recover",
    "refresh",
    "rel",
    "relatesTo",
    "remediation",
    "required",
    "resend",
    "secret",
    "send",
    "skip",
    "type",
    "useEmailMagicLink",
    "value",
    "visible",
];

impl Pending {
    /// Returns the form of this step without its user.
    pub fn template(&self) -> Template {
        let root = self.reply().root();
        let names = names_of_the_org(root);
        let mut kept = strip(root);
        for list in ["authenticatorEnrollments", "currentAuthenticatorEnrollment"] {
            let Some(enrollments) = kept.get_mut(list).and_then(|list| list.get_mut("value"))
            else {
                continue;
            };
            match enrollments {
                Value::Array(all) => all.iter_mut().for_each(|one| rename(one, &names)),
                one => rename(one, &names),
            }
        }
        relabel(&mut kept, root, &names);
        Template(kept)
    }

    /// Whether the step belongs to no transaction of Okta's, so that it can be drawn but not
    /// submitted.
    pub fn is_detached(&self) -> bool {
        self.interaction().handle.is_empty()
    }

    /// Returns this step as after a wrong code or password.
    #[must_use]
    pub fn refused(&self) -> Self {
        Self { notice: vec![Message::wrong_code()], ..self.clone() }
    }

    /// Returns this step without the messages about an earlier answer.
    #[must_use]
    pub fn unanswered(&self) -> Self {
        Self { notice: Vec::new(), shown: Arc::clone(&self.last_good), ..self.clone() }
    }
}

impl Template {
    /// Returns a step that asks for the code or password of an authenticator, if no template of it
    /// is known yet.
    pub fn challenge_of(key: AuthenticatorKey) -> Self {
        let action = |name: &str| json!({ "rel": ["create-form"], "name": name });
        let mut enrollment = json!({ "key": key.word() });
        if matches!(key, AuthenticatorKey::Email | AuthenticatorKey::Phone) {
            enrollment["resend"] = action("resend");
        }
        if key == AuthenticatorKey::Email {
            enrollment["poll"] = action("poll");
        }
        let secret = matches!(key, AuthenticatorKey::Password | AuthenticatorKey::SecurityQuestion);
        let passcode = json!({ "name": "passcode", "secret": secret, "required": true });
        Self(json!({
            "remediation": { "type": "array", "value": [{
                "rel": ["create-form"],
                "name": "challenge-authenticator",
                "relatesTo": ["$.currentAuthenticatorEnrollment"],
                "value": [{
                    "name": "credentials",
                    "type": "object",
                    "form": { "value": [passcode] },
                    "required": true,
                }],
            }] },
            "currentAuthenticatorEnrollment": { "type": "object", "value": enrollment },
        }))
    }

    /// Returns the step to draw as the successor of another step: with its `state` and its expiry.
    pub fn step_after(&self, at: &Pending) -> Option<Pending> {
        self.drawn(at.state().clone(), at.expires_at())
    }

    /// Returns the step to draw, with this `state` and expiry. Returns `None` if the template is
    /// not that of a step.
    pub fn step(&self, state: &str, ends_at: Option<OffsetDateTime>) -> Option<Pending> {
        self.drawn(State::new(state), ends_at)
    }

    fn drawn(&self, state: State, ends_at: Option<OffsetDateTime>) -> Option<Pending> {
        let mut root = self.0.clone();
        if let Some(end) = ends_at.and_then(|end| end.format(&Rfc3339).ok()) {
            root["expiresAt"] = Value::from(end);
        }
        match Transaction::read_detached(root.to_string().as_bytes(), state)? {
            Transaction::Pending(step) => Some(step),
            Transaction::Terminal(_) | Transaction::Completed(_) => None,
        }
    }
}

/// Copies the kept members. Preset texts become empty, so that a field that had one still counts as
/// filled in.
fn strip(value: Json<'_>) -> Value {
    if value.is_object() {
        let is_own_question = value.text("value") == Some("custom");
        let kept = value
            .members()
            .filter(|(name, _)| KEPT.contains(name) && !(is_own_question && *name == "label"));
        let kept = kept.map(|(name, value)| {
            // The methods of an authenticator are words of the protocol, and say nothing of a user.
            let is_method = |text| MethodKind::of(text) != MethodKind::Other;
            let blank = name == "value" && value.as_str().is_some_and(|text| !is_method(text));
            (name.to_owned(), if blank { Value::from("") } else { strip(value) })
        });
        Value::Object(kept.collect::<Map<_, _>>())
    } else if value.is_list() {
        value.list().map(strip).collect()
    } else {
        value.to_value()
    }
}

/// Returns the org's name of each authenticator, by its key. Enrolments may have names given by
/// their users.
fn names_of_the_org(root: Json<'_>) -> BTreeMap<&str, &str> {
    let all = root.items_of("authenticators");
    all.filter_map(|one| Some((one.text("key")?, one.text("displayName")?))).collect()
}

fn rename(enrollment: &mut Value, names: &BTreeMap<&str, &str>) {
    let key = enrollment.get("key").and_then(Value::as_str);
    let name = key.and_then(|key| names.get(key)).copied();
    let Some(members) = enrollment.as_object_mut() else { return };
    match name {
        Some(name) => members.insert("displayName".to_owned(), Value::from(name)),
        None => members.remove("displayName"),
    };
}

/// Replaces the labels of options for an enrolment by the org's name of its authenticator.
fn relabel(value: &mut Value, root: Json<'_>, names: &BTreeMap<&str, &str>) {
    match value {
        Value::Object(members) => {
            let path = members.get("relatesTo").and_then(Value::as_str);
            let target = path.filter(|path| path.contains("nrollment")).map(str::to_owned);
            if let Some(path) = target.filter(|_| members.contains_key("label")) {
                let key = resolve(root, &path).and_then(|target| target.text("key"));
                match key.and_then(|key| names.get(key)).copied() {
                    Some(name) => members.insert("label".to_owned(), Value::from(name)),
                    None => members.remove("label"),
                };
            }
            members.values_mut().for_each(|value| relabel(value, root, names));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| relabel(value, root, names)),
        _ => {}
    }
}
