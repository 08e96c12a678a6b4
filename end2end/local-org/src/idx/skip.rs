//! `/idp/idx/skip`: passing over what is optional.

use super::next::after;
use super::next::proceed;
use super::sent::Sent;
use super::step::Moved;
use super::step::StepContext;
use crate::assurance::enrollable;
use crate::authenticator::Activity;
use crate::interlude::Interlude;
use crate::state::transaction::Stage;
use crate::state::transaction::Verification;

pub(super) fn skip(step: &mut StepContext<'_>, stage: Stage, _: &Sent) -> Moved {
    match stage {
        Stage::Interlude(verification, interlude @ Interlude::SkippableHouseRules) => {
            after(step, verification, interlude)
        }
        Stage::SelectEnrollment(mut verification) if is_optional(step, &verification) => {
            verification.skipped_optional = true;
            proceed(step, verification)
        }
        Stage::Challenge(mut verification, challenge)
            if challenge.activity == Activity::Enroll && is_optional(step, &verification) =>
        {
            verification.skipped_optional = true;
            proceed(step, verification)
        }
        Stage::Challenge(mut verification, challenge)
            if challenge.activity == Activity::ReplaceExpiring =>
        {
            verification.skipped_renewal = true;
            proceed(step, verification)
        }
        other => Moved::refused(other),
    }
}

fn is_optional(step: &StepContext<'_>, verification: &Verification) -> bool {
    let user = step.user(verification);
    user.is_some_and(|user| enrollable(step.policy(), verification, user).is_optional)
}
