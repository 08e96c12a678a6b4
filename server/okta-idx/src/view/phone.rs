//! A code by the other method of a phone: a call instead of a text message, or the reverse.

use super::email::Resend;
use crate::grammar::AuthenticatorKey;
use crate::grammar::Field;
use crate::grammar::Form;
use crate::grammar::MethodKind;
use crate::grammar::RemediationKind;
use crate::transaction::Answers;
use crate::transaction::Pending;
use crate::transaction::Pick;

impl Pending {
    /// Returns by which method the code of this step was sent to a phone.
    pub fn phone_method(&self) -> Option<MethodKind> {
        let form = super::first(self, &[RemediationKind::Challenge, RemediationKind::Enroll])?;
        let phone = form.authenticator.as_deref();
        let phone = phone.filter(|it| it.key == Some(AuthenticatorKey::Phone))?;
        phone.methods.first().map(|method| MethodKind::of(method))
    }

    /// Returns how to get the code of this step by the other method, where the org offers it for the same phone.
    pub fn other_phone_method(&self) -> Option<(MethodKind, Resend)> {
        let other = other_than(self.phone_method()?)?;
        let data = [RemediationKind::VerificationData, RemediationKind::EnrollmentData];
        if let Some(form) = super::first(self, &data) {
            let method = form.field("authenticator")?.field("methodType")?;
            offers(method, other)?;
            let answers =
                Answers::new().choose("authenticator.methodType", Pick::named(other.word()?));
            return Some((other, Resend { form: form.reference(), answers }));
        }
        chosen_again(self.form_of(RemediationKind::SelectAuthenticate)?, other)
    }
}

fn other_than(method: MethodKind) -> Option<MethodKind> {
    match method {
        MethodKind::Sms => Some(MethodKind::Voice),
        MethodKind::Voice => Some(MethodKind::Sms),
        _ => None,
    }
}

/// Chooses the phone once more, if it is the only one: several are not told apart by their products.
fn chosen_again(form: &Form, other: MethodKind) -> Option<(MethodKind, Resend)> {
    let options = &form.field("authenticator")?.options;
    let is_phone = |key: Option<AuthenticatorKey>| key == Some(AuthenticatorKey::Phone);
    let mut phones = options.iter().enumerate().filter(|(_, option)| is_phone(option.key()));
    let (place, phone) = phones.next().filter(|_| phones.next().is_none())?;
    offers(phone.field("methodType")?, other)?;
    let answers = Answers::new()
        .choose("authenticator", Pick::Index(place))
        .choose("authenticator.methodType", Pick::named(other.word()?));
    Some((other, Resend { form: form.reference(), answers }))
}

/// Whether a field lets the user choose this method.
fn offers(field: &Field, method: MethodKind) -> Option<()> {
    let named = |name: &str| MethodKind::of(name) == method;
    let mut values = field.options.iter().filter_map(|option| option.value()?.as_str());
    values.any(named).then_some(())
}
