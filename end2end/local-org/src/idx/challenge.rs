//! Choosing an authenticator, to verify or to enroll; asking for the message; waiting.

use super::next::begin;
use super::sent::Sent;
use super::step::Moved;
use super::step::StepContext;
use super::unlock;
use crate::assurance::Wanted;
use crate::assurance::enrollable;
use crate::assurance::wanted;
use crate::authenticator::Activity;
use crate::authenticator::AuthenticatorRef;
use crate::authenticator::Challenge;
use crate::authenticator::Progress;
use crate::authenticator::Selection;
use crate::authenticator::sent_code;
use crate::authenticator::sent_code::SentCode;
use crate::forms::message;
use crate::state::inbox::Channel;
use crate::state::transaction::Stage;
use crate::state::transaction::Verification;

/// `/idp/idx/challenge`: starts, or changes to, the authenticator that was chosen to be verified.
pub(super) fn challenge(step: &mut StepContext<'_>, stage: Stage, sent: &Sent) -> Moved {
    choose(step, stage, sent, Activity::Verify)
}

/// `/idp/idx/credential/enroll`: the same for one to be enrolled.
pub(super) fn enroll(step: &mut StepContext<'_>, stage: Stage, sent: &Sent) -> Moved {
    choose(step, stage, sent, Activity::Enroll)
}

fn choose(step: &mut StepContext<'_>, stage: Stage, sent: &Sent, activity: Activity) -> Moved {
    let Some(chosen) = AuthenticatorRef::by_id(sent.text("authenticator.id")) else {
        return Moved::refused(stage);
    };
    let open = choices(step, &stage, activity);
    match stage {
        Stage::UnlockIdentifier if step.policy().recovers_with.contains(&chosen) => {
            unlock::identified(step, chosen, sent)
        }
        Stage::Challenge(verification, current)
            if current.authenticator == chosen && current.activity == activity =>
        {
            data(step, verification, current, Selection::Data(sent))
        }
        Stage::SelectAuthenticator(verification)
        | Stage::SelectEnrollment(verification)
        | Stage::Challenge(verification, _)
            if open.contains(&chosen) =>
        {
            begin(step, verification, chosen, activity, Selection::Option(sent))
        }
        other => Moved::refused(other),
    }
}

/// What a form for `activity` can choose at this stage; a stage of another activity offers nothing.
fn choices(step: &StepContext<'_>, stage: &Stage, activity: Activity) -> Vec<AuthenticatorRef> {
    let (current, verification) = match stage {
        Stage::SelectAuthenticator(verification) => (Activity::Verify, verification),
        Stage::SelectEnrollment(verification) => (Activity::Enroll, verification),
        Stage::Challenge(verification, challenge) => (challenge.activity, verification),
        _ => return Vec::new(),
    };
    let user = step.user(verification);
    match activity {
        _ if activity != current => Vec::new(),
        Activity::Verify => match wanted(step.policy(), verification, user) {
            Wanted::OneOf(open) => open,
            Wanted::Nothing | Wanted::Impossible => Vec::new(),
        },
        Activity::Enroll => user.map_or(Vec::new(), |user| {
            enrollable(step.policy(), verification, user).authenticators
        }),
        Activity::Reset | Activity::ReplaceExpired | Activity::ReplaceExpiring => Vec::new(),
    }
}

/// The current authenticator was chosen again: its data came, or its message is wanted again.
fn data(
    step: &mut StepContext<'_>,
    verification: Verification,
    current: Challenge,
    selection: Selection<'_>,
) -> Moved {
    let method = selection.text("authenticator.methodType");
    match &current.progress {
        Progress::Sent(out) if method.is_empty() || method == out.channel.method() => {
            let out = out.clone();
            again(step, verification, current, &out)
        }
        progress => {
            // Another method was chosen beside the code, in a form that need not have its data.
            let selection = match (progress, selection) {
                (Progress::Sent(_), Selection::Data(sent)) => Selection::Option(sent),
                _ => selection,
            };
            let Challenge { authenticator, activity, .. } = current;
            begin(step, verification, authenticator, activity, selection)
        }
    }
}

/// `/idp/idx/challenge/resend`: sends another message, or the first one.
pub(super) fn resend(step: &mut StepContext<'_>, stage: Stage, sent: &Sent) -> Moved {
    match stage {
        Stage::Challenge(verification, current)
            if !matches!(current.progress, Progress::Waiting(_)) =>
        {
            data(step, verification, current, Selection::Data(sent))
        }
        other => Moved::refused(other),
    }
}

/// Not too soon after the last one: then the step stays, with the time when to ask again.
fn again(
    step: &mut StepContext<'_>,
    verification: Verification,
    current: Challenge,
    out: &SentCode,
) -> Moved {
    if out.address.as_ref().is_some_and(|to| sent_code::is_limited(step, out.channel, to)) {
        let stage = Stage::Challenge(verification, current);
        return Moved::saying(stage, 429, message::phoned_too_often(out.channel));
    }
    let allowed_at = out.sent_at.plus_seconds(step.settings.lifetimes.resend_after);
    let wait = allowed_at.millis_since(step.now);
    if wait > 0 {
        let seconds = wait.saturating_add(999) / 1000;
        let stage = Stage::Challenge(verification, current);
        let message = match out.channel {
            Channel::Sms | Channel::Voice => message::phoned_recently(out.channel, seconds),
            Channel::Email | Channel::Push => message::sent_recently(seconds),
        };
        let mut moved = Moved::saying(stage, 429, message);
        moved.reply.retry_at = Some(allowed_at);
        return moved;
    }
    let sent = sent_code::send(step, &verification, out.channel, out.address.clone());
    Moved::to(Stage::Challenge(
        verification,
        Challenge { progress: Progress::Sent(sent), ..current },
    ))
}

/// `/idp/idx/challenge/poll`: the page of the current stage tells whether something has happened.
pub(super) fn poll(_: &mut StepContext<'_>, stage: Stage, _: &Sent) -> Moved {
    Moved::to(stage)
}
