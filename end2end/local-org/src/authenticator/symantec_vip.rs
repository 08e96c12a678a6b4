//! Symantec VIP, which is enrolled with the id of the app and two codes in a row.

use super::Activity;
use super::Authenticator;
use super::Challenge;
use super::Facts;
use super::Progress;
use super::Refused;
use super::known_code;
use super::seed::Seed;
use super::sent_code::PASSCODE;
use crate::forms::ion::Field;
use crate::forms::message;
use crate::forms::message::Message;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::random::Random;
use crate::settings::Policy;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;

const FACTS: Facts = Facts {
    name: "symantec_vip",
    key: "symantec_vip",
    kind: "app",
    id: "autLocalOrgSyman0001",
    enrollment_prefix: "vip",
    seed: "code",
    label: "Symantec VIP",
    methods: &[("otp", "One-time code")],
    asks_for: "the code from VIP Access",
};
const CREDENTIAL_ID: &str = "credentials.credentialId";
const NEXT: &str = "credentials.nextPasscode";

#[derive(Debug)]
pub(super) struct SymantecVip;

impl Authenticator for SymantecVip {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn answer_fields(&self, _: &Policy, activity: Activity) -> Vec<Field> {
        match activity {
            Activity::Enroll => vec![
                Field::text("credentialId", "Enter credential ID").required(),
                Field::text("passcode", "Security Code 1").required(),
                Field::text("nextPasscode", "Security Code 2").required(),
            ],
            _ => vec![Field::text("passcode", "Enter security code").required()],
        }
    }

    /// The second code that enrolls the app stays the right one, since no server makes the next.
    fn check(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        challenge: &Challenge,
        sent: &Sent,
    ) -> Result<Option<Enrollment>, Refused> {
        let wrong = message::wrong_soft_token;
        if challenge.activity != Activity::Enroll {
            return known_code::check(step, verification, &FACTS, sent, Some(PASSCODE), wrong());
        }
        if !is_credential_id(sent.text(CREDENTIAL_ID)) {
            return Err(Refused::at(CREDENTIAL_ID, unknown_credential()));
        }
        let (first, second) = (sent.text(PASSCODE), sent.text(NEXT));
        if !known_code::is_code(first) {
            return Err(Refused::guess(first, Some(PASSCODE), wrong()));
        }
        match known_code::seeded(second) {
            Ok(enrollment) if first != second => Ok(Some(enrollment)),
            _ => Err(Refused::guess(second, Some(NEXT), wrong())),
        }
    }

    fn amr(&self, _: &Progress) -> &'static str {
        "otp"
    }

    fn seeded(&self, text: &str, _: &mut Random) -> Result<Enrollment, String> {
        known_code::seeded(text)
    }

    /// Takes `credentialId` besides, which only has to look like one.
    fn described_by(&self, seed: Seed<'_>, random: &mut Random) -> Result<Enrollment, String> {
        seed.only(&["credentialId", FACTS.seed])?;
        if seed.optional("credentialId")?.is_some_and(|id| !is_credential_id(id)) {
            return Err("`credentialId` is four letters and eight digits".to_owned());
        }
        self.seeded(seed.text(FACTS.seed)?, random)
    }
}

/// Four letters and eight digits, as in `VSMT12345678`.
fn is_credential_id(text: &str) -> bool {
    let is = |index: usize, byte: u8| match index {
        0..4 => byte.is_ascii_alphabetic(),
        _ => byte.is_ascii_digit(),
    };
    text.len() == 12 && text.bytes().enumerate().all(|(index, byte)| is(index, byte))
}

fn unknown_credential() -> Message {
    let text = "That is not a credential ID: four letters and eight digits.";
    Message::error("authfactor.enroll.symantec_vip.invalid_credential_id", text)
}
