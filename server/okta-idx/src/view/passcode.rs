//! Something to type: a code, a password, an answer.

use serde_json::Value;

use crate::grammar::Authenticator;
use crate::grammar::AuthenticatorKey;
use crate::grammar::Field;
use crate::grammar::Form;
use crate::grammar::RemediationKind;
use crate::transaction::Answers;
use crate::transaction::Pending;

const CHALLENGES: [RemediationKind; 4] = [
    RemediationKind::Challenge,
    RemediationKind::Enroll,
    RemediationKind::Reset,
    RemediationKind::ReEnroll,
];
const TYPED: [&str; 3] = ["credentials.passcode", "credentials.totp", "credentials.answer"];

/// Any step that is answered with one typed text.
#[derive(Clone, Copy, Debug)]
pub struct PasscodeChallenge<'a> {
    form: &'a Form,
    path: &'static str,
    field: &'a Field,
}

/// A password to give, to choose, or to choose anew.
#[derive(Clone, Copy, Debug)]
pub struct PasswordChallenge<'a>(PasscodeChallenge<'a>);

impl Pending {
    /// The step that is answered with one typed text, whatever the authenticator.
    pub fn passcode_challenge(&self) -> Option<PasscodeChallenge<'_>> {
        PasscodeChallenge::of(super::first(self, &CHALLENGES)?)
    }

    /// The step that is answered with a password.
    pub fn password(&self) -> Option<PasswordChallenge<'_>> {
        let challenge = self.passcode_challenge()?;
        let is_password = challenge.form.key() == Some(AuthenticatorKey::Password);
        is_password.then_some(PasswordChallenge(challenge))
    }
}

impl Form {
    /// Whether it asks for a code, a password or an answer, alone or beside a username.
    pub fn asks_credential(&self) -> bool {
        PasscodeChallenge::of(self).is_some()
    }
}

impl<'a> PasscodeChallenge<'a> {
    pub(super) fn of(form: &'a Form) -> Option<Self> {
        let typed = TYPED.into_iter().find_map(|path| Some((path, form.field_at(path)?)));
        typed.map(|(path, field)| Self { form, path, field })
    }

    /// The form beneath.
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// What is asked for.
    pub fn field(&self) -> &'a Field {
        self.field
    }

    /// The authenticator that is challenged or enrolled.
    pub fn authenticator(&self) -> Option<&'a Authenticator> {
        self.form.authenticator.as_deref()
    }

    /// Whether only digits can be in it: so unless Okta names another format.
    pub fn is_numeric(&self) -> bool {
        self.field.format.as_deref().is_none_or(|format| format.eq_ignore_ascii_case("numeric"))
    }

    /// Answers with what was typed.
    pub fn answers(&self, typed: &str) -> Answers {
        Answers::new().with(self.path, typed)
    }
}

impl<'a> PasswordChallenge<'a> {
    /// The same step as any typed text.
    pub fn passcode(&self) -> PasscodeChallenge<'a> {
        self.0
    }

    /// Whether a new password is to be chosen, not the old one given.
    pub fn is_new(&self) -> bool {
        self.0.form.kind != RemediationKind::Challenge
    }

    /// A rule for a new password, such as `minLength` or `minNumber`.
    pub fn complexity(&self, rule: &str) -> Option<&'a Value> {
        self.0.authenticator()?.member("settings")?.get("complexity")?.get(rule)
    }

    /// In how many days the password ends.
    pub fn days_to_expiry(&self) -> Option<u64> {
        self.0.authenticator()?.member("settings")?.get("daysToExpiry")?.as_u64()
    }
}
