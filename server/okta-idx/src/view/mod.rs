//! Typed views of well-known steps, laid over the generic forms. A step that has no view here is still reachable by its form.

mod email;
mod enroll;
mod identify;
mod passcode;
mod poll;
mod select;
mod verification_data;

pub use email::EmailChallenge;
pub use email::Resend;
pub use enroll::EnrollAuthenticator;
pub use enroll::EnrollProfile;
pub use identify::Identify;
pub use passcode::PasscodeChallenge;
pub use passcode::PasswordChallenge;
pub use poll::Poll;
pub use select::AuthenticatorPurpose;
pub use select::Offer;
pub use select::SelectAuthenticator;
pub use verification_data::VerificationData;

use crate::grammar::Form;
use crate::transaction::Pending;

/// The first form with one of these names, in Okta's order.
fn first<'a>(pending: &'a Pending, names: &[&str]) -> Option<&'a Form> {
    pending.forms().iter().find(|form| names.contains(&form.name.as_str()))
}

/// Whether a form is about an authenticator of this key.
fn is_about(form: &Form, key: &str) -> bool {
    form.authenticator.as_ref().and_then(|authenticator| authenticator.key.as_deref()) == Some(key)
}
