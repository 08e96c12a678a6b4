//! A one-time code that travels in a message: by email, text message or voice call.

use serde::Deserialize;
use serde::Serialize;

use super::Activity;
use super::Challenge;
use super::Progress;
use super::Refused;
use crate::forms::ion::Field;
use crate::forms::message;
use crate::idx::sent::Sent;
use crate::idx::step::StepContext;
use crate::protocol::LinkToken;
use crate::protocol::OneTimeCode;
use crate::settings::CodeStyle;
use crate::state::inbox::Channel;
use crate::state::inbox::Message;
use crate::state::transaction::Purpose;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;
use crate::timestamp::Timestamp;

pub(super) const PASSCODE: &str = "credentials.passcode";
const NUMERIC_LENGTH: usize = 6;
const ALPHANUMERIC_LENGTH: usize = 10;
const HOUR_MILLIS: i64 = 3_600_000;

/// The code of the newest message; older ones are worthless.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SentCode {
    pub(crate) channel: Channel,
    /// `None` for an unknown user: nothing was sent, and no code is right.
    pub(crate) address: Option<String>,
    code: Option<OneTimeCode>,
    pub(crate) link: Option<LinkToken>,
    pub(crate) sent_at: Timestamp,
    pub(crate) expires_at: Timestamp,
}

/// Sends a fresh code, which makes those before it worthless.
pub(crate) fn send(
    step: &mut StepContext<'_>,
    verification: &Verification,
    channel: Channel,
    address: Option<String>,
) -> SentCode {
    let now = step.now;
    let expires_at = now.plus_seconds(step.settings.lifetimes.email_code);
    // Codes that are heard or read on a lock screen are digits.
    let (style, has_link) = match channel {
        Channel::Email => (step.policy().code, step.policy().magic_link),
        _ => (CodeStyle::Numeric, false),
    };
    let name = step.user(verification).map(|user| user.profile.full_name()).unwrap_or_default();
    let Some(to) = address.clone() else {
        let (code, link) = (None, None);
        return SentCode { channel, address, code, link, sent_at: now, expires_at };
    };
    let random = &mut step.state.random;
    let code = OneTimeCode::new(match style {
        CodeStyle::Numeric => random.digits(NUMERIC_LENGTH),
        CodeStyle::Alphanumeric => random.typeable(ALPHANUMERIC_LENGTH),
    });
    let link = has_link.then(|| LinkToken::new(random.secret(32)));
    let what = match verification.purpose {
        Purpose::SignIn => "sign in",
        Purpose::SignUp => "finish signing up",
        Purpose::Activation => "activate your account",
        Purpose::Recovery => "reset your password",
        Purpose::Unlock => "unlock your account",
    };
    let client = step.transaction.request.client.clone();
    let app = step.settings.client(client.as_str()).map_or("your app", |client| &client.label);
    step.state.inbox.deliver(Message {
        id: format!("mail{}", random.text(12)),
        channel,
        to,
        to_name: name,
        subject: format!("Your code to {what} – {app}"),
        purpose: verification.purpose,
        code: Some(code.clone()),
        link: link.clone(),
        client,
        transaction: step.transaction.id.clone(),
        sent_at: now,
    });
    SentCode { channel, address, code: Some(code), link, sent_at: now, expires_at }
}

/// Whether a number may not get another message for now.
pub(crate) fn is_limited(step: &StepContext<'_>, channel: Channel, number: &str) -> bool {
    let recent = |message: &&Message| {
        message.channel == channel
            && message.to == number
            && step.now.millis_since(message.sent_at) < HOUR_MILLIS
    };
    let counts = matches!(channel, Channel::Sms | Channel::Voice);
    counts && step.state.inbox.newest_first().filter(recent).count() >= step.policy().phone_limit
}

/// The field that takes a code.
pub(super) fn field(style: CodeStyle) -> Field {
    let code = Field::text("passcode", "Enter code");
    match style {
        CodeStyle::Numeric => code,
        CodeStyle::Alphanumeric => {
            code.lengths(ALPHANUMERIC_LENGTH, ALPHANUMERIC_LENGTH).format("alphanumeric")
        }
    }
}

/// Checks a code: wrong, outdated and never sent look the same to the client. Returns the address that is enrolled with it.
pub(super) fn check(
    step: &StepContext<'_>,
    challenge: &Challenge,
    sent: &Sent,
) -> Result<Option<Enrollment>, Refused> {
    let typed = sent.text(PASSCODE);
    if let Progress::Sent(out) = &challenge.progress
        && out.code.as_ref().is_some_and(|code| code.as_str() == typed.to_uppercase())
        && step.now < out.expires_at
    {
        let is_new = challenge.activity == Activity::Enroll;
        return Ok(out.address.as_ref().filter(|_| is_new).map(Enrollment::of));
    }
    Err(Refused::guess(typed, Some(PASSCODE), message::wrong_code()))
}
