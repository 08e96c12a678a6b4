//! Which authenticator to use.

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

/// What the chosen authenticator is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AuthenticatorPurpose {
    /// To prove who it is.
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
    /// Its place in the list: what to answer with.
    pub index: usize,
    /// The option beneath.
    pub option: &'a Choice,
}

impl Pending {
    /// The step, or the part of a step, that offers authenticators.
    pub fn select_authenticator(&self) -> Option<SelectAuthenticator<'_>> {
        let form = self.forms().iter().find(|form| form.kind.is_select_authenticator())?;
        let field = form.field("authenticator")?;
        Some(SelectAuthenticator { form, field })
    }
}

impl<'a> SelectAuthenticator<'a> {
    /// The form beneath.
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// What the chosen one is for.
    pub fn purpose(&self) -> AuthenticatorPurpose {
        match self.form.kind {
            RemediationKind::SelectEnroll => AuthenticatorPurpose::Enroll,
            RemediationKind::SelectUnlock => AuthenticatorPurpose::Unlock,
            _ => AuthenticatorPurpose::Authenticate,
        }
    }

    /// What is on offer, in Okta's order.
    pub fn offers(&self) -> impl Iterator<Item = Offer<'a>> {
        self.field.options.iter().enumerate().map(|(index, option)| Offer { index, option })
    }

    /// The first offer of an authenticator.
    pub fn offer_of(&self, key: AuthenticatorKey) -> Option<Offer<'a>> {
        self.offers().find(|offer| offer.key() == Some(key))
    }

    /// Answers with an offer.
    pub fn answers(&self, offer: Offer<'_>) -> Answers {
        Answers::new().choose("authenticator", Pick::Index(offer.index))
    }
}

impl<'a> Offer<'a> {
    /// What the person reads.
    pub fn label(&self) -> Option<&'a str> {
        let named = || self.option.authenticator.as_ref()?.display_name.as_deref();
        self.option.label.as_deref().or_else(named)
    }

    /// Which product it is; none when the answer does not tell.
    pub fn key(&self) -> Option<AuthenticatorKey> {
        self.option.key()
    }

    /// The ways to use it that the person may choose from, such as `sms` and `voice`. Answer them under
    /// `authenticator.methodType`.
    pub fn methods(&self) -> &'a [Choice] {
        self.option.field("methodType").map_or(&[], |field| &field.options)
    }
}
