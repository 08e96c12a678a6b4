//! A token of another maker, whose secret an administrator has uploaded.

use super::Activity;
use super::Authenticator;
use super::Challenge;
use super::Facts;
use super::Progress;
use super::Refused;
use super::sent_code;
use super::sent_code::PASSCODE;
use super::totp::Totp;
use crate::forms::ion::Field;
use crate::forms::message;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::random::Random;
use crate::settings::CodeStyle;
use crate::settings::Policy;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;

const FACTS: Facts = Facts {
    name: "custom_otp",
    key: "custom_otp",
    kind: "otp",
    id: "autLocalOrgCusto0001",
    enrollment_prefix: "clf",
    seed: "secret",
    label: "Custom OTP",
    methods: &[("security_key", "One-time code")],
    asks_for: "the code from the token",
};

#[derive(Debug)]
pub(super) struct CustomOtp;

impl Authenticator for CustomOtp {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn answer_fields(&self, _: &Policy, _: Activity) -> Vec<Field> {
        vec![sent_code::field(CodeStyle::Numeric).required()]
    }

    /// Says what is wrong at the form as a whole, as recorded.
    fn check(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        _: &Challenge,
        sent: &Sent,
    ) -> Result<Option<Enrollment>, Refused> {
        let typed = sent.text(PASSCODE);
        let used = Totp::of_user(step, verification, &FACTS, typed);
        used.map(Some).map_err(|_| Refused::guess(typed, None, message::wrong_code()))
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
