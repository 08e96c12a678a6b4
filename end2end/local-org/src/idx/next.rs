//! From one authenticator to the next, and to the end.

use super::step::Moved;
use super::step::StepContext;
use crate::assurance::Wanted;
use crate::assurance::enrollable;
use crate::assurance::wanted;
use crate::authenticator::Activity;
use crate::authenticator::AuthenticatorRef;
use crate::authenticator::Challenge;
use crate::authenticator::Progress;
use crate::authenticator::Selection;
use crate::faults::refusal::Offered;
use crate::faults::refusal::Place;
use crate::faults::refusal::Refusal;
use crate::forms::message;
use crate::interlude::Interlude;
use crate::protocol::InteractionCode;
use crate::settings::UserStatus;
use crate::state::transaction::Finished;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Verification;

/// Asks for the next authenticator, or lets the user in.
pub(super) fn proceed(step: &mut StepContext<'_>, verification: Verification) -> Moved {
    match wanted(step.policy(), &verification, step.user(&verification)) {
        Wanted::Impossible => Moved::over(403, message::assurance_unsatisfiable()),
        Wanted::Nothing => renew(step, verification),
        Wanted::OneOf(open) => match open[..] {
            [only] => begin(step, verification, only, Activity::Verify, Selection::Automatic),
            _ => Moved::to(Stage::SelectAuthenticator(verification)),
        },
    }
}

/// Begins one authenticator; data that do not do are asked for again.
pub(super) fn begin(
    step: &mut StepContext<'_>,
    verification: Verification,
    authenticator: AuthenticatorRef,
    activity: Activity,
    selection: Selection<'_>,
) -> Moved {
    let begun = authenticator.begin(step, &verification, activity, selection);
    let stage =
        |progress| Stage::Challenge(verification, Challenge { authenticator, activity, progress });
    match begun {
        Ok(progress) => Moved::to(stage(progress)),
        Err(refused) => refused.stay(stage(Progress::NeedsData)),
    }
}

/// Asks for a new password where the current one is no longer good.
fn renew(step: &mut StepContext<'_>, verification: Verification) -> Moved {
    match renewal(step, &verification) {
        Some((it, activity)) => begin(step, verification, it, activity, Selection::Automatic),
        None => enroll(step, verification),
    }
}

/// What expires concerns those who have used it; what was reset is asked for in any case.
fn renewal(
    step: &StepContext<'_>,
    verification: &Verification,
) -> Option<(AuthenticatorRef, Activity)> {
    let user = step.user(verification).filter(|_| verification.purpose == Purpose::SignIn)?;
    AuthenticatorRef::all().find_map(|it| {
        let activity = it.renewal(user, step.now)?;
        let is_due = match activity {
            Activity::Reset => true,
            Activity::ReplaceExpiring if verification.skipped_renewal => false,
            _ => verification.verified.contains(&it),
        };
        is_due.then_some((it, activity))
    })
}

/// Asks for what is not enrolled yet: all that is required, then what is optional.
fn enroll(step: &mut StepContext<'_>, mut verification: Verification) -> Moved {
    if matches!(verification.purpose, Purpose::Recovery | Purpose::Unlock) {
        return complete(step, verification);
    }
    let Some(user) = step.user(&verification) else {
        return Moved::over(403, message::access_denied());
    };
    let next = enrollable(step.policy(), &verification, user);
    if next.is_optional
        && let Subject::NewUser(user) = verification.subject
    {
        if step.state.users.by_login(&user.login).is_some() {
            return Moved::over(400, message::taken("Email"));
        }
        verification.subject = Subject::User(user.id.clone());
        step.state.users.add(*user);
    }
    match next.authenticators[..] {
        [] => complete(step, verification),
        [only] if !next.is_optional => {
            begin(step, verification, only, Activity::Enroll, Selection::Automatic)
        }
        _ => Moved::to(Stage::SelectEnrollment(verification)),
    }
}

/// Everything is verified and enrolled.
fn complete(step: &mut StepContext<'_>, verification: Verification) -> Moved {
    if let Some(refusal) = step.state.faults.refuse(Place::Proven) {
        return refused(step, &refusal, verification);
    }
    match verification.purpose {
        Purpose::SignIn if lacks_attributes(step, &verification) => {
            Moved::to(Stage::ProfileUpdate(verification))
        }
        Purpose::SignIn | Purpose::SignUp | Purpose::Activation => {
            activate(step, &verification);
            let first = step.policy().interludes.first().copied();
            interlude(step, verification, first)
        }
        Purpose::Recovery => match AuthenticatorRef::resettable() {
            Some(forgotten) => {
                begin(step, verification, forgotten, Activity::Reset, Selection::Automatic)
            }
            None => Moved::over(403, message::reset_not_allowed()),
        },
        Purpose::Unlock => unlocked(step, &verification.subject),
    }
}

/// Whether the user has to be asked for attributes.
fn lacks_attributes(step: &StepContext<'_>, verification: &Verification) -> bool {
    let policy = step.policy();
    policy.profile.asks_at_sign_in
        && !verification.skipped_profile
        && step.user(verification).is_some_and(|user| !user.profile.lacking(policy).is_empty())
}

/// Shows an interlude, or goes on to the end where there is none.
fn interlude(step: &mut StepContext<'_>, who: Verification, next: Option<Interlude>) -> Moved {
    match next {
        Some(next) => Moved::to(Stage::Interlude(who, next)),
        None => finish(step, who),
    }
}

/// Goes on from an interlude to the one after it.
pub(crate) fn after(step: &mut StepContext<'_>, who: Verification, done: Interlude) -> Moved {
    let mut rest = step.policy().interludes.iter().skip_while(|it| **it != done);
    let next = rest.nth(1).copied();
    interlude(step, who, next)
}

/// Right, and yet it does not lead on.
fn refused(step: &StepContext<'_>, refusal: &Refusal, verification: Verification) -> Moved {
    let stage = match refusal.offer {
        Offered::Nothing => return Moved::over_saying(refusal.status(), refusal.messages()),
        // As if nothing had been verified: what was is not good enough.
        Offered::Select => {
            let purpose = match verification.purpose {
                Purpose::SignUp => Purpose::SignIn,
                other => other,
            };
            Stage::SelectAuthenticator(Verification::new(verification.subject, purpose))
        }
        Offered::Form => {
            let form = step.policy().interludes.first().copied();
            Stage::Interlude(verification, form.unwrap_or(Interlude::HouseRules))
        }
        Offered::FirstPage => Stage::FirstPage,
    };
    let mut moved = Moved::to(stage);
    moved.reply.status = refusal.status();
    moved.reply.said = refusal.messages();
    moved
}

/// Makes a staged user an active one.
fn activate(step: &mut StepContext<'_>, verification: &Verification) {
    if verification.purpose == Purpose::Activation
        && let Subject::User(id) = &verification.subject
        && let Some(user) = step.state.users.get_mut(id)
    {
        user.status = UserStatus::Active;
    }
}

fn unlocked(step: &mut StepContext<'_>, subject: &Subject) -> Moved {
    if let Subject::User(id) = subject
        && let Some(user) = step.state.users.get_mut(id)
    {
        user.status = UserStatus::Active;
    }
    Moved::over(200, message::unlocked())
}

/// Hands out the interaction code.
pub(super) fn finish(step: &mut StepContext<'_>, verification: Verification) -> Moved {
    let Subject::User(user) = &verification.subject else {
        return Moved::over(403, message::access_denied());
    };
    if step.transaction.activates_device {
        return Moved::over(200, message::device_activated());
    }
    let code = format!("{}{}", step.transaction.id, step.state.random.secret(23));
    Moved::to(Stage::Finished(Finished {
        user: user.clone(),
        amr: verification.amr(),
        at: step.now,
        code: InteractionCode::new(code),
        code_until: step.now.plus_seconds(step.settings.lifetimes.interaction_code),
        code_burnt: false,
    }))
}
