//! How a field is drawn, and how its answer is written into the form.

use app::step::FieldKind;
use app::text::Language;
use okta_idx::AuthenticatorKey;
use okta_idx::Display;
use okta_idx::Field;
use okta_idx::FieldRole;
use okta_idx::FieldType;
use okta_idx::Form;
use okta_idx::RemediationKind;

use super::Answer;
use super::Limits;
use super::countries;
use super::options;
use crate::screen::table;

/// Returns how a field of `form` is drawn, and how its answer is written.
pub(super) fn of(language: Language, form: &Form, field: &Field) -> (FieldKind, Answer) {
    if field.kind == FieldType::Several {
        return match options::of_several(field) {
            Some((choices, values)) => (FieldKind::Several(choices), Answer::Several(values)),
            None => (FieldKind::default(), Answer::Words),
        };
    }
    if let Some(choices) = options::listed(field) {
        return (FieldKind::Choice(choices), Answer::Listed);
    }
    if field.display.as_ref().is_some_and(Display::is_country) {
        return (FieldKind::Choice(countries::all(language)), Answer::Listed);
    }
    match field.kind {
        FieldType::Flag => return (FieldKind::Checkbox, Answer::Flag),
        FieldType::Number | FieldType::Integer => {
            return (FieldKind::Number, Answer::Number(field.kind));
        }
        FieldType::Date => return (FieldKind::Date, Answer::Date),
        _ => {}
    }
    let kind = match field.role {
        FieldRole::Passcode | FieldRole::NextPasscode | FieldRole::Totp if is_code(form, field) => {
            return (code_kind(form, field), Answer::Code);
        }
        FieldRole::PhoneNumber => return (FieldKind::Text("tel".to_owned()), Answer::Phone),
        FieldRole::Identifier | FieldRole::Login => FieldKind::Username,
        FieldRole::Email | FieldRole::SecondEmail => FieldKind::Email,
        FieldRole::Answer => FieldKind::Secret,
        role if autofill(role).is_some() => {
            FieldKind::Text(autofill(role).unwrap_or_default().to_owned())
        }
        role if field.secret || role == FieldRole::Passcode => password_kind(form),
        _ => FieldKind::default(),
    };
    (kind, Answer::Text(Limits { least: field.min_length, most: field.max_length }))
}
/// Whether a passcode is a code. Beside a username or a profile it is a password, even if the form points to another authenticator.
fn is_code(form: &Form, field: &Field) -> bool {
    let is_password = match form.kind {
        RemediationKind::Identify | RemediationKind::EnrollProfile => true,
        RemediationKind::Reset | RemediationKind::ReEnroll | RemediationKind::ReEnrollWarning => {
            field.secret
        }
        _ => false,
    };
    !is_password && form.key() != Some(AuthenticatorKey::Password)
}

fn password_kind(form: &Form) -> FieldKind {
    match form.kind {
        RemediationKind::Identify | RemediationKind::Challenge => FieldKind::Password,
        _ => FieldKind::NewPassword,
    }
}

/// Codes of authenticators whose screen says so are digits unless Okta names another format. Others may have any
/// length, and must not be sent off after six.
fn code_kind(form: &Form, field: &Field) -> FieldKind {
    let numeric =
        field.format.as_deref().is_none_or(|format| format.eq_ignore_ascii_case("numeric"));
    if numeric && table::of(form).digits {
        FieldKind::Digits(places(field))
    } else {
        FieldKind::Letters
    }
}

/// How many digits a code has: what Okta says if it says one number, otherwise the usual six.
fn places(field: &Field) -> u8 {
    let said = field.min_length.filter(|least| field.max_length == Some(*least));
    said.and_then(|it| u8::try_from(it).ok()).filter(|it| (4..=16).contains(it)).unwrap_or(6)
}

/// The `autocomplete` token of an attribute of Okta's user profile.
fn autofill(role: FieldRole) -> Option<&'static str> {
    Some(match role {
        FieldRole::FirstName => "given-name",
        FieldRole::MiddleName => "additional-name",
        FieldRole::LastName => "family-name",
        FieldRole::DisplayName => "name",
        FieldRole::NickName => "nickname",
        FieldRole::HonorificPrefix => "honorific-prefix",
        FieldRole::HonorificSuffix => "honorific-suffix",
        FieldRole::Organization => "organization",
        FieldRole::Phone => "tel",
        _ => return None,
    })
}
