//! A code from an authenticator app: a TOTP (RFC 6238) with SHA-1, six digits and 30 seconds.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use data_encoding::BASE32_NOPAD;
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
use super::qr_code;
use super::sent_code;
use super::sent_code::PASSCODE;
use crate::forms::View;
use crate::forms::ion::Field;
use crate::forms::message::Message;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::random::Random;
use crate::settings::CodeStyle;
use crate::settings::Policy;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;
use crate::timestamp::Timestamp;

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

const SECONDS: i64 = 30;
/// How many steps a phone's clock may be ahead or behind.
const DRIFT: i64 = 1;
const SECRET_BYTES: usize = 20;

/// The shared secret, and the newest step whose code was used.
#[derive(Debug, Serialize, Deserialize)]
struct Enrolled {
    secret: String,
    used: i64,
}

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
        let secret =
            is_new.then(|| BASE32_NOPAD.encode(&step.state.random.bytes()[..SECRET_BYTES]));
        Ok(Progress::Waiting(secret))
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
        let enrolled = match &challenge.progress {
            Progress::Waiting(Some(secret)) => Some(Enrolled { secret: secret.clone(), used: 0 }),
            _ => step.user(verification).and_then(|user| user.enrollment(&FACTS)?.read()),
        };
        let typed = sent.text(PASSCODE);
        let now = step_at(step.now);
        let matching = enrolled.and_then(|enrolled: Enrolled| {
            let at = (now - DRIFT..=now + DRIFT)
                .find(|at| code(&enrolled.secret, *at).as_deref() == Some(typed))?;
            Some((enrolled, at))
        });
        let Some((enrolled, at)) = matching else {
            let is_attempt = !typed.is_empty();
            return Err(Refused { is_attempt, ..Refused::wrong(Some(PASSCODE), wrong()) });
        };
        if at <= enrolled.used {
            return Err(Refused::wrong(Some(PASSCODE), used()));
        }
        Ok(Some(Enrollment::of(&Enrolled { used: at, ..enrolled })))
    }

    fn amr(&self, _: &Progress) -> &'static str {
        "otp"
    }

    fn seeded(&self, text: &str, _: &mut Random) -> Result<Enrollment, String> {
        match BASE32_NOPAD.decode(text.as_bytes()) {
            Ok(secret) if !secret.is_empty() => {
                Ok(Enrollment::of(&Enrolled { secret: text.to_owned(), used: 0 }))
            }
            _ => Err("the secret of a TOTP is base32 without padding, in capitals".to_owned()),
        }
    }

    fn is_seed(&self, enrollment: &Enrollment, text: &str) -> bool {
        enrollment.read::<Enrolled>().is_some_and(|enrolled| enrolled.secret == text)
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

fn step_at(now: Timestamp) -> i64 {
    now.unix_seconds().div_euclid(SECONDS)
}

/// The code of one step (RFC 4226 section 5.3), or nothing for a secret that is not base32.
fn code(secret: &str, step: i64) -> Option<String> {
    let secret = BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let offset = usize::from(tag[tag.len() - 1] & 0x0f);
    let bytes: [u8; 4] = std::array::from_fn(|index| tag[offset + index]);
    Some(format!("{:06}", (u32::from_be_bytes(bytes) & 0x7fff_ffff) % 1_000_000))
}

fn wrong() -> Message {
    let text = "That code is not right. Try again.";
    Message::error("authfactor.challenge.soft_token.invalid_passcode", text)
}

fn used() -> Message {
    let text = "That code has been used. Wait for the next one.";
    Message::error("authfactor.challenge.soft_token.used_passcode", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, SHA-1, the last six of eight digits.
    #[test]
    fn the_codes_are_those_of_the_rfc() {
        let secret = BASE32_NOPAD.encode(b"12345678901234567890");
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let at = step_at(Timestamp::from_unix_millis(seconds * 1000));
            assert_eq!(code(&secret, at).as_deref(), Some(expected), "{seconds}");
        }
        assert_eq!(code("no base32", 1), None);
    }
}
