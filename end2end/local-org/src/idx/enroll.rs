//! `/idp/idx/enroll` and `/idp/idx/enroll/new`: the profile of a new user.

use super::next::proceed;
use super::sent::Sent;
use super::step::Moved;
use super::step::StepContext;
use crate::authenticator::Activity;
use crate::authenticator::Challenge;
use crate::authenticator::Progress;
use crate::forms::message;
use crate::settings::Offer;
use crate::settings::locale;
use crate::settings::looks_like_email;
use crate::settings::time_zone;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Verification;
use crate::state::users::Profile;
use crate::state::users::User;

const LONGEST_NAME: usize = 100;

/// Asking twice is allowed: the SDK does, after a profile was refused.
pub(super) fn start(step: &mut StepContext<'_>, stage: Stage, _: &Sent) -> Moved {
    match stage {
        Stage::SignUpProfile => Moved::to(stage),
        Stage::FirstPage | Stage::RecoveryIdentifier | Stage::UnlockIdentifier
            if step.policy().offers(Offer::SignUp) =>
        {
            step.fix_policy();
            Moved::to(Stage::SignUpProfile)
        }
        Stage::FirstPage => Moved::saying(Stage::FirstPage, 400, message::sign_up_unavailable()),
        other => Moved::refused(other),
    }
}

/// Takes the profile; what is wrong is said at each field at once.
pub(super) fn profile(step: &mut StepContext<'_>, stage: Stage, sent: &Sent) -> Moved {
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
    } else if step.state.users.by_login(&email).is_some() || step.state.users.has_email(&email) {
        complaints.push(("userProfile.email", message::taken("Email")));
    }
    let profile = Profile {
        email: email.clone(),
        first_name: sent.text("userProfile.firstName").to_owned(),
        last_name: sent.text("userProfile.lastName").to_owned(),
        locale: locale(),
        time_zone: time_zone(),
    };
    let new_user = Subject::NewUser(Box::new(User::new(&email, profile)));
    let mut verification = Verification::new(new_user, Purpose::SignUp);
    let required = step.policy().required_enrollments();
    for authenticator in required.into_iter().filter(|it| it.is_inline()) {
        let (activity, progress) = (Activity::Enroll, Progress::Waiting(None));
        let challenge = Challenge { authenticator, activity, progress };
        match authenticator.check(step, &verification, &challenge, sent) {
            Ok(Some(enrollment)) => {
                step.enroll(&mut verification, authenticator, enrollment);
                verification.add(authenticator, authenticator.amr(&challenge.progress));
            }
            Ok(None) => {}
            Err(refused) => {
                let field = refused.field.unwrap_or("credentials");
                complaints.push((field, *refused.message));
            }
        }
    }
    if complaints.is_empty() {
        return proceed(step, verification);
    }
    moved.reply.status = 400;
    moved
}
