//! The choice of an authenticator.

use crate::grammar::AuthenticatorKey;
use crate::grammar::Choice;
use crate::grammar::Field;
use crate::grammar::Form;
use crate::grammar::RemediationKind;
use crate::transaction::Answers;
use crate::transaction::Pending;
use crate::transaction::Pick;

/// One of the `select-authenticator-…` forms.
#[derive(Clone, Copy, Debug)]
pub struct SelectAuthenticator<'a> {
    form: &'a Form,
    field: &'a Field,
}

/// The purpose of the chosen authenticator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthenticatorPurpose {
    /// To verify the user.
    Authenticate,
    /// To set it up.
    Enroll,
    /// To unlock a locked account.
    Unlock,
}

/// One authenticator on offer.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Offer<'a> {
    /// Its index in the list, which is the answer.
    pub index: usize,
    /// The underlying option.
    pub option: &'a Choice,
}

impl Pending {
    /// Returns the step, or the part of a step, that offers authenticators.
    pub fn select_authenticator(&self) -> Option<SelectAuthenticator<'_>> {
        let form = self.forms().iter().find(|form| form.kind.is_select_authenticator())?;
        let field = form.field("authenticator")?;
        Some(SelectAuthenticator { form, field })
    }
}

impl<'a> SelectAuthenticator<'a> {
    /// Returns the underlying form.
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// Returns the purpose of the chosen one.
    pub fn purpose(&self) -> AuthenticatorPurpose {
        match self.form.kind {
            RemediationKind::SelectEnroll => AuthenticatorPurpose::Enroll,
            RemediationKind::SelectUnlock => AuthenticatorPurpose::Unlock,
            _ => AuthenticatorPurpose::Authenticate,
        }
    }

    /// Returns the offers in Okta's order.
    pub fn offers(&self) -> impl Iterator<Item = Offer<'a>> {
        self.field.options.iter().enumerate().map(|(index, option)| Offer { index, option })
    }

    /// Returns the first offer of an authenticator.
    pub fn offer_of(&self, key: AuthenticatorKey) -> Option<Offer<'a>> {
        self.offers().find(|offer| offer.key() == Some(key))
    }

    /// Returns the answers with an offer.
    pub fn answers(&self, offer: Offer<'_>) -> Answers {
        Answers::new().choose("authenticator", Pick::Index(offer.index))
    }
}

impl<'a> Offer<'a> {
    /// Returns the label for the user.
    pub fn label(&self) -> Option<&'a str> {
        let named = || self.option.authenticator.as_ref()?.display_name.as_deref();
        self.option.label.as_deref().or_else(named)
    }

    /// Returns the product, if the response names it.
    pub fn key(&self) -> Option<AuthenticatorKey> {
        self.option.key()
    }

    /// Returns the methods to choose from, such as `sms` and `voice`. Answer them under
    /// `authenticator.methodType`.
    pub fn methods(&self) -> &'a [Choice] {
        self.option.field("methodType").map_or(&[], |field| &field.options)
    }
}
