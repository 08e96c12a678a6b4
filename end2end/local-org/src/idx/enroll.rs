//! `/idp/idx/enroll` and `/idp/idx/enroll/new`: becoming a member.

use super::desk::Desk;
use super::desk::Moved;
use super::next::ask;
use super::next::proceed;
use super::password_rules;
use super::sent::Sent;
use crate::forms::message;
use crate::settings::check::looks_like_email;
use crate::state::password::PasswordDigest;
use crate::state::people::Person;
use crate::state::people::Profile;
use crate::state::transaction::Factor;
use crate::state::transaction::Newcomer;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Who;

const LONGEST_NAME: usize = 100;

/// Asking twice is no harm: the SDK does, after a profile was refused.
pub(super) fn start(desk: &mut Desk<'_>, stage: Stage, _: &Sent) -> Moved {
    match stage {
        Stage::SignUpProfile => Moved::to(stage),
        Stage::FirstPage | Stage::RecoveryIdentifier | Stage::UnlockIdentifier
            if desk.policy().sign_up =>
        {
            desk.transaction.policy = Some(desk.policy().name.clone());
            Moved::to(Stage::SignUpProfile)
        }
        Stage::FirstPage => Moved::saying(Stage::FirstPage, 400, message::sign_up_unavailable()),
        other => Moved::refused(other),
    }
}

/// Takes the profile; what is wrong is said at each field at once, and nothing is lost.
pub(super) fn profile(desk: &mut Desk<'_>, stage: Stage, sent: &Sent) -> Moved {
    if !matches!(stage, Stage::SignUpProfile) {
        return Moved::refused(stage);
    }
    let mut moved = Moved::to(Stage::SignUpProfile);
    let complaints = &mut moved.reply.complaints;
    for (path, label) in
        [("userProfile.firstName", "First name"), ("userProfile.lastName", "Last name")]
    {
        let length = sent.text(path).chars().count();
        if length == 0 || length > LONGEST_NAME {
            complaints.push((path, message::does_not_fit(label)));
        }
    }
    let email = sent.text("userProfile.email").to_lowercase();
    if !looks_like_email(&email) {
        complaints.push(("userProfile.email", message::not_an_email()));
    } else if desk.state.people.by_login(&email).is_some() || desk.state.people.has_email(&email) {
        complaints.push(("userProfile.email", message::taken("Email")));
    }
    let typed = sent.verbatim("credentials.passcode");
    let with_password = desk.policy().needs_password();
    if with_password && !password_rules::are_met(typed, &email) {
        let message = message::password_too_weak(password_rules::IN_WORDS);
        complaints.push(("credentials.passcode", message));
    }
    if !complaints.is_empty() {
        moved.reply.status = 400;
        return moved;
    }
    let profile = Profile {
        email,
        first_name: sent.text("userProfile.firstName").to_owned(),
        last_name: sent.text("userProfile.lastName").to_owned(),
        ..Profile::unnamed()
    };
    let password = with_password.then(|| PasswordDigest::of(typed, &mut desk.state.random));
    let who = Who::Newcomer(Newcomer { profile, password });
    let subject = Subject { who, purpose: Purpose::SignUp, proven: Vec::new() };
    ask(desk, subject, Factor::Email)
}

/// The mail was answered: now the newcomer is a person.
pub(super) fn verified(desk: &mut Desk<'_>, subject: Subject) -> Moved {
    let Subject { who, purpose, mut proven } = subject;
    let Who::Newcomer(newcomer) = who else {
        return Moved::over(403, message::access_denied());
    };
    let email = newcomer.profile.email.clone();
    if desk.state.people.by_login(&email).is_some() {
        return Moved::over(400, message::taken("Email"));
    }
    proven.push(Factor::Email);
    let mut person = Person::new(&email, newcomer.profile);
    if let Some(password) = newcomer.password {
        person.keep_password(password);
        proven.push(Factor::Password);
    }
    let who = Who::Person(person.id.clone());
    desk.state.people.add(person);
    proceed(desk, Subject { who, purpose, proven })
}
