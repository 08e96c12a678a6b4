//! A token whose codes a server of the company judges, behind an agent of Okta.

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

/// One kind of token server.
#[derive(Debug)]
pub(super) struct TokenServer {
    pub(super) facts: &'static Facts,
    /// The field for the name of the user at the token server, as its form and as its path.
    pub(super) user_name: (&'static str, &'static str),
}

impl Authenticator for TokenServer {
    fn facts(&self) -> &'static Facts {
        self.facts
    }

    fn answer_fields(&self, _: &Policy, activity: Activity) -> Vec<Field> {
        match activity {
            Activity::Enroll => vec![
                Field::text(self.user_name.0, "User Name").required(),
                Field::text("passcode", "Passcode").required(),
            ],
            _ => vec![Field::text("passcode", "Enter code")],
        }
    }

    /// A code that enrolls the token stays the right one, since no server makes the next.
    fn check(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        challenge: &Challenge,
        sent: &Sent,
    ) -> Result<Option<Enrollment>, Refused> {
        if challenge.activity != Activity::Enroll {
            let wrong = message::wrong_code();
            return known_code::check(step, verification, self.facts, sent, None, wrong);
        }
        if sent.text(self.user_name.1).is_empty() {
            return Err(Refused::at(self.user_name.1, message::username_missing()));
        }
        let typed = sent.text(PASSCODE);
        let enrollment = known_code::seeded(typed);
        enrollment.map(Some).map_err(|_| Refused::guess(typed, None, message::wrong_code()))
    }

    fn amr(&self, _: &Progress) -> &'static str {
        "otp"
    }

    fn seeded(&self, text: &str, _: &mut Random) -> Result<Enrollment, String> {
        known_code::seeded(text)
    }
}
