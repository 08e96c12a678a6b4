//! What a sign-in shows while the org can only be read.

use super::View;
use super::message;
use super::page::Page;
use crate::assurance::enrollable;
use crate::authenticator::Activity;
use crate::authenticator::Challenge;
use crate::state::transaction::Stage;

/// How often a waiting app asks, in milliseconds; more often than while a user answers an email.
const POLL_MILLIS: u32 = 3000;

/// Whether a stage cannot go on while the org can only be read.
pub(crate) fn concerns(stage: &Stage) -> bool {
    match stage {
        Stage::FirstPage | Stage::SignUpProfile | Stage::SelectEnrollment(_) => true,
        Stage::Challenge(_, Challenge { activity, .. }) => *activity == Activity::Enroll,
        _ => false,
    }
}

/// `poll` before the user is known; in an enrollment the message, with `skip` where it is optional.
pub(super) fn draw(view: View<'_>, stage: &Stage, page: &mut Page) {
    let Some(verification) = stage.verification() else {
        return page.offer(view.form("poll", "/idp/idx/poll").every(POLL_MILLIS));
    };
    page.say(message::enrollment_unavailable());
    let user = view.users.of(&verification.subject);
    if user.is_some_and(|user| enrollable(view.policy, verification, user).is_optional) {
        page.offer(view.form("skip", "/idp/idx/skip"));
    }
}
