//! `/idp/idx/challenge/answer`: a code, a password, or a new password.

use super::desk::Desk;
use super::desk::Moved;
use super::enroll;
use super::next::finish;
use super::next::proceed;
use super::password_rules;
use super::sent::Sent;
use crate::forms::message;
use crate::state::transaction::Factor;
use crate::state::transaction::MailedCode;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Who;

const PASSCODE: &str = "credentials.passcode";

pub(super) fn answer(desk: &mut Desk<'_>, stage: Stage, sent: &Sent) -> Moved {
    match stage {
        Stage::Mailed(subject, mailed) => code(desk, subject, mailed, sent.text(PASSCODE)),
        Stage::AskPassword(subject) => password(desk, subject, sent.verbatim(PASSCODE)),
        Stage::NewPassword(subject) => new_password(desk, subject, sent),
        other => Moved::refused(other),
    }
}

/// Wrong, outdated and never sent all look the same from outside.
fn code(desk: &mut Desk<'_>, mut subject: Subject, mailed: MailedCode, typed: &str) -> Moved {
    let right = mailed.code.as_ref().is_some_and(|code| code.as_str() == typed.to_uppercase());
    if !right || mailed.expires_at <= desk.now {
        let stage = Stage::Mailed(subject, mailed);
        let kept = Moved::complaining(stage, 401, PASSCODE, message::wrong_code());
        return if typed.is_empty() { kept } else { desk.wrong_answer(kept) };
    }
    if matches!(subject.who, Who::Newcomer(_)) {
        return enroll::verified(desk, subject);
    }
    subject.proven.push(Factor::Email);
    proceed(desk, subject)
}

fn password(desk: &mut Desk<'_>, mut subject: Subject, typed: &str) -> Moved {
    if typed.is_empty() {
        let stage = Stage::AskPassword(subject);
        return Moved::complaining(stage, 400, PASSCODE, message::password_missing());
    }
    let right = match &subject.who {
        Who::Person(id) => {
            desk.state.people.get(id).is_some_and(|person| person.password_matches(typed))
        }
        Who::Nobody { .. } | Who::Newcomer(_) => false,
    };
    if !right {
        let kept = Moved::saying(Stage::AskPassword(subject), 401, message::wrong_password());
        return desk.wrong_answer(kept);
    }
    subject.proven.push(Factor::Password);
    proceed(desk, subject)
}

fn new_password(desk: &mut Desk<'_>, mut subject: Subject, sent: &Sent) -> Moved {
    let typed = sent.verbatim(PASSCODE);
    let Who::Person(id) = subject.who.clone() else {
        return Moved::over(403, message::reset_not_allowed());
    };
    let Some(person) = desk.state.people.get_mut(&id) else {
        return Moved::over(403, message::reset_not_allowed());
    };
    if !password_rules::are_met(typed, &person.login) || person.used_password_before(typed) {
        let message = message::password_too_weak(password_rules::IN_WORDS);
        return Moved::complaining(Stage::NewPassword(subject), 400, PASSCODE, message);
    }
    person.set_password(typed, &mut desk.state.random);
    if sent.flag("credentials.revokeSessions") == Some(true) {
        desk.state.grants.revoke_user(&id);
    }
    subject.proven.push(Factor::Password);
    finish(desk, subject)
}
