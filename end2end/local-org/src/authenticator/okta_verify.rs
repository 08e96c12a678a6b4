//! Okta Verify, of which the org has the code that the app shows.
//!
//! Push and the device itself need a second device to answer, which the org does not emulate.

use super::Activity;
use super::Authenticator;
use super::Challenge;
use super::Facts;
use super::Progress;
use super::Refused;
use super::totp::Totp;
use crate::forms::ion::Field;
use crate::forms::message;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::random::Random;
use crate::settings::Policy;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;

const FACTS: Facts = Facts {
    name: "okta_verify",
    key: "okta_verify",
    kind: "app",
    id: "autLocalOrgOktaV0001",
    enrollment_prefix: "pfd",
    seed: "secret",
    label: "Okta Verify",
    methods: &[("totp", "Enter a code")],
    asks_for: "the code from Okta Verify",
};
const TOTP: &str = "credentials.totp";

#[derive(Debug)]
pub(super) struct OktaVerify;

impl Authenticator for OktaVerify {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn answer_fields(&self, _: &Policy, _: Activity) -> Vec<Field> {
        vec![Field::text("totp", "Enter code from Okta Verify app").required()]
    }

    fn check(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        _: &Challenge,
        sent: &Sent,
    ) -> Result<Option<Enrollment>, Refused> {
        let typed = sent.text(TOTP);
        let used = Totp::of_user(step, verification, &FACTS, typed);
        used.map(Some).map_err(|_| Refused::guess(typed, Some(TOTP), message::wrong_code()))
    }

    fn amr(&self, _: &Progress) -> &'static str {
        "otp"
    }

    fn seeded(&self, text: &str, _: &mut Random) -> Result<Enrollment, String> {
        Totp::seeded(text)
    }

    fn is_seed(&self, enrollment: &Enrollment, text: &str) -> bool {
        Totp::is_seed(enrollment, text)
    }

    fn is_self_service(&self) -> bool {
        false
    }
}
