//! The options of a field.

use app::step::Choice;
use app::text::Key;
use app::text::Language;
use okta_idx::Field;
use okta_idx::FieldRole;
use okta_idx::MethodKind;
use serde_json::Value;

/// Returns the options that Okta lists for an attribute. Their values are what is answered.
pub(super) fn listed(field: &Field) -> Option<Vec<Choice>> {
    let display = field.display.as_ref().filter(|display| !display.options.is_empty())?;
    let choice = |(value, label): &(String, String)| Choice {
        value: value.clone(),
        label: label.clone(),
        ..Choice::default()
    };
    Some(display.options.iter().map(choice).collect())
}

/// Returns the options of a field, by their places; `None` if it has none.
pub(super) fn numbered(language: Language, field: &Field) -> Option<Vec<Choice>> {
    placed(field, |option| method_name(language, field.role, option).or_else(|| title(option)))
}

fn placed(
    field: &Field,
    label: impl Fn(&okta_idx::Choice) -> Option<String>,
) -> Option<Vec<Choice>> {
    let choices = field.options.iter().enumerate().map(|(place, option)| Choice {
        value: place.to_string(),
        label: label(option).unwrap_or_else(|| (place + 1).to_string()),
        ..Choice::default()
    });
    (!field.options.is_empty()).then(|| choices.collect())
}

/// Returns the options of a field that takes several, by their places, with the values that they stand for.
pub(super) fn of_several(field: &Field) -> Option<(Vec<Choice>, Vec<Value>)> {
    if let Some(choices) = placed(field, title) {
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

/// Returns what Okta calls an option, or the authenticator that it stands for.
fn title(option: &okta_idx::Choice) -> Option<String> {
    let named = || option.authenticator.as_ref()?.display_name.clone();
    let has_words = |text: &String| !text.trim().is_empty();
    option.title().filter(has_words).or_else(|| named().filter(has_words))
}

/// Returns the name of a method of an authenticator. Okta calls a voice call `VOICE`, for example.
fn method_name(language: Language, role: FieldRole, option: &okta_idx::Choice) -> Option<String> {
    if !matches!(role, FieldRole::MethodType | FieldRole::Channel) {
        return None;
    }
    let key = match MethodKind::of(option.value()?.as_str()?) {
        MethodKind::Sms => Key::MethodSms,
        MethodKind::Voice => Key::MethodVoice,
        MethodKind::Email => Key::MethodEmail,
        MethodKind::Push => Key::MethodPush,
        MethodKind::Totp => Key::MethodTotp,
        MethodKind::SignedNonce => Key::MethodSignedNonce,
        MethodKind::QrCode => Key::MethodQrCode,
        MethodKind::SameDevice => Key::MethodSameDevice,
        MethodKind::DeviceBootstrap => Key::MethodDeviceBootstrap,
        _ => return None,
    };
    Some(language.text(key).to_owned())
}
