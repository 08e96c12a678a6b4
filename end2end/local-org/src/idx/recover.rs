//! `/idp/idx/recover`: a forgotten password.

use super::identify::named;
use super::identify::shortened;
use super::identify::unknown;
use super::next::proceed;
use super::sent::Sent;
use super::step::Moved;
use super::step::StepContext;
use crate::authenticator::AuthenticatorRef;
use crate::forms::message;
use crate::settings::Offer;
use crate::settings::UserStatus;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Verification;

/// From the first page the username is asked for; in a challenge it is known already.
pub(super) fn recover(step: &mut StepContext<'_>, stage: Stage, _: &Sent) -> Moved {
    match stage {
        Stage::RecoveryIdentifier => Moved::to(stage),
        Stage::FirstPage if step.policy().offers(Offer::Recovery) => {
            Moved::to(Stage::RecoveryIdentifier)
        }
        Stage::Challenge(verification, challenge)
            if step.policy().offers(Offer::Recovery) && challenge.authenticator.is_resettable() =>
        {
            proceed(step, Verification::new(verification.subject, Purpose::Recovery))
        }
        other => Moved::refused(other),
    }
}

/// Only an active user who has enrolled a password can reset it.
pub(super) fn identified(step: &mut StepContext<'_>, identifier: &str) -> Moved {
    let has_forgotten = AuthenticatorRef::resettable();
    let subject = match named(step, identifier) {
        Some(user)
            if user.status == UserStatus::Active
                && has_forgotten.is_some_and(|it| user.has_enrolled(it)) =>
        {
            Subject::User(user.id.clone())
        }
        Some(_) => return Moved::over(403, message::reset_not_allowed()),
        None if step.state.enumeration_prevention => {
            Subject::Unknown { identifier: shortened(identifier) }
        }
        None => return unknown(Stage::RecoveryIdentifier, identifier),
    };
    step.fix_policy();
    proceed(step, Verification::new(subject, Purpose::Recovery))
}
