//! `/idp/idx/unlock-account`: opening a locked account by mail.

use super::desk::Desk;
use super::desk::Moved;
use super::identify::shortened;
use super::next::proceed;
use super::sent::Sent;
use crate::forms::message;
use crate::settings::Standing;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Who;

pub(super) fn start(desk: &mut Desk<'_>, stage: Stage, _: &Sent) -> Moved {
    match stage {
        Stage::UnlockIdentifier => Moved::to(stage),
        Stage::FirstPage if desk.policy().unlock => Moved::to(Stage::UnlockIdentifier),
        other => Moved::refused(other),
    }
}

/// Only locked accounts can be unlocked.
pub(super) fn identified(desk: &mut Desk<'_>, sent: &Sent) -> Moved {
    let identifier = sent.text("identifier");
    if identifier.is_empty() {
        let message = message::username_missing();
        return Moved::complaining(Stage::UnlockIdentifier, 400, "identifier", message);
    }
    let who = match desk.state.people.by_login(identifier) {
        Some(person) if person.standing == Standing::Locked => Who::Person(person.id.clone()),
        _ if desk.state.enumeration_prevention => Who::Nobody { identifier: shortened(identifier) },
        Some(_) => return Moved::over(403, message::unlock_not_allowed()),
        None => {
            let message = message::unknown_user(&shortened(identifier));
            return Moved::saying(Stage::UnlockIdentifier, 200, message);
        }
    };
    desk.transaction.policy = Some(desk.policy().name.clone());
    proceed(desk, Subject { who, purpose: Purpose::Unlock, proven: Vec::new() })
}
