//! Tolerant accessors for JSON: each returns the value in the expected type, or `None`.

use serde_json::Map;
use serde_json::Value;

pub(crate) fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

pub(crate) fn owned(value: &Value, key: &str) -> Option<String> {
    text(value, key).map(str::to_owned)
}

/// Reads a boolean, also from a string.
pub(crate) fn flag(value: &Value, key: &str) -> Option<bool> {
    match value.get(key)? {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// Reads a natural number, also from a string.
pub(crate) fn number(value: &Value, key: &str) -> Option<u64> {
    match value.get(key)? {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// Returns the items of `{"type":"array","value":[…]}`, or of a bare array.
pub(crate) fn items(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(items)) => items,
        Some(Value::Object(members)) => match members.get("value") {
            Some(Value::Array(items)) => items,
            _ => &[],
        },
        _ => &[],
    }
}

/// Whether [`items`] can read a value.
pub(crate) fn is_list(value: &Value) -> bool {
    value.is_array() || value.get("value").is_some_and(Value::is_array)
}

/// Returns the object inside `{"type":"object","value":{…}}`, or the bare object itself.
pub(crate) fn inner(value: &Value) -> Option<&Value> {
    match value.get("value") {
        Some(inner @ Value::Object(_)) => Some(inner),
        _ => value.is_object().then_some(value),
    }
}

/// Returns the members of an object; for other values there are none.
pub(crate) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

/// Returns a value as text for the user: a text as it is, numbers and booleans formatted.
pub(crate) fn readable(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
