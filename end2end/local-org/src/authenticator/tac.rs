//! A temporary access code, which an administrator gives to the user.

use super::Activity;
use super::Authenticator;
use super::Challenge;
use super::Facts;
use super::Progress;
use super::Refused;
use super::known_code;
use super::sent_code::PASSCODE;
use crate::forms::ion::Field;
use crate::forms::message;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::random::Random;
use crate::settings::Policy;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;

const FACTS: Facts = Facts {
    name: "tac",
    key: "tac",
    kind: "tac",
    id: "autLocalOrgTempA0001",
    enrollment_prefix: "tac",
    seed: "code",
    label: "Temporary Access Code",
    methods: &[("tac", "Temporary access code")],
    asks_for: "the temporary access code",
};

#[derive(Debug)]
pub(super) struct Tac;

impl Authenticator for Tac {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn answer_fields(&self, _: &Policy, _: Activity) -> Vec<Field> {
        vec![Field::text("passcode", "Enter code").secret()]
    }

    fn check(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        _: &Challenge,
        sent: &Sent,
    ) -> Result<Option<Enrollment>, Refused> {
        let wrong = message::wrong_code();
        known_code::check(step, verification, &FACTS, sent, Some(PASSCODE), wrong)
    }

    fn amr(&self, _: &Progress) -> &'static str {
        "otp"
    }

    fn seeded(&self, text: &str, _: &mut Random) -> Result<Enrollment, String> {
        known_code::seeded(text)
    }

    fn is_self_service(&self) -> bool {
        false
    }
}
