//! What the SDK takes for granted about every IDX answer; checked on each one that any test gets.

use serde_json::Value;

/// Checks an IDX answer against section 2 of the grammar as the SDK reads it.
pub(crate) fn check(org_url: &str, body: &Value) {
    assert_eq!(body["version"], "1.0.0", "{body}");
    for reserved in ["error", "headers"] {
        assert!(body.get(reserved).is_none(), "`{reserved}` has a meaning of its own: {body}");
    }
    assert_eq!(body["intent"], "LOGIN");
    if let Some(expires_at) = body.get("expiresAt") {
        assert!(expires_at.as_str().is_some_and(|text| text.ends_with('Z')), "{expires_at}");
    }
    walk(org_url, body, body);
}

fn walk(org_url: &str, root: &Value, value: &Value) {
    match value {
        Value::Object(members) => {
            if members.get("type") == Some(&Value::from("object")) && members.contains_key("value")
            {
                assert!(members["value"].is_object(), "an object without a value: {value}");
            }
            if members.contains_key("href") {
                check_form(org_url, value);
            }
            if let Some(paths) = members.get("relatesTo") {
                check_relations(root, paths);
            }
            members.values().for_each(|member| walk(org_url, root, member));
        }
        Value::Array(items) => items.iter().for_each(|item| walk(org_url, root, item)),
        _ => {}
    }
}

fn check_form(org_url: &str, form: &Value) {
    let href = form["href"].as_str().unwrap_or_default();
    if form["method"] == "embedded" {
        assert!(href.starts_with("data:"), "what is embedded is not fetched: {href}");
        return;
    }
    assert!(href.starts_with(&format!("{org_url}/")), "a href to elsewhere: {href}");
    assert_eq!(form["rel"], serde_json::json!(["create-form"]), "{form}");
    assert_eq!(form["method"], "POST", "{form}");
    assert!(form["accepts"].is_string(), "{form}");
}

fn check_relations(root: &Value, paths: &Value) {
    let paths: Vec<&str> = match paths {
        Value::String(path) => vec![path],
        Value::Array(paths) => paths.iter().filter_map(Value::as_str).collect(),
        other => panic!("relatesTo is neither text nor a list: {other}"),
    };
    for path in paths {
        let pointer =
            path.replacen('$', "", 1).replace('[', ".").replace(']', "").replace('.', "/");
        assert!(
            root.pointer(&pointer).is_some_and(Value::is_object),
            "{path} leads nowhere: {root}"
        );
    }
}
