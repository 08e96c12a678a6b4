//! From one proof to the next, and to the end.

use super::desk::Desk;
use super::desk::Moved;
use super::mailing;
use crate::assurance::Wanted;
use crate::assurance::wanted;
use crate::faults::refusal::Offered;
use crate::faults::refusal::Place;
use crate::faults::refusal::Refusal;
use crate::forms::message;
use crate::protocol::InteractionCode;
use crate::settings::ExtraForm;
use crate::state::transaction::Factor;
use crate::state::transaction::Finished;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Who;

/// Asks for the next proof, or lets the person in.
pub(super) fn proceed(desk: &mut Desk<'_>, subject: Subject) -> Moved {
    match wanted(desk.policy(), &subject, desk.has_password(&subject)) {
        Wanted::Impossible => Moved::over(403, message::assurance_unsatisfiable()),
        Wanted::Nothing => proven(desk, subject),
        Wanted::OneOf(open) => match open.as_slice() {
            [only] => ask(desk, subject, *only),
            _ => Moved::to(Stage::Choose(subject)),
        },
    }
}

/// Asks for one kind of proof.
pub(super) fn ask(desk: &mut Desk<'_>, subject: Subject, factor: Factor) -> Moved {
    match factor {
        Factor::Password => Moved::to(Stage::AskPassword(subject)),
        Factor::Email if desk.policy().ask_before_mailing && subject.purpose != Purpose::SignUp => {
            Moved::to(Stage::BeforeMail(subject))
        }
        Factor::Email => Moved::to(mailing::mail(desk, subject)),
    }
}

fn proven(desk: &mut Desk<'_>, subject: Subject) -> Moved {
    if let Some(refusal) = desk.state.faults.refuse(Place::Proven) {
        return refused(&refusal, subject);
    }
    match subject.purpose {
        Purpose::SignIn | Purpose::SignUp => match desk.policy().extra_form {
            ExtraForm::None => finish(desk, subject),
            ExtraForm::Required | ExtraForm::Skippable => Moved::to(Stage::Extra(subject)),
        },
        Purpose::Recovery => Moved::to(Stage::NewPassword(subject)),
        Purpose::Unlock => unlocked(desk, &subject),
    }
}

/// Right, and yet it does not lead on.
fn refused(refusal: &Refusal, subject: Subject) -> Moved {
    let stage = match refusal.offer {
        Offered::Nothing => return Moved::over_saying(refusal.status(), refusal.messages()),
        // As if nothing had been proven: what was is not good enough.
        Offered::Select => Stage::Choose(Subject { proven: Vec::new(), ..subject }),
        Offered::Form => Stage::Extra(subject),
        Offered::FirstPage => Stage::FirstPage,
    };
    let mut moved = Moved::to(stage);
    moved.reply.status = refusal.status();
    moved.reply.said = refusal.messages();
    moved
}

fn unlocked(desk: &mut Desk<'_>, subject: &Subject) -> Moved {
    if let Who::Person(id) = &subject.who
        && let Some(person) = desk.state.people.get_mut(id)
    {
        person.standing = crate::settings::Standing::Active;
    }
    Moved::over(200, message::unlocked())
}

/// Hands out the interaction code.
pub(super) fn finish(desk: &mut Desk<'_>, subject: Subject) -> Moved {
    let Who::Person(user) = subject.who else {
        return Moved::over(403, message::access_denied());
    };
    let code = format!("{}{}", desk.transaction.id, desk.state.random.secret(23));
    Moved::to(Stage::Finished(Finished {
        user,
        proven: subject.proven,
        at: desk.now,
        code: InteractionCode::new(code),
        code_until: desk.now.plus_seconds(desk.settings.lifetimes.interaction_code),
        code_burnt: false,
    }))
}
