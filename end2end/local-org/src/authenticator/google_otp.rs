//! A code from an authenticator app, which is enrolled by a QR code.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use serde_json::json;

use super::Activity;
use super::Authenticator;
use super::Challenge;
use super::Facts;
use super::Progress;
use super::Refused;
use super::Selection;
use super::qr_code;
use super::sent_code;
use super::sent_code::PASSCODE;
use super::totp::Totp;
use super::totp::Wrong;
use crate::forms::View;
use crate::forms::ion::Field;
use crate::forms::message;
use crate::forms::message::Message;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::random::Random;
use crate::settings::CodeStyle;
use crate::settings::Policy;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;

const FACTS: Facts = Facts {
    name: "google_otp",
    key: "google_otp",
    kind: "app",
    id: "autLocalOrgGoogl0001",
    enrollment_prefix: "uft",
    seed: "secret",
    label: "Google Authenticator",
    methods: &[("otp", "One-time code")],
    asks_for: "the code from the app",
};

#[derive(Debug)]
pub(super) struct GoogleOtp;

impl Authenticator for GoogleOtp {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn begin(
        &self,
        step: &mut StepContext<'_>,
        _: &Verification,
        activity: Activity,
        _: Selection<'_>,
    ) -> Result<Progress, Refused> {
        let is_new = activity == Activity::Enroll;
        Ok(Progress::Waiting(is_new.then(|| Totp::new_secret(&mut step.state.random))))
    }

    fn answer_fields(&self, _: &Policy, _: Activity) -> Vec<Field> {
        vec![sent_code::field(CodeStyle::Numeric).required()]
    }

    fn check(
        &self,
        step: &mut StepContext<'_>,
        verification: &Verification,
        challenge: &Challenge,
        sent: &Sent,
    ) -> Result<Option<Enrollment>, Refused> {
        let typed = sent.text(PASSCODE);
        let used = match &challenge.progress {
            Progress::Waiting(Some(secret)) => Totp::with_secret(secret).used(typed, step.now),
            _ => Totp::of_user(step, verification, &FACTS, typed),
        };
        used.map(Some).map_err(|wrong| match wrong {
            Wrong::Code => Refused::guess(typed, Some(PASSCODE), message::wrong_soft_token()),
            Wrong::Used => Refused::guess(typed, Some(PASSCODE), used_before()),
        })
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

    fn option_fields(&self, _: Activity) -> Vec<Field> {
        Vec::new()
    }

    fn describe(&self, view: View<'_>, challenge: &Challenge, description: &mut Value) {
        let Progress::Waiting(Some(secret)) = &challenge.progress else { return };
        let mut data = json!({ "sharedSecret": secret });
        match qr_code::png(&uri(view.app_label, secret)) {
            Ok(png) => {
                let href = format!("data:image/png;base64,{}", STANDARD.encode(png));
                data["qrcode"] = json!({ "method": "embedded", "href": href, "type": "image/png" });
            }
            Err(error) => tracing::error!(%error, "a QR code could not be drawn"),
        }
        description["contextualData"] = data;
    }
}

/// What the app reads from the QR code.
fn uri(label: &str, secret: &str) -> String {
    let label: String = url::form_urlencoded::byte_serialize(label.as_bytes()).collect();
    format!("otpauth://totp/{label}?secret={secret}&issuer={label}")
}

fn used_before() -> Message {
    let text = "That code has been used. Wait for the next one.";
    Message::error("authfactor.challenge.soft_token.used_passcode", text)
}
