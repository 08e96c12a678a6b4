//! No input causes a panic, and saved values are restored unchanged.

use okta_idx::Answers;
use okta_idx::Classified;
use okta_idx::Pending;
use okta_idx::Tokens;
use okta_idx::classify;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

use crate::fixtures;
use crate::inspect;

const URL: &str = "https://example.okta.com";

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i16>().prop_map(|halves| Value::from(f64::from(halves) / 2.0)),
        ".{0,12}".prop_map(Value::from),
        prop::sample::select(vec![
            "$.currentAuthenticator",
            "$.authenticators.value[0]",
            "$",
            "create-form",
            "object",
            "0"
        ])
        .prop_map(Value::from),
    ];
    let names = prop_oneof![
        ".{0,6}",
        prop::sample::select(vec![
            "name",
            "value",
            "form",
            "options",
            "type",
            "relatesTo",
            "rel",
            "href",
            "method",
            "messages",
            "i18n",
            "key",
            "remediation",
            "version",
            "currentAuthenticator",
            "methods",
            "contextualData",
            "refresh",
            "label",
            "resend",
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(5, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(names.clone(), inner, 0..6)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

/// Replaces, removes or doubles the `n`th node in reading order.
fn mutate(value: &mut Value, n: &mut usize, how: u8, with: &Value) {
    if *n == 0 {
        *value = match how % 4 {
            0 => with.clone(),
            1 => Value::Null,
            2 => json!([value.clone(), value.clone()]),
            _ => json!({ "type": "object", "value": value.clone() }),
        };
        *n = usize::MAX;
        return;
    }
    *n -= 1;
    let children: Vec<&mut Value> = match value {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(members) => members.values_mut().collect(),
        _ => Vec::new(),
    };
    for child in children {
        if *n == usize::MAX {
            return;
        }
        mutate(child, n, how, with);
    }
}

fn real_like() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        fixtures::identify(URL),
        fixtures::email_challenge(URL),
        fixtures::wrong_code(URL),
        fixtures::terminal("idx.session.expired"),
        fixtures::success(URL),
    ])
}

fn saved_with(root: &Value) -> Vec<u8> {
    let saved = json!({
        "v": 1, "handle": "ih", "state": "s", "nonce": "n", "verifier": "v", "startedAt": 1_893_499_200, "maxAge": 300,
        "acrValues": ["phr"], "lastGood": root, "shown": null, "notice": [], "retryAt": null,
    });
    saved.to_string().into_bytes()
}

/// Reads all that a caller could read.
fn look(body: &[u8]) {
    let line = inspect::tool::inspect("f", body);
    assert!(line["kind"].is_string());
    if let Classified::Pending(reply) | Classified::Terminal(reply) = classify(body) {
        let _looked = (
            reply.redirect(),
            reply.shown_code(),
            reply.expires_at(),
            reply.user_identifier(),
            format!("{reply:?}"),
        );
        for form in reply.forms() {
            assert_eq!(reply.form_at(&form.reference()).map(|found| &found.name), Some(&form.name));
            let _related: Vec<_> = form.relates_to.iter().map(|path| reply.related(path)).collect();
        }
        for action in reply.actions() {
            assert!(reply.form_at(action.reference()).is_some());
        }
    }
}

fn look_at_views(pending: &Pending) {
    let mail = pending.email_challenge();
    let _mail = mail
        .map(|mail| (mail.poll(), mail.resend(), mail.masked_address(), mail.uses_magic_link()));
    let _select = pending
        .select_authenticator()
        .map(|select| select.offers().filter_map(|offer| offer.label()).count());
    let _others =
        (pending.identify(), pending.password(), pending.passcode_challenge(), pending.poll());
    let _data = pending.verification_data().map(|data| data.answers(None));
    let _profile = pending.enroll_profile().map(|profile| profile.attributes().count());
    let _printed = format!("{pending:?} {:?}", pending.enroll_authenticator());
}

proptest! {
    /// Shows: K6
    #[test]
    fn any_bytes_are_classified(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        look(&bytes);
    }

    /// Shows: L6
    #[test]
    fn any_json_is_classified(value in any_json()) {
        look(value.to_string().as_bytes());
    }

    #[test]
    fn any_json_inside_an_envelope_is_classified(value in any_json()) {
        look(json!({ "version": "1.0.0", "remediation": { "value": [value] } }).to_string().as_bytes());
        look(json!({ "version": "1.0.0", "messages": value, "currentAuthenticator": { "value": value } }).to_string().as_bytes());
    }

    /// Shows: K6
    #[test]
    fn damaged_answers_are_classified_viewed_and_saved(
        answer in real_like(),
        damage in prop::collection::vec((0_usize..120, any::<u8>(), any_json()), 1..4),
    ) {
        let mut answer = answer;
        for (place, how, with) in &damage {
            mutate(&mut answer, &mut place.clone(), *how, with);
        }
        look(answer.to_string().as_bytes());
        if let Ok(pending) = Pending::restore(&saved_with(&answer)) {
            look_at_views(&pending);
            let saved = pending.save();
            prop_assert_eq!(&Pending::restore(&saved).unwrap().save(), &saved);
        }
    }

    /// Shows: K6
    #[test]
    fn cut_answers_are_classified(answer in real_like(), keep in 0_usize..2000) {
        let text = answer.to_string();
        look(&text.as_bytes()[..keep.min(text.len())]);
    }

    #[test]
    fn any_bytes_are_refused_or_restored(bytes in prop::collection::vec(any::<u8>(), 0..256), value in any_json()) {
        let _bytes = (Pending::restore(&bytes).is_ok(), Tokens::restore(&bytes).is_ok());
        let text = value.to_string();
        let _json = (Pending::restore(text.as_bytes()).is_ok(), Tokens::restore(text.as_bytes()).is_ok());
    }

    #[test]
    fn answers_never_print_their_values(path in "[a-z]{1,8}", value in "[0-9]{12,20}") {
        let printed = format!("{:?}", Answers::new().with(path, value.clone()));
        prop_assert!(!printed.contains(&value));
    }
}
