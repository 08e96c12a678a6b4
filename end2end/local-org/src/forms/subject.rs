//! The user of a transaction, as much as an answer may say about them.

use serde_json::Value;
use serde_json::json;

use super::View;
use crate::authenticator::Activity;
use crate::authenticator::AuthenticatorRef;
use crate::authenticator::Challenge;
use crate::authenticator::Progress;
use crate::protocol::UserId;
use crate::state::transaction::Subject;
use crate::state::transaction::Verification;
use crate::state::users::User;
use crate::state::users::id_of;

/// A user, known or unknown.
#[derive(Debug)]
pub(super) struct SubjectView<'a> {
    pub(super) verification: &'a Verification,
    pub(super) user: Option<&'a User>,
    id: UserId,
    identifier: &'a str,
    shows_profile: bool,
}

impl<'a> SubjectView<'a> {
    pub(super) fn of(view: View<'a>, verification: &'a Verification) -> Self {
        let user = view.users.of(&verification.subject);
        let identifier = match (&verification.subject, user) {
            (_, Some(user)) => &user.login,
            (Subject::Unknown { identifier }, None) => identifier,
            (Subject::User(id), None) => id.as_str(),
            (Subject::NewUser(user), None) => &user.login,
        };
        let id = user.map_or_else(|| id_of(identifier), |user| user.id.clone());
        let shows_profile = !view.enumeration_prevention || !verification.verified.is_empty();
        Self { verification, user, id, identifier, shows_profile }
    }

    /// The top-level member `user`.
    pub(super) fn user_member(&self) -> Value {
        let mut member = json!({ "id": self.id, "identifier": self.identifier });
        if let Some(user) = self.user.filter(|_| self.shows_profile) {
            let profile = &user.profile;
            member["profile"] = json!({
                "firstName": profile.first_name,
                "lastName": profile.last_name,
                "timeZone": profile.time_zone,
                "locale": profile.locale,
            });
        }
        member
    }

    /// The user's enrollment of an authenticator: its id is the enrollment's.
    pub(super) fn enrollment(&self, of: AuthenticatorRef) -> Value {
        let mut enrollment = of.description();
        let tail = self.id.as_str().get(3..).unwrap_or_default();
        enrollment["id"] = format!("{}{tail}", of.facts().enrollment_prefix).into();
        if let Some(nickname) = self.user.and_then(|user| of.nickname(user)) {
            enrollment["nickname"] = nickname.into();
        }
        if let Some(profile) = of.profile(self.user, self.identifier) {
            enrollment["profile"] = profile;
        }
        enrollment
    }

    /// Everything that the user has enrolled.
    pub(super) fn enrollments(&self) -> Vec<Value> {
        let has = |it: &AuthenticatorRef| self.user.is_none_or(|user| user.has_enrolled(*it));
        AuthenticatorRef::all().filter(has).map(|it| self.enrollment(it)).collect()
    }
}

/// An authenticator with what it says of itself at the beginning of an activity.
pub(super) fn described(view: View<'_>, it: AuthenticatorRef, activity: Activity) -> Value {
    let mut description = it.description();
    let progress = Progress::Waiting(None);
    let challenge = Challenge { authenticator: it, activity, progress };
    it.describe(view, &challenge, &mut description);
    description
}
