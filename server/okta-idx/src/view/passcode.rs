//! Steps with one text to type: a code, a password, an answer.

use crate::grammar::Authenticator;
use crate::grammar::AuthenticatorKey;
use crate::grammar::Field;
use crate::grammar::Form;
use crate::grammar::Json;
use crate::grammar::RemediationKind;
use crate::transaction::Answers;
use crate::transaction::Pending;

const CHALLENGES: [RemediationKind; 5] = [
    RemediationKind::Challenge,
    RemediationKind::Enroll,
    RemediationKind::Reset,
    RemediationKind::ReEnroll,
    RemediationKind::ReEnrollWarning,
];
const TYPED: [&str; 3] = ["credentials.passcode", "credentials.totp", "credentials.answer"];

/// A step that is answered with one typed text.
#[derive(Clone, Copy, Debug)]
pub struct PasscodeChallenge<'a> {
    form: &'a Form,
    path: &'static str,
    field: &'a Field,
}

/// A password to enter, to choose, or to change.
#[derive(Clone, Copy, Debug)]
pub struct PasswordChallenge<'a>(PasscodeChallenge<'a>);

impl Pending {
    /// Returns the step that is answered with one typed text, for any authenticator.
    pub fn passcode_challenge(&self) -> Option<PasscodeChallenge<'_>> {
        PasscodeChallenge::of(super::first(self, &CHALLENGES)?)
    }

    /// Returns the step that is answered with a password.
    pub fn password(&self) -> Option<PasswordChallenge<'_>> {
        let challenge = self.passcode_challenge()?;
        let is_password = challenge.form.key() == Some(AuthenticatorKey::Password);
        is_password.then_some(PasswordChallenge(challenge))
    }
}

impl Form {
    /// Returns the page of the org on which an expired password is changed, and its name: Okta cannot change it.
    pub fn password_page(&self) -> Option<(&str, Option<&str>)> {
        let text = |name| self.member(name).and_then(serde_json::Value::as_str);
        Some((text("customExpiredPasswordURL")?, text("customExpiredPasswordName")))
    }

    /// Whether it asks for a code, a password or an answer, with or without a username.
    pub fn asks_credential(&self) -> bool {
        PasscodeChallenge::of(self).is_some()
    }
}

impl<'a> PasscodeChallenge<'a> {
    pub(super) fn of(form: &'a Form) -> Option<Self> {
        let typed = TYPED.into_iter().find_map(|path| Some((path, form.field_at(path)?)));
        typed.map(|(path, field)| Self { form, path, field })
    }

    /// Returns the underlying form.
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// Returns the field to type in.
    pub fn field(&self) -> &'a Field {
        self.field
    }

    /// Returns the authenticator that is challenged or enrolled.
    pub fn authenticator(&self) -> Option<&'a Authenticator> {
        self.form.authenticator.as_deref()
    }

    /// Whether the value has only digits, which is so unless Okta names another format.
    pub fn is_numeric(&self) -> bool {
        self.field.format.as_deref().is_none_or(|format| format.eq_ignore_ascii_case("numeric"))
    }

    /// Returns the answers with the typed text.
    pub fn answers(&self, typed: &str) -> Answers {
        Answers::new().with(self.path, typed)
    }
}

impl<'a> PasswordChallenge<'a> {
    /// Returns the same step as one with any typed text.
    pub fn passcode(&self) -> PasscodeChallenge<'a> {
        self.0
    }

    /// Whether to choose a new password, not to enter the old one.
    pub fn is_new(&self) -> bool {
        self.0.form.kind != RemediationKind::Challenge
    }

    /// Returns a rule for a new password, such as `minLength` or `minNumber`.
    pub fn complexity(&self, rule: &str) -> Option<Json<'a>> {
        self.0.authenticator()?.member("settings")?.get("complexity")?.get(rule)
    }

    /// Returns the number of days until the password expires.
    pub fn days_to_expiry(&self) -> Option<u64> {
        self.0.authenticator()?.member("settings")?.get("daysToExpiry")?.as_u64()
    }
}
