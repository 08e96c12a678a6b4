//! A yes or no that the whole form is about, such as consent: each answer is a button of its own.

use app::step::Choice;
use app::step::FieldKind;
use app::text::Key;
use app::text::Language;
use okta_idx::Field;
use okta_idx::FieldRole;
use okta_idx::Form;
use okta_idx::RemediationKind;

use super::Answer;

/// Returns how a decision is drawn, and how it is written into the form. Returns none for any other field.
pub(super) fn of(language: Language, form: &Form, field: &Field) -> Option<(FieldKind, Answer)> {
    let (yes, no) = labels(form, field)?;
    let choice = |value: String, agrees| Choice {
        value,
        label: language.text(if agrees { yes } else { no }).to_owned(),
        ..Choice::default()
    };
    if field.options.is_empty() {
        let choices = [true, false].map(|agrees| choice(agrees.to_string(), agrees));
        return Some((FieldKind::Buttons(choices.into()), Answer::Decision));
    }
    let choices = field.options.iter().enumerate().map(|(place, option)| {
        let agrees = option.value()?.as_bool()?;
        Some(choice(place.to_string(), agrees))
    });
    let choices = choices.collect::<Option<Vec<_>>>()?;
    Some((FieldKind::Buttons(choices), Answer::Option(field.options.len())))
}

/// Returns what the buttons say, if the field is a decision.
fn labels(form: &Form, field: &Field) -> Option<(Key, Key)> {
    match (field.role, form.kind) {
        (FieldRole::Consent, RemediationKind::EmailConsent) => Some((Key::ItsMe, Key::NotMe)),
        (
            FieldRole::Consent,
            RemediationKind::Consent
            | RemediationKind::AdminConsent
            | RemediationKind::GranularConsent,
        ) => Some((Key::Allow, Key::Deny)),
        (FieldRole::KeepMeSignedIn, RemediationKind::KeepMeSignedIn) => {
            Some((Key::StaySignedIn, Key::DoNotStaySignedIn))
        }
        _ => None,
    }
}
