//! `/idp/idx/skip`: passing over what is optional.

use super::next::after;
use super::next::proceed;
use super::sent::Sent;
use super::step::Moved;
use super::step::StepContext;
use crate::assurance::enrollable;
use crate::authenticator::Activity;
use crate::state::transaction::Stage;
use crate::state::transaction::Verification;

pub(super) fn skip(step: &mut StepContext<'_>, stage: Stage, _: &Sent) -> Moved {
    match stage {
        Stage::Interlude(verification, interlude) if interlude.is_skippable() => {
            after(step, verification, interlude)
        }
        Stage::ProfileUpdate(mut verification) if profile_is_optional(step, &verification) => {
            verification.skipped_profile = true;
            proceed(step, verification)
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

fn profile_is_optional(step: &StepContext<'_>, verification: &Verification) -> bool {
    let lacking = step.user(verification).map(|user| user.profile.lacking(step.policy()));
    lacking.is_some_and(|lacking| lacking.iter().all(|it| !it.required))
}

fn is_optional(step: &StepContext<'_>, verification: &Verification) -> bool {
    let user = step.user(verification);
    user.is_some_and(|user| enrollable(step.policy(), verification, user).is_optional)
}
