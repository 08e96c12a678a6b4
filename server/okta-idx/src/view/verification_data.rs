//! Nothing was sent yet: how should it be sent?

use crate::grammar::Authenticator;
use crate::grammar::AuthenticatorKey;
use crate::grammar::Choice;
use crate::grammar::Field;
use crate::grammar::Form;
use crate::grammar::RemediationKind;
use crate::transaction::Answers;
use crate::transaction::Pending;
use crate::transaction::Pick;

/// `authenticator-verification-data`: the authenticator is settled, the code or push has to be asked for.
#[derive(Clone, Copy, Debug)]
pub struct VerificationData<'a> {
    form: &'a Form,
}

impl Pending {
    /// The step that asks for the code to be sent.
    pub fn verification_data(&self) -> Option<VerificationData<'_>> {
        let form = super::first(self, &[RemediationKind::VerificationData])?;
        Some(VerificationData { form })
    }
}

impl<'a> VerificationData<'a> {
    /// The form beneath.
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// The authenticator.
    pub fn authenticator(&self) -> Option<&'a Authenticator> {
        self.form.authenticator.as_deref()
    }

    /// Whether it is about e-mail.
    pub fn is_email(&self) -> bool {
        self.form.key() == Some(AuthenticatorKey::Email)
    }

    /// The ways to choose from, such as `sms` and `voice`; empty when there is only one.
    pub fn methods(&self) -> &'a [Choice] {
        let method: Option<&Field> = self.form.field_at("authenticator.methodType");
        method.map_or(&[], |field| &field.options)
    }

    /// Answers with one of the ways. Without one, the first is taken, which is Okta's preference.
    pub fn answers(&self, method: Option<&str>) -> Answers {
        let path = "authenticator.methodType";
        match (method, self.methods()) {
            (_, []) => Answers::new(),
            (Some(method), _) => Answers::new().choose(path, Pick::named(method)),
            (None, _) => Answers::new().choose(path, Pick::Index(0)),
        }
    }
}
