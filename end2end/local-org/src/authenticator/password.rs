//! A password: verified, chosen at sign-up, replaced when it was forgotten or has expired.

use std::num::NonZeroU32;

use aws_lc_rs::pbkdf2;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use serde_json::json;

use super::Activity;
use super::Authenticator;
use super::AuthenticatorRef;
use super::Challenge;
use super::Facts;
use super::Progress;
use super::Refused;
use super::Selection;
use super::password_life::Life;
use super::sent_code::PASSCODE;
use crate::forms::View;
use crate::forms::ion::Field;
use crate::forms::message;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::random::Random;
use crate::settings::Offer;
use crate::settings::Policy;
use crate::state::transaction::Purpose;
use crate::state::transaction::Subject;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;
use crate::state::users::User;
use crate::timestamp::Timestamp;

const FACTS: Facts = Facts {
    name: "password",
    key: "okta_password",
    kind: "password",
    id: "autLocalOrgPassw0001",
    enrollment_prefix: "lae",
    seed: "password",
    label: "Password",
    methods: &[("password", "Password")],
    asks_for: "the password",
};

/// Few rounds: this protects passwords that developers reuse, not a production directory.
const ROUNDS: NonZeroU32 = NonZeroU32::new(2_000).unwrap();

/// The passwords of a user.
#[derive(Default, Serialize, Deserialize)]
struct Enrolled {
    /// The current one first, then older ones.
    digests: Vec<Digest>,
    /// `None` for a password of the settings, which is older than any minimum age.
    changed_at: Option<Timestamp>,
    life: Life,
}

/// The digest of a password.
#[derive(Serialize, Deserialize)]
struct Digest {
    salt: [u8; 32],
    digest: [u8; 32],
}

#[derive(Debug)]
pub(super) struct Password;

impl Authenticator for Password {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    /// Keeps the days that an expiring password is still good for.
    fn begin(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        activity: Activity,
        _: Selection<'_>,
    ) -> Result<Progress, Refused> {
        let life =
            step.user(verification).map(life_of).filter(|_| activity == Activity::ReplaceExpiring);
        let days = life.and_then(|life| life.days_to_expiry(step.now));
        Ok(Progress::Waiting(days.map(|days| days.to_string())))
    }

    fn answer_fields(&self, policy: &Policy, activity: Activity) -> Vec<Field> {
        let label = match activity {
            Activity::Verify | Activity::Enroll => "Password",
            Activity::Reset | Activity::ReplaceExpired | Activity::ReplaceExpiring => {
                "New password"
            }
        };
        let sessions = Field::boolean("revokeSessions", "Sign me out of all other devices");
        let sessions = Some(sessions).filter(|_| revokes_sessions(policy, activity));
        [Field::text("passcode", label).secret()].into_iter().chain(sessions).collect()
    }

    fn check(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        challenge: &Challenge,
        sent: &Sent,
    ) -> Result<Option<Enrollment>, Refused> {
        let typed = sent.verbatim(PASSCODE);
        let user = step.user(verification);
        let mut enrolled = user.map(enrolled).unwrap_or_default();
        if challenge.activity == Activity::Verify {
            if typed.is_empty() {
                return Err(Refused::at(PASSCODE, message::password_missing()));
            }
            if enrolled.digests.first().is_some_and(|current| current.matches(typed)) {
                return Ok(None);
            }
            return Err(Refused::wrong(None, message::wrong_password()));
        }
        let rules = &step.policy().password;
        let is_own_choice = challenge.activity == Activity::ReplaceExpiring
            || verification.purpose == Purpose::Recovery;
        let is_too_young = is_own_choice
            && enrolled.changed_at.is_some_and(|changed_at| {
                step.now < changed_at.plus_seconds(rules.min_age_minutes.saturating_mul(60))
            });
        let is_old =
            enrolled.digests.iter().take(rules.history_count).any(|old| old.matches(typed));
        if !rules.are_met_by(typed, user) || is_old || is_too_young {
            return Err(Refused::at(PASSCODE, message::password_too_weak(&rules.sentence())));
        }
        if rules.find_common(typed) {
            return Err(Refused::at(PASSCODE, message::password_common()));
        }
        let history = rules.history_count.max(1);
        if revokes_sessions(step.policy(), challenge.activity)
            && sent.flag("credentials.revokeSessions") == Some(true)
            && let Subject::User(id) = &verification.subject
        {
            step.state.grants.revoke_user(id);
        }
        enrolled.digests.insert(0, Digest::of(typed, &mut step.state.random));
        enrolled.digests.truncate(history);
        let (changed_at, life) = (Some(step.now), Life::Unlimited);
        Ok(Some(Enrollment::of(&Enrolled { changed_at, life, ..enrolled })))
    }

    fn amr(&self, _: &Progress) -> &'static str {
        "pwd"
    }

    fn seeded(&self, text: &str, random: &mut Random) -> Result<Enrollment, String> {
        let digests = vec![Digest::of(text, random)];
        Ok(Enrollment::of(&Enrolled { digests, ..Enrolled::default() }))
    }

    fn is_seed(&self, enrollment: &Enrollment, text: &str) -> bool {
        let enrolled = enrollment.read::<Enrolled>().unwrap_or_default();
        enrolled.digests.first().is_some_and(|current| current.matches(text))
    }

    fn renewal(&self, user: &User, now: Timestamp) -> Option<Activity> {
        life_of(user).renewal(now)
    }

    fn describe(&self, view: View<'_>, challenge: &Challenge, description: &mut Value) {
        if challenge.activity != Activity::Verify {
            description["settings"] = view.policy.password.described();
        } else if view.policy.offers(Offer::Recovery) {
            description["recover"] = json!(view.form("recover", "/idp/idx/recover"));
        }
        if let Progress::Waiting(Some(days)) = &challenge.progress
            && let Ok(days) = days.parse::<i64>()
        {
            description["settings"]["daysToExpiry"] = days.into();
        }
    }

    fn is_inline(&self) -> bool {
        true
    }

    fn is_resettable(&self) -> bool {
        true
    }
}

/// Whether the form for a new password offers to end all other sessions.
fn revokes_sessions(policy: &Policy, activity: Activity) -> bool {
    match activity {
        Activity::Reset => true,
        Activity::ReplaceExpired => policy.password.expiry_page.is_some(),
        Activity::Verify | Activity::Enroll | Activity::ReplaceExpiring => false,
    }
}

fn enrolled(user: &User) -> Enrolled {
    user.enrollment(&FACTS).and_then(Enrollment::read).unwrap_or_default()
}

/// How long the password of a user is good for.
pub(crate) fn life_of(user: &User) -> Life {
    enrolled(user).life
}

/// Decides how long the password of a user is good for; without a password nothing changes.
pub(crate) fn set_life(user: &mut User, life: Life) {
    if user.enrollment(&FACTS).is_some() {
        let enrollment = Enrollment::of(&Enrolled { life, ..enrolled(user) });
        user.enroll(AuthenticatorRef::new(&Password), enrollment);
    }
}

impl Digest {
    fn of(password: &str, random: &mut Random) -> Self {
        let salt = random.bytes();
        let mut digest = [0; 32];
        let algorithm = pbkdf2::PBKDF2_HMAC_SHA256;
        pbkdf2::derive(algorithm, ROUNDS, &salt, password.as_bytes(), &mut digest);
        Self { salt, digest }
    }

    fn matches(&self, password: &str) -> bool {
        let algorithm = pbkdf2::PBKDF2_HMAC_SHA256;
        pbkdf2::verify(algorithm, ROUNDS, &self.salt, password.as_bytes(), &self.digest).is_ok()
    }
}
