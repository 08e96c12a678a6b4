//! `/idp/idx/identify`: the username.

use super::next::proceed;
use super::recover;
use super::sent::Sent;
use super::step::Moved;
use super::step::StepContext;
use crate::authenticator::Activity;
use crate::authenticator::AuthenticatorRef;
use crate::authenticator::Challenge;
use crate::authenticator::Progress;
use crate::forms::message;
use crate::forms::message::Message;
use crate::settings::UserStatus;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Verification;
use crate::state::users::User;

/// No user has a longer identifier.
const LONGEST_IDENTIFIER: usize = 256;

pub(super) fn identify(step: &mut StepContext<'_>, stage: Stage, sent: &Sent) -> Moved {
    let identifier = sent.text("identifier");
    let device_comes_first =
        step.policy().user_code.is_some() && !step.transaction.activates_device;
    match stage {
        Stage::FirstPage if device_comes_first => Moved::refused(stage),
        Stage::FirstPage | Stage::RecoveryIdentifier if identifier.is_empty() => {
            Moved::complaining(stage, 400, "identifier", message::username_missing())
        }
        Stage::FirstPage => sign_in(step, identifier, sent),
        Stage::RecoveryIdentifier => recover::identified(step, identifier),
        other => Moved::refused(other),
    }
}

fn sign_in(step: &mut StepContext<'_>, identifier: &str, sent: &Sent) -> Moved {
    let user = named(step, identifier);
    let status = user.map(|user| user.status);
    let subject = match user {
        Some(user) => Subject::User(user.id.clone()),
        None => Subject::Unknown { identifier: shortened(identifier) },
    };
    let mut verification = Verification::new(subject, Purpose::SignIn);
    let inline: Vec<AuthenticatorRef> = step.policy().inline().collect();
    for authenticator in inline {
        let (activity, progress) = (Activity::Verify, Progress::Waiting(None));
        let challenge = Challenge { authenticator, activity, progress };
        match authenticator.check(step, &verification, &challenge, sent) {
            Ok(_) => verification.add(authenticator, authenticator.amr(&challenge.progress)),
            Err(refused) if refused.is_attempt => {
                let message = message::authentication_failed();
                let kept = Moved::saying(Stage::FirstPage, 401, message);
                return step.wrong_answer(kept);
            }
            Err(refused) => return refused.stay(Stage::FirstPage),
        }
    }
    match status.map(rejection) {
        Some(Some(Rejection::Stay(status, message))) => {
            return Moved::saying(Stage::FirstPage, status, message);
        }
        Some(Some(Rejection::End(message))) => return Moved::over(403, message),
        Some(None) => {}
        None if step.state.enumeration_prevention => {}
        None => return unknown(Stage::FirstPage, identifier),
    }
    step.fix_policy();
    proceed(step, verification)
}

/// How the org answers a user who may not sign in.
enum Rejection {
    /// The first page stays, with a message.
    Stay(u16, Message),
    /// The sign-in is over.
    End(Message),
}

fn rejection(status: UserStatus) -> Option<Rejection> {
    match status {
        UserStatus::Active => None,
        UserStatus::Locked => Some(Rejection::Stay(403, message::account_locked())),
        UserStatus::Suspended | UserStatus::Staged => {
            Some(Rejection::End(message::access_denied()))
        }
        UserStatus::Unassigned => Some(Rejection::Stay(400, message::not_assigned())),
    }
}

/// The user with this identifier.
pub(super) fn named<'a>(step: &'a StepContext<'_>, identifier: &str) -> Option<&'a User> {
    let user = step.state.users.by_login(identifier);
    user.filter(|_| identifier.len() <= LONGEST_IDENTIFIER)
}

/// Says that there is no such user, where the org says so.
pub(super) fn unknown(stage: Stage, identifier: &str) -> Moved {
    Moved::saying(stage, 200, message::unknown_user(&shortened(identifier)))
}

/// What is repeated to the client is never longer than a username can be.
pub(super) fn shortened(identifier: &str) -> String {
    identifier.chars().take(LONGEST_IDENTIFIER).collect()
}
