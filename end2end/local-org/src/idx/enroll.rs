//! `/idp/idx/enroll` and `/idp/idx/enroll/new`: the profile of a new user, or what one lacks.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::next::proceed;
use super::sent::Sent;
use super::step::Moved;
use super::step::StepContext;
use crate::attribute;
use crate::authenticator::Activity;
use crate::authenticator::Challenge;
use crate::authenticator::Progress;
use crate::forms::message;
use crate::forms::message::Message;
use crate::settings::Attribute;
use crate::settings::Offer;
use crate::state::transaction::Purpose;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Verification;
use crate::state::users::Profile;
use crate::state::users::User;

/// Messages at fields, by dotted path.
type Complaints = Vec<(Cow<'static, str>, Message)>;

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

/// Takes a profile, or what a profile lacked; what is wrong is said at each field at once.
pub(super) fn profile(step: &mut StepContext<'_>, stage: Stage, sent: &Sent) -> Moved {
    match stage {
        Stage::SignUpProfile => sign_up(step, sent),
        Stage::ProfileUpdate(verification) => update(step, verification, sent),
        other => Moved::refused(other),
    }
}

/// What was sent for attributes, and what is wrong with it.
fn read(attributes: &[Attribute], sent: &Sent) -> (BTreeMap<String, Value>, Complaints) {
    let (mut values, mut complaints) = (BTreeMap::new(), Vec::new());
    for attribute in attributes {
        let path = format!("{}.{}", attribute::GROUP, attribute.name);
        match attribute::read(attribute, sent.value(&path)) {
            Ok(Some(value)) => _ = values.insert(attribute.name.clone(), value),
            Ok(None) => {}
            Err(message) => complaints.push((path.into(), message)),
        }
    }
    (values, complaints)
}

fn update(step: &mut StepContext<'_>, verification: Verification, sent: &Sent) -> Moved {
    let lacking = step.user(&verification).map(|user| user.profile.lacking(step.policy()));
    let (mut values, complaints) = read(&lacking.unwrap_or_default(), sent);
    if !complaints.is_empty() {
        return complaining(Stage::ProfileUpdate(verification), complaints);
    }
    if let Subject::User(id) = &verification.subject
        && let Some(user) = step.state.users.get_mut(id)
    {
        user.profile.attributes.append(&mut values);
    }
    // Optional attributes that were left empty are not asked for a second time.
    proceed(step, Verification { skipped_profile: true, ..verification })
}

fn sign_up(step: &mut StepContext<'_>, sent: &Sent) -> Moved {
    let (mut values, mut complaints) = read(&step.policy().profile.all(), sent);
    let mut base = |name| match values.remove(name) {
        Some(Value::String(text)) => text,
        _ => String::new(),
    };
    let (first_name, last_name, email) = (base("firstName"), base("lastName"), base("email"));
    if step.state.users.by_login(&email).is_some() || step.state.users.has_email(&email) {
        complaints.push(("userProfile.email".into(), message::taken("Email")));
    }
    let mut profile = Profile::new(&email, &first_name, &last_name);
    profile.attributes = values;
    let mut user = User::new(&email, profile);
    if !step.policy().profile.verifies_email {
        user.trust_email();
    }
    let mut verification = Verification::new(Subject::NewUser(Box::new(user)), Purpose::SignUp);
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
                complaints.push((field.into(), *refused.message));
            }
        }
    }
    if complaints.is_empty() {
        return proceed(step, verification);
    }
    complaining(Stage::SignUpProfile, complaints)
}

fn complaining(stage: Stage, complaints: Complaints) -> Moved {
    let mut moved = Moved::to(stage);
    moved.reply.status = 400;
    moved.reply.complaints = complaints;
    moved
}
