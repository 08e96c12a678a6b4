//! The step that asks by which method to send a code or push.

use crate::grammar::Authenticator;
use crate::grammar::AuthenticatorKey;
use crate::grammar::Choice;
use crate::grammar::Field;
use crate::grammar::Form;
use crate::grammar::RemediationKind;
use crate::transaction::Answers;
use crate::transaction::Pending;
use crate::transaction::Pick;

/// `authenticator-verification-data`: the authenticator is chosen, the code or push must be
/// requested.
#[derive(Clone, Copy, Debug)]
pub struct VerificationData<'a> {
    form: &'a Form,
}

impl Pending {
    /// Returns the step that asks for the code to be sent.
    pub fn verification_data(&self) -> Option<VerificationData<'_>> {
        let form = super::first(self, &[RemediationKind::VerificationData])?;
        Some(VerificationData { form })
    }
}

impl<'a> VerificationData<'a> {
    /// Returns the underlying form.
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// Returns the authenticator.
    pub fn authenticator(&self) -> Option<&'a Authenticator> {
        self.form.authenticator.as_deref()
    }

    /// Whether the authenticator is email.
    pub fn is_email(&self) -> bool {
        self.form.key() == Some(AuthenticatorKey::Email)
    }

    /// Returns the methods to choose from, such as `sms` and `voice`; empty if there is only one.
    pub fn methods(&self) -> &'a [Choice] {
        let method: Option<&Field> = self.form.field_at("authenticator.methodType");
        method.map_or(&[], |field| &field.options)
    }

    /// Returns the answers with a method. Without one, the first is chosen, which is Okta's
    /// preference.
    pub fn answers(&self, method: Option<&str>) -> Answers {
        let path = "authenticator.methodType";
        match (method, self.methods()) {
            (_, []) => Answers::new(),
            (Some(method), _) => Answers::new().choose(path, Pick::named(method)),
            (None, _) => Answers::new().choose(path, Pick::Index(0)),
        }
    }
}
