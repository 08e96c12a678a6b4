//! A damaged member has a limited effect, and never affects the rest of the response.

use std::time::Duration;
use std::time::Instant;

use okta_idx::Classified;
use okta_idx::Reply;
use okta_idx::classify;
use serde_json::Value;
use serde_json::json;

use crate::fixtures;

const URL: &str = "https://example.okta.com";

/// Collects every place of a response, as JSON pointers.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{here}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                places(member, &format!("{here}/{name}"), found);
            }
        }
        _ => {}
    }
}

/// Returns the replacements of a damaged member; `None` removes it.
fn damages(place: &str) -> Vec<Option<Value>> {
    let path = place.replace('/', ".");
    vec![
        None,
        Some(Value::Null),
        Some(json!(0)),
        Some(json!(-1.5e300)),
        Some(json!(true)),
        Some(json!("")),
        Some(json!("$")),
        Some(json!(format!("${path}"))),
        Some(json!("x".repeat(10_000))),
        Some(json!([])),
        Some(json!([[], {}, null, "$"])),
        Some(json!({})),
        Some(json!({ "type": "object", "value": { "type": "object", "value": {} } })),
    ]
}

fn damaged(answer: &Value, place: &str, damage: Option<Value>) -> Value {
    let mut answer = answer.clone();
    match damage {
        Some(value) => {
            if let Some(target) = answer.pointer_mut(place) {
                *target = value;
            }
        }
        None => remove(&mut answer, place),
    }
    answer
}

fn remove(answer: &mut Value, place: &str) {
    let Some((parent, name)) = place.rsplit_once('/') else { return };
    match answer.pointer_mut(parent) {
        Some(Value::Array(items)) => {
            items.remove(name.parse::<usize>().unwrap());
        }
        Some(Value::Object(members)) => {
            members.remove(name);
        }
        _ => {}
    }
}

fn each_damage(answer: &Value, mut check: impl FnMut(&str, &Value, Classified)) {
    let mut all = Vec::new();
    places(answer, "", &mut all);
    for place in all {
        for damage in damages(&place) {
            let damaged = damaged(answer, &place, damage);
            let classified = classify(damaged.to_string().as_bytes());
            check(&place, &damaged, classified);
        }
    }
}

fn names(reply: &Reply) -> Vec<&str> {
    reply.forms().iter().map(|form| form.name.as_str()).collect()
}

#[test]
fn a_damaged_member_leaves_all_forms_but_its_own() {
    let answer = fixtures::email_challenge(URL);
    each_damage(&answer, |place, damaged, classified| {
        if ["", "/remediation", "/remediation/value"].contains(&place) {
            return;
        }
        let Classified::Pending(reply) = classified else {
            panic!("{place}: {classified:?} of {damaged}")
        };
        let names = names(&reply);
        if !place.starts_with("/remediation/value/0") {
            assert!(names.contains(&"challenge-authenticator"), "{place}: {damaged}");
        }
        if !place.starts_with("/remediation/value/1") {
            assert!(names.contains(&"select-authenticator-authenticate"), "{place}: {damaged}");
        }
    });
}

#[test]
fn a_damaged_reference_or_label_leaves_a_code_that_can_be_typed() {
    let answer = fixtures::email_challenge(URL);
    each_damage(&answer, |place, damaged, classified| {
        let matters = ["/name", "/value", "/rel", "/href", "/method", "/form"];
        let of_form = place.starts_with("/remediation/value/0/")
            && !matters.iter().any(|member| place.contains(&format!("/0{member}")));
        if !of_form {
            return;
        }
        let Classified::Pending(reply) = classified else { panic!("{place}: {damaged}") };
        let form = reply.form("challenge-authenticator").unwrap();
        assert!(form.is_submittable(), "{place}: {damaged}");
        let key = form.authenticator.as_ref().and_then(|it| it.key_text.as_deref());
        assert_eq!(key, Some("okta_email"), "{place}: {damaged}");
    });
}

#[test]
fn a_list_of_forms_that_is_no_list_is_not_the_end_of_a_transaction() {
    for wrong in [json!(7), json!("x"), json!(true), json!({}), json!({ "value": 7 })] {
        let mut answer = fixtures::identify(URL);
        answer["remediation"] = wrong.clone();
        let classified = classify(answer.to_string().as_bytes());
        assert!(matches!(classified, Classified::Unusable(_)), "{wrong}: {classified:?}");
    }
}

#[test]
fn an_answer_full_of_messages_references_or_forms_is_read_in_a_moment() {
    let many =
        |count: usize, item: &dyn Fn(usize) -> Value| Value::Array((0..count).map(item).collect());
    let mut messages = fixtures::email_challenge(URL);
    messages["messages"] = many(40_000, &|n| json!({ "message": n.to_string() }));
    let mut references = fixtures::email_challenge(URL);
    references["remediation"]["value"][0]["relatesTo"] =
        many(30_000, &|n| json!(format!("$.authenticators.value[{n}]")));
    let mut options = fixtures::email_challenge(URL);
    options["remediation"]["value"][1]["value"][0]["options"] = many(
        8_000,
        &|n| json!({ "label": "x", "value": { "form": { "value": [{ "name": "id", "value": n.to_string() }] } } }),
    );
    options["authenticators"]["value"] =
        many(8_000, &|n| json!({ "key": "k", "id": n.to_string() }));
    let mut nested = json!({ "key": "k", "padding": many(2_000, &|n| json!(n)) });
    for _ in 0..50 {
        nested = json!({ "key": "k", "value": nested });
    }
    let mut deep = fixtures::email_challenge(URL);
    deep["remediation"]["value"][0]["relatesTo"] =
        many(50, &|n| json!(format!("$.nested{}", ".value".repeat(n))));
    deep["nested"] = nested;
    for answer in [messages, references, options, deep] {
        let body = answer.to_string();
        assert!(body.len() < 1 << 20, "{}", body.len());
        let began = Instant::now();
        assert!(matches!(classify(body.as_bytes()), Classified::Pending(_)));
        assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    }
}
