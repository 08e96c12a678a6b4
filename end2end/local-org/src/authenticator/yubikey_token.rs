//! A `YubiKey` that types a one-time code and Enter when it is touched.
//!
//! Of a code's 44 letters the first twelve name the key, and the others change with each touch. The
//! org does not hold the key's secret: it checks the name, and that the code was not used before.

use serde::Deserialize;
use serde::Serialize;

use super::Activity;
use super::Authenticator;
use super::Challenge;
use super::Facts;
use super::Progress;
use super::Refused;
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
    name: "yubikey_token",
    key: "yubikey_token",
    kind: "security_key",
    id: "autLocalOrgYubik0001",
    enrollment_prefix: "ykf",
    seed: "publicId",
    label: "YubiKey Authenticator",
    methods: &[("otp", "One-time code")],
    asks_for: "the code that a YubiKey types",
};
/// The letters at the same place in every keyboard layout.
const MODHEX: &str = "cbdefghijklnrtuv";
const PUBLIC_ID: usize = 12;
const CODE: usize = 44;

/// A key, and the code that was used last.
#[derive(Serialize, Deserialize)]
struct Key {
    public_id: String,
    used: String,
}

#[derive(Debug)]
pub(super) struct YubikeyToken;

impl Authenticator for YubikeyToken {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn answer_fields(&self, _: &Policy, _: Activity) -> Vec<Field> {
        vec![Field::text("passcode", "Insert then tap your YubiKey").required().secret()]
    }

    fn check(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        challenge: &Challenge,
        sent: &Sent,
    ) -> Result<Option<Enrollment>, Refused> {
        let typed = sent.text(PASSCODE);
        let key = step.user(verification).and_then(|user| user.enrollment(&FACTS)?.read::<Key>());
        let is_right = is_modhex(typed, CODE)
            && match key {
                Some(key) => typed.starts_with(&key.public_id) && typed != key.used,
                None => challenge.activity == Activity::Enroll,
            };
        if !is_right {
            return Err(Refused::guess(typed, Some(PASSCODE), message::wrong_code()));
        }
        let (public_id, used) = (typed[..PUBLIC_ID].to_owned(), typed.to_owned());
        Ok(Some(Enrollment::of(&Key { public_id, used })))
    }

    fn amr(&self, _: &Progress) -> &'static str {
        "otp"
    }

    fn seeded(&self, text: &str, _: &mut Random) -> Result<Enrollment, String> {
        if !is_modhex(text, PUBLIC_ID) {
            return Err(format!("a key is named by {PUBLIC_ID} of the letters {MODHEX}"));
        }
        let (public_id, used) = (text.to_owned(), String::new());
        Ok(Enrollment::of(&Key { public_id, used }))
    }

    fn is_seed(&self, enrollment: &Enrollment, text: &str) -> bool {
        enrollment.read::<Key>().is_some_and(|key| key.public_id == text)
    }
}

fn is_modhex(text: &str, length: usize) -> bool {
    text.len() == length && text.chars().all(|c| MODHEX.contains(c))
}
