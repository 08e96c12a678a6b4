//! `/idp/idx/unlock-account`: opening a locked account.

use super::identify::named;
use super::identify::shortened;
use super::identify::unknown;
use super::next::begin;
use super::sent::Sent;
use super::step::Moved;
use super::step::StepContext;
use crate::authenticator::Activity;
use crate::authenticator::AuthenticatorRef;
use crate::authenticator::Selection;
use crate::forms::message;
use crate::settings::Offer;
use crate::settings::UserStatus;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Verification;

pub(super) fn start(step: &mut StepContext<'_>, stage: Stage, _: &Sent) -> Moved {
    match stage {
        Stage::UnlockIdentifier => Moved::to(stage),
        Stage::FirstPage if step.policy().offers(Offer::Unlock) => {
            Moved::to(Stage::UnlockIdentifier)
        }
        other => Moved::refused(other),
    }
}

/// Only locked accounts can be unlocked.
pub(super) fn identified(
    step: &mut StepContext<'_>,
    chosen: AuthenticatorRef,
    sent: &Sent,
) -> Moved {
    let identifier = sent.text("identifier");
    if identifier.is_empty() {
        let message = message::username_missing();
        return Moved::complaining(Stage::UnlockIdentifier, 400, "identifier", message);
    }
    let subject = match named(step, identifier) {
        Some(user) if user.status == UserStatus::Locked => Subject::User(user.id.clone()),
        _ if step.state.enumeration_prevention => {
            Subject::Unknown { identifier: shortened(identifier) }
        }
        Some(_) => return Moved::over(403, message::unlock_not_allowed()),
        None => return unknown(Stage::UnlockIdentifier, identifier),
    };
    step.fix_policy();
    let verification = Verification::new(subject, Purpose::Unlock);
    begin(step, verification, chosen, Activity::Verify, Selection::Option(sent))
}
