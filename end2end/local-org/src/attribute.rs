//! A profile attribute in a form: the field that asks for it, and which values do.

use serde_json::Value;
use serde_json::json;
use time::Date;
use time::macros::format_description;

use crate::forms::ion::Choice;
use crate::forms::ion::Display;
use crate::forms::ion::Field;
use crate::forms::message;
use crate::forms::message::Message;
use crate::settings::Attribute;
use crate::settings::Kind;
use crate::settings::Show;
use crate::settings::looks_like_email;

/// The group of a form in which attributes stand.
pub(crate) const GROUP: &str = "userProfile";

/// The field of an attribute; `current` is what the profile has already.
pub(crate) fn field(attribute: &Attribute, current: Option<&Value>) -> Field {
    let Attribute { name, label, .. } = attribute.clone();
    let mut field = Field::named(name, label)
        .described(attribute.description.clone())
        .lengths_within(attribute.min_length, attribute.max_length);
    field = if attribute.required { field.required() } else { field.optional() };
    field = match attribute.kind {
        Kind::String => field,
        Kind::Number => field.of_type("number"),
        Kind::Integer => field.of_type("integer"),
        Kind::Boolean => field.of_type("boolean"),
        Kind::Enum => field.of_type("string"),
        Kind::Array => field.of_type("array"),
        Kind::Date => field.of_type("string").format("date"),
    };
    if let Some(display) = display(attribute) {
        field = field.displayed(display);
    }
    if let Some(value) = current.or(attribute.value.as_ref()) {
        field = field.suggested(value.clone());
    }
    if attribute.read_only { field.read_only() } else { field }
}

/// The hint how to draw an attribute; plain text and numbers have none.
fn display(attribute: &Attribute) -> Option<Display> {
    let show = attribute.show.or(match attribute.kind {
        Kind::String | Kind::Number | Kind::Integer => {
            attribute.format.as_ref().map(|_| Show::Text)
        }
        Kind::Boolean | Kind::Array => Some(Show::Checkbox),
        Kind::Enum => Some(Show::Select),
        Kind::Date => Some(Show::Date),
    })?;
    let options = attribute.options.iter().cloned();
    let mut options: Vec<_> = options.map(|it| Choice::named(it.label, it.value)).collect();
    if attribute.kind == Kind::Boolean && show == Show::Radio {
        options = vec![Choice::plain("Yes", "true"), Choice::plain("No", "false")];
    }
    let (input_type, format) = (show.input_type(), attribute.format.clone());
    Some(Display { input_type, format, options })
}

/// Reads what was sent for an attribute; `None` where nothing was and nothing is needed.
///
/// # Errors
/// What to say at the field.
pub(crate) fn read(attribute: &Attribute, sent: Option<&Value>) -> Result<Option<Value>, Message> {
    if attribute.read_only {
        let unchanged = sent == attribute.value.as_ref();
        return if unchanged { Ok(sent.cloned()) } else { Err(refused(attribute)) };
    }
    let given = sent.filter(|value| !is_empty(value));
    match given {
        None if attribute.required => Err(refused(attribute)),
        None => Ok(None),
        Some(given) => value(attribute, given).map(Some).ok_or_else(|| refused(attribute)),
    }
}

fn refused(attribute: &Attribute) -> Message {
    match attribute.name.as_str() {
        "email" => message::not_an_email(&attribute.label),
        _ => message::does_not_fit(&attribute.label),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// The value as the profile keeps it. Browsers send numbers and booleans as text too.
fn value(attribute: &Attribute, given: &Value) -> Option<Value> {
    let text = given.as_str().map(str::trim);
    match attribute.kind {
        Kind::String => {
            let text =
                if attribute.name == "email" { text?.to_lowercase() } else { text?.to_owned() };
            let fits = attribute.name != "email" || looks_like_email(&text);
            (fits && has_length(attribute, &text)).then(|| text.into())
        }
        Kind::Number => {
            let number = given.as_f64().or_else(|| text?.parse().ok())?;
            number.is_finite().then(|| json!(number))
        }
        Kind::Integer => given.as_i64().or_else(|| text?.parse().ok()).map(Value::from),
        Kind::Boolean => given.as_bool().or_else(|| text?.parse().ok()).map(Value::from),
        Kind::Enum => one_of(attribute, text?),
        Kind::Array => {
            let one = [given.clone()];
            let items = given.as_array().map_or(&one[..], Vec::as_slice);
            let chosen: Option<Vec<Value>> =
                items.iter().map(|item| one_of(attribute, item.as_str()?)).collect();
            chosen.map(Value::from)
        }
        Kind::Date => {
            let date = Date::parse(text?, format_description!("[year]-[month]-[day]")).ok();
            date.and(text).map(Value::from)
        }
    }
}

fn has_length(attribute: &Attribute, text: &str) -> bool {
    let length = text.chars().count();
    attribute.min_length.is_none_or(|min| min <= length)
        && attribute.max_length.is_none_or(|max| length <= max)
}

fn one_of(attribute: &Attribute, text: &str) -> Option<Value> {
    attribute.options.iter().find(|option| option.value == text).map(|it| it.value.clone().into())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "fixed inputs")]
    use super::*;

    fn attribute(members: &Value) -> Attribute {
        let mut whole = json!({ "name": "it", "label": "It", "required": true });
        whole.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        serde_json::from_value(whole).unwrap()
    }

    #[test]
    fn each_type_takes_what_fits_and_refuses_the_rest() {
        let options = json!([{ "label": "A", "value": "a" }, { "label": "B", "value": "b" }]);
        for (members, good, kept, bad) in [
            (
                json!({ "min_length": 2, "max_length": 3 }),
                json!(" ab "),
                json!("ab"),
                json!("abcd"),
            ),
            (json!({ "type": "number" }), json!("1.5"), json!(1.5), json!("NaN")),
            (json!({ "type": "integer" }), json!("7"), json!(7), json!(7.5)),
            (json!({ "type": "boolean" }), json!("false"), json!(false), json!("maybe")),
            (json!({ "type": "enum", "options": options }), json!("a"), json!("a"), json!("c")),
            (
                json!({ "type": "array", "options": options }),
                json!("a"),
                json!(["a"]),
                json!(["c"]),
            ),
            (
                json!({ "type": "date" }),
                json!("2024-02-29"),
                json!("2024-02-29"),
                json!("2023-02-29"),
            ),
            (json!({ "read_only": true, "value": "x" }), json!("x"), json!("x"), json!("y")),
        ] {
            let it = attribute(&members);
            assert_eq!(read(&it, Some(&good)).unwrap(), Some(kept), "{members}");
            assert!(read(&it, Some(&bad)).is_err(), "{members}");
            assert!(read(&it, None).is_err(), "{members}");
        }
    }

    #[test]
    fn what_is_not_required_may_be_empty() {
        let it = attribute(&json!({ "required": false, "type": "integer" }));
        for empty in [json!(null), json!(""), json!([])] {
            assert_eq!(read(&it, Some(&empty)).unwrap(), None);
        }
    }
}
