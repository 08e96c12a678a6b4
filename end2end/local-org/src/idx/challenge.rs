//! `/idp/idx/challenge` and beside it: choosing a proof, asking for a mail, asking again, waiting.

use super::desk::Desk;
use super::desk::Moved;
use super::mailing;
use super::next::ask;
use super::sent::Sent;
use super::unlock;
use crate::assurance::Wanted;
use crate::assurance::wanted;
use crate::forms::message;
use crate::state::transaction::Factor;
use crate::state::transaction::MailedCode;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;

/// Starts (or changes to) the proof that was chosen.
pub(super) fn challenge(desk: &mut Desk<'_>, stage: Stage, sent: &Sent) -> Moved {
    let chosen = Factor::by_authenticator_id(sent.text("authenticator.id"));
    match (stage, chosen) {
        (Stage::UnlockIdentifier, Some(Factor::Email)) => unlock::identified(desk, sent),
        (Stage::BeforeMail(subject), Some(Factor::Email)) => {
            Moved::to(mailing::mail(desk, subject))
        }
        (Stage::Mailed(subject, mailed), Some(Factor::Email)) => again(desk, subject, mailed),
        (
            Stage::Choose(subject)
            | Stage::BeforeMail(subject)
            | Stage::Mailed(subject, _)
            | Stage::AskPassword(subject),
            Some(factor),
        ) if is_open(desk, &subject, factor) => ask(desk, subject, factor),
        (other, _) => Moved::refused(other),
    }
}

fn is_open(desk: &Desk<'_>, subject: &Subject, factor: Factor) -> bool {
    match wanted(desk.policy(), subject, desk.has_password(subject)) {
        Wanted::OneOf(open) => open.contains(&factor),
        Wanted::Nothing | Wanted::Impossible => false,
    }
}

/// Sends another mail, or the first one where none has been sent.
pub(super) fn resend(desk: &mut Desk<'_>, stage: Stage, _: &Sent) -> Moved {
    match stage {
        Stage::Mailed(subject, mailed) => again(desk, subject, mailed),
        Stage::BeforeMail(subject) => Moved::to(mailing::mail(desk, subject)),
        other => Moved::refused(other),
    }
}

/// Not too soon after the last one: then the step stays, with the time when to ask again.
fn again(desk: &mut Desk<'_>, subject: Subject, mailed: MailedCode) -> Moved {
    let allowed_at = mailed.sent_at.plus_seconds(desk.settings.lifetimes.resend_after);
    let wait = allowed_at.millis_since(desk.now);
    if wait <= 0 {
        return Moved::to(mailing::mail(desk, subject));
    }
    let seconds = wait.saturating_add(999) / 1000;
    let stage = Stage::Mailed(subject, mailed);
    let mut moved = Moved::saying(stage, 429, message::mailed_recently(seconds));
    moved.reply.retry_at = Some(allowed_at);
    moved
}

/// Nothing has happened yet, or something has: the page of the current stage tells.
pub(super) fn poll(_: &mut Desk<'_>, stage: Stage, _: &Sent) -> Moved {
    Moved::to(stage)
}
