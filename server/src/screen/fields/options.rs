//! The options of a field.

use app::step::Choice;
use okta_idx::Field;
use serde_json::Value;

/// Returns the options that Okta lists for an attribute. Their values are what is answered.
pub(super) fn listed(field: &Field) -> Option<Vec<Choice>> {
    let display = field.display.as_ref().filter(|display| !display.options.is_empty())?;
    let choice =
        |(value, label): &(String, String)| Choice { value: value.clone(), label: label.clone() };
    Some(display.options.iter().map(choice).collect())
}

/// Returns the options of a field, by their places; `None` if it has none.
pub(super) fn numbered(field: &Field) -> Option<Vec<Choice>> {
    let choices = field.options.iter().enumerate().map(|(place, option)| Choice {
        value: place.to_string(),
        label: option.title().unwrap_or_else(|| (place + 1).to_string()),
    });
    (!field.options.is_empty()).then(|| choices.collect())
}

/// Returns the options of a field that takes several, by their places, with the values that they stand for.
pub(super) fn of_several(field: &Field) -> Option<(Vec<Choice>, Vec<Value>)> {
    if let Some(choices) = numbered(field) {
        let value = |option: &okta_idx::Choice| option.value().cloned().unwrap_or_default();
        return Some((choices, field.options.iter().map(value).collect()));
    }
    let listed = listed(field)?;
    let values = listed.iter().map(|choice| Value::from(choice.value.as_str())).collect();
    let numbered = listed.into_iter().enumerate();
    let choices = numbered.map(|(place, it)| Choice { value: place.to_string(), ..it }).collect();
    Some((choices, values))
}

/// Returns the places of the values that Okta presets.
pub(super) fn preset(field: &Field, values: &[Value]) -> String {
    let preset = field.value().and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    let places = values.iter().enumerate().filter(|(_, value)| preset.contains(value));
    places.map(|(place, _)| place.to_string()).collect::<Vec<_>>().join(" ")
}
