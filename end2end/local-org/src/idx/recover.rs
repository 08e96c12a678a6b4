//! `/idp/idx/recover`: a forgotten password.

use super::desk::Desk;
use super::desk::Moved;
use super::identify::LONGEST_IDENTIFIER;
use super::identify::shortened;
use super::next::proceed;
use super::sent::Sent;
use crate::forms::message;
use crate::settings::Standing;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Who;

/// From the first page the username is asked for; whoever has given it is not asked again.
pub(super) fn recover(desk: &mut Desk<'_>, stage: Stage, _: &Sent) -> Moved {
    match stage {
        Stage::RecoveryIdentifier => Moved::to(stage),
        Stage::FirstPage if desk.policy().recovery => Moved::to(Stage::RecoveryIdentifier),
        Stage::AskPassword(subject) if desk.policy().recovery => {
            let subject = Subject { purpose: Purpose::Recovery, proven: Vec::new(), ..subject };
            proceed(desk, subject)
        }
        other => Moved::refused(other),
    }
}

/// Somebody without a password has none to reset, and nor has somebody who may not sign in.
pub(super) fn identified(desk: &mut Desk<'_>, identifier: &str) -> Moved {
    let person = desk.state.people.by_login(identifier);
    let who = match person.filter(|_| identifier.len() <= LONGEST_IDENTIFIER) {
        Some(person) if person.standing == Standing::Active && person.has_password() => {
            Who::Person(person.id.clone())
        }
        Some(_) => return Moved::over(403, message::reset_not_allowed()),
        None if desk.state.enumeration_prevention => {
            Who::Nobody { identifier: shortened(identifier) }
        }
        None => {
            let message = message::unknown_user(&shortened(identifier));
            return Moved::saying(Stage::RecoveryIdentifier, 200, message);
        }
    };
    desk.transaction.policy = Some(desk.policy().name.clone());
    proceed(desk, Subject { who, purpose: Purpose::Recovery, proven: Vec::new() })
}
