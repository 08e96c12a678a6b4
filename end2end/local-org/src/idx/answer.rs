//! `/idp/idx/challenge/answer`: the answer that the current authenticator waits for.

use super::next::finish;
use super::next::proceed;
use super::sent::Sent;
use super::step::Moved;
use super::step::StepContext;
use crate::authenticator::Activity;
use crate::authenticator::Progress;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::user_tokens::Opens;

pub(super) fn answer(step: &mut StepContext<'_>, stage: Stage, sent: &Sent) -> Moved {
    let Stage::Challenge(mut verification, challenge) = stage else {
        return Moved::refused(stage);
    };
    if matches!(challenge.progress, Progress::NeedsData) {
        return Moved::refused(Stage::Challenge(verification, challenge));
    }
    let authenticator = challenge.authenticator;
    let enrollment = match authenticator.check(step, &verification, &challenge, sent) {
        Ok(enrollment) => enrollment,
        Err(refused) => {
            let is_attempt = refused.is_attempt;
            let kept = refused.stay(Stage::Challenge(verification, challenge));
            return if is_attempt { step.wrong_answer(kept) } else { kept };
        }
    };
    if let Some(enrollment) = enrollment {
        step.enroll(&mut verification, authenticator, enrollment);
    }
    verification.add(authenticator, authenticator.amr(&challenge.progress));
    // A recovery ends the sign-in: what the user has proved is enough for this password only.
    match verification.purpose {
        Purpose::Recovery if challenge.activity == Activity::Reset => {
            if let Subject::User(user) = &verification.subject {
                step.state.user_tokens.revoke(Opens::Recovery, user);
            }
            finish(step, verification)
        }
        _ => proceed(step, verification),
    }
}
