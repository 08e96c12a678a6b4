//! Typed views of well-known steps. A step without a view is available as its form.

mod allowance;
mod consent;
mod email;
mod enroll;
mod identify;
mod okta_verify;
mod passcode;
mod password;
mod phone;
mod poll;
mod proof;
mod select;
mod verification_data;

pub use allowance::AllowedFor;
pub use allowance::Postponement;
pub use consent::RequestedFrom;
pub use consent::Scope;
pub use email::EmailChallenge;
pub use email::Resend;
pub use enroll::EnrollAuthenticator;
pub use enroll::EnrollProfile;
pub use identify::Identify;
pub use passcode::PasscodeChallenge;
pub use passcode::PasswordChallenge;
pub use password::PasswordPolicy;
pub use poll::Poll;
pub use select::AuthenticatorPurpose;
pub use select::Offer;
pub use select::SelectAuthenticator;
pub use verification_data::VerificationData;

use crate::grammar::Form;
use crate::grammar::RemediationKind;
use crate::transaction::Pending;

/// Returns the first form of one of these kinds, in Okta's order.
fn first<'a>(pending: &'a Pending, kinds: &[RemediationKind]) -> Option<&'a Form> {
    pending.forms().iter().find(|form| kinds.contains(&form.kind))
}
