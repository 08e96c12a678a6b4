//! `/idp/idx/identify`: who somebody says they are.

use super::desk::Desk;
use super::desk::Moved;
use super::next::proceed;
use super::recover;
use super::sent::Sent;
use crate::forms::message;
use crate::forms::message::Message;
use crate::settings::FirstPage;
use crate::settings::Standing;
use crate::state::transaction::Factor;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Who;

/// Longer identifiers are nobody's.
pub(super) const LONGEST_IDENTIFIER: usize = 256;

pub(super) fn identify(desk: &mut Desk<'_>, stage: Stage, sent: &Sent) -> Moved {
    let identifier = sent.text("identifier");
    match stage {
        Stage::FirstPage | Stage::RecoveryIdentifier if identifier.is_empty() => {
            Moved::complaining(stage, 400, "identifier", message::username_missing())
        }
        Stage::FirstPage => sign_in(desk, identifier, sent.verbatim("credentials.passcode")),
        Stage::RecoveryIdentifier => recover::identified(desk, identifier),
        other => Moved::refused(other),
    }
}

fn sign_in(desk: &mut Desk<'_>, identifier: &str, password: &str) -> Moved {
    let with_password = desk.policy().first_page == FirstPage::IdentifierAndPassword;
    if with_password && password.is_empty() {
        let message = message::password_missing();
        return Moved::complaining(Stage::FirstPage, 400, "credentials.passcode", message);
    }
    let person = desk.state.people.by_login(identifier);
    let person = person.filter(|_| identifier.len() <= LONGEST_IDENTIFIER);
    if with_password && !person.is_some_and(|person| person.password_matches(password)) {
        let kept = Moved::saying(Stage::FirstPage, 401, message::authentication_failed());
        return desk.wrong_answer(kept);
    }
    let who = match person {
        Some(person) => match turned_away(person.standing) {
            Some(Turned::Back(status, message)) => {
                return Moved::saying(Stage::FirstPage, status, message);
            }
            Some(Turned::Out(message)) => return Moved::over(403, message),
            None => Who::Person(person.id.clone()),
        },
        None if desk.state.enumeration_prevention => {
            Who::Nobody { identifier: shortened(identifier) }
        }
        None => {
            let message = message::unknown_user(&shortened(identifier));
            return Moved::saying(Stage::FirstPage, 200, message);
        }
    };
    desk.transaction.policy = Some(desk.policy().name.clone());
    let proven = if with_password { vec![Factor::Password] } else { Vec::new() };
    proceed(desk, Subject { who, purpose: Purpose::SignIn, proven })
}

/// How somebody who may not sign in learns about it.
enum Turned {
    /// The first page stays, with a message.
    Back(u16, Message),
    /// The sign-in is over.
    Out(Message),
}

fn turned_away(standing: Standing) -> Option<Turned> {
    match standing {
        Standing::Active => None,
        Standing::Locked => Some(Turned::Back(403, message::account_locked())),
        Standing::Suspended => Some(Turned::Out(message::access_denied())),
        Standing::Unassigned => Some(Turned::Back(400, message::not_assigned())),
    }
}

/// What is repeated to the person is never longer than a username can be.
pub(super) fn shortened(identifier: &str) -> String {
    identifier.chars().take(LONGEST_IDENTIFIER).collect()
}
