//! A password: verified, chosen at sign-up, reset after recovery.

use std::num::NonZeroU32;

use aws_lc_rs::pbkdf2;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;
use serde_json::json;

use super::Activity;
use super::Authenticator;
use super::Challenge;
use super::Facts;
use super::Progress;
use super::Refused;
use super::Selection;
use super::sent_code::PASSCODE;
use crate::forms::View;
use crate::forms::ion::Field;
use crate::forms::message;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::random::Random;
use crate::settings::Offer;
use crate::settings::Policy;
use crate::state::transaction::Subject;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;

const FACTS: Facts = Facts {
    name: "password",
    key: "okta_password",
    kind: "password",
    id: "autLocalOrgPassw0001",
    enrollment_prefix: "lae",
    label: "Password",
    methods: &[("password", "Password")],
    asks_for: "the password",
};

const RULES: &str = "At least 8 characters, a lowercase letter, an uppercase letter, a number, no \
     part of your username, and none of your last 4 passwords.";
const LENGTHS: std::ops::RangeInclusive<usize> = 8..=256;
/// How many old passwords a new one must differ from.
const HISTORY: usize = 4;
/// Few rounds: this protects passwords that developers reuse, not a production directory.
const ROUNDS: NonZeroU32 = NonZeroU32::new(2_000).unwrap();

/// The digest of a password; an enrollment has the current one first, then older ones.
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

    fn begin(
        &self,
        _: &mut StepContext<'_>,
        _: &Verification,
        _: Activity,
        _: Selection<'_>,
    ) -> Result<Progress, Refused> {
        Ok(Progress::Waiting(None))
    }

    fn answer_fields(&self, _: &Policy, activity: Activity) -> Vec<Field> {
        match activity {
            Activity::Verify | Activity::Enroll => {
                vec![Field::text("passcode", "Password").secret()]
            }
            Activity::Reset => vec![
                Field::text("passcode", "New password").secret(),
                Field::boolean("revokeSessions", "Sign me out of all other devices"),
            ],
        }
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
        let login = user.map_or(String::new(), |user| user.login.clone());
        let mut history = user.and_then(|user| user.enrollment(&FACTS)).map_or(Vec::new(), digests);
        if challenge.activity == Activity::Verify {
            if typed.is_empty() {
                return Err(Refused::at(PASSCODE, message::password_missing()));
            }
            if history.first().is_some_and(|current| current.matches(typed)) {
                return Ok(None);
            }
            return Err(Refused::wrong(None, message::wrong_password()));
        }
        if !follows_rules(typed, &login) || history.iter().any(|old| old.matches(typed)) {
            return Err(Refused::at(PASSCODE, message::password_too_weak(RULES)));
        }
        if challenge.activity == Activity::Reset
            && sent.flag("credentials.revokeSessions") == Some(true)
            && let Subject::User(id) = &verification.subject
        {
            step.state.grants.revoke_user(id);
        }
        history.insert(0, Digest::of(typed, &mut step.state.random));
        history.truncate(HISTORY);
        Ok(Some(Enrollment::of(&history)))
    }

    fn amr(&self, _: &Progress) -> &'static str {
        "pwd"
    }

    fn seeded(&self, text: &str, random: &mut Random) -> Result<Enrollment, String> {
        Ok(Enrollment::of(&[Digest::of(text, random)]))
    }

    fn is_seed(&self, enrollment: &Enrollment, text: &str) -> bool {
        digests(enrollment).first().is_some_and(|current| current.matches(text))
    }

    fn describe(&self, view: View<'_>, challenge: &Challenge, description: &mut Value) {
        if challenge.activity != Activity::Verify {
            description["settings"] = json!({
                "complexity": {
                    "minLength": LENGTHS.start(),
                    "minLowerCase": 1,
                    "minUpperCase": 1,
                    "minNumber": 1,
                    "minSymbol": 0,
                    "excludeUsername": true,
                    "excludeAttributes": [],
                },
                "age": { "minAgeMinutes": 0, "historyCount": HISTORY },
            });
        } else if view.policy.offers(Offer::Recovery) {
            description["recover"] = json!(view.form("recover", "/idp/idx/recover"));
        }
    }

    fn is_inline(&self) -> bool {
        true
    }

    fn is_resettable(&self) -> bool {
        true
    }
}

fn digests(enrollment: &Enrollment) -> Vec<Digest> {
    enrollment.read().unwrap_or_default()
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

/// Whether a new password fits the complexity that the forms announce.
fn follows_rules(password: &str, login: &str) -> bool {
    let has = |kind: fn(char) -> bool| password.chars().any(kind);
    let lower = password.to_lowercase();
    let names_user = login
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|part| part.len() > 3 && lower.contains(part));
    LENGTHS.contains(&password.chars().count())
        && has(char::is_lowercase)
        && has(char::is_uppercase)
        && has(|c| c.is_ascii_digit())
        && !names_user
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_is_enforced() {
        assert!(follows_rules("Correct-Horse-9", "pat@example.com"));
        for bad in ["Short-9", "no-capitals-9", "NO-SMALL-ONES-9", "No-Digits-Here", "Example-99"] {
            assert!(!follows_rules(bad, "pat@example.com"), "{bad}");
        }
    }
}
