//! The type of a field's value.

use serde_json::Number;
use serde_json::Value;

use super::document::Json;
use super::field::Display;
use super::word::words;

words! {
    /// The type of a field's value.
    pub enum FieldType {
        /// A text; also the type of a field that names none.
        Text = "string",
        /// A boolean.
        Flag = "boolean",
        /// A number.
        Number = "number",
        /// A whole number.
        Integer = "integer",
        /// A calendar date, written as in `1990-12-31`.
        Date = "date",
        /// Several values.
        Several = "array" | "set",
        /// An object with members.
        Object = "object",
    }
}

/// How Okta draws a list that opens.
const SELECT: &str = "select";
/// How Okta draws boxes to check.
const CHECKBOX: &str = "checkbox";
/// A calendar date, as a format and as a way to draw it.
const DATE: &str = "date";
/// The code of a country (ISO 3166-1 alpha-2), as a format.
const COUNTRY: &str = "country-code";

impl FieldType {
    /// Reads the type of a field. Some types show only in how Okta draws the field.
    pub(super) fn read(field: Json<'_>, display: Option<&Display>) -> Self {
        let named = field.text("type").map_or(Self::Text, Self::of);
        let drawn = display.and_then(|display| display.input.as_deref());
        let drawn_format = display.and_then(|display| display.format.as_deref());
        let format = field.text("format").or(drawn_format);
        let has_options = display.is_some_and(|display| !display.options.is_empty());
        match named {
            Self::Flag | Self::Object => named,
            _ if field.flag("multi") == Some(true) => Self::Several,
            Self::Text if has_options && drawn == Some(CHECKBOX) => Self::Several,
            Self::Text if drawn == Some(DATE) || format == Some(DATE) => Self::Date,
            _ => named,
        }
    }

    /// Converts a text to a value of this type, because HTML forms have only texts. Returns `None` if the text is not
    /// one.
    pub fn value(self, text: &str) -> Option<Value> {
        match self {
            Self::Flag => match text {
                "true" | "on" | "1" => Some(Value::Bool(true)),
                "false" | "off" | "0" => Some(Value::Bool(false)),
                _ => None,
            },
            Self::Integer => text.parse::<i64>().ok().map(Value::from),
            Self::Number => match text.parse::<i64>() {
                Ok(whole) => Some(Value::from(whole)),
                Err(_) => text.parse().ok().and_then(Number::from_f64).map(Value::Number),
            },
            _ => Some(Value::from(text)),
        }
    }
}

impl Display {
    /// Whether it is a choice among all countries, which Okta does not list.
    pub fn is_country(&self) -> bool {
        self.input.as_deref() == Some(SELECT) && self.format.as_deref() == Some(COUNTRY)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_text_becomes_a_value_of_the_type() {
        for (kind, text, expected) in [
            (FieldType::Integer, "-42", Some(json!(-42))),
            (FieldType::Integer, "4.2", None),
            (FieldType::Number, "42", Some(json!(42))),
            (FieldType::Number, "-0.5", Some(json!(-0.5))),
            (FieldType::Number, "inf", None),
            (FieldType::Number, "many", None),
            (FieldType::Flag, "true", Some(json!(true))),
            (FieldType::Flag, "maybe", None),
            (FieldType::Text, "42", Some(json!("42"))),
            (FieldType::Date, "1990-12-31", Some(json!("1990-12-31"))),
        ] {
            assert_eq!(kind.value(text), expected, "{kind:?} {text}");
        }
    }
}
