//! What the org says to users, each text with its key.

use serde::Deserialize;
use serde::Serialize;

use crate::state::inbox::Channel;

/// One message, at the top of an answer or at a field.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Message {
    #[serde(rename = "message")]
    text: String,
    i18n: Key,
    class: Class,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Key {
    key: String,
    params: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Class {
    #[default]
    Error,
    Warning,
    Info,
}

/// A page that helps.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    url: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
}

/// A message as the control API takes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spoken {
    key: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    class: Class,
    #[serde(default)]
    params: Vec<String>,
    #[serde(default)]
    links: Vec<Link>,
}

impl From<Spoken> for Message {
    fn from(spoken: Spoken) -> Self {
        let Spoken { key, text, class, params, links } = spoken;
        Self { text, i18n: Key { key, params }, class, links }
    }
}

impl Message {
    pub(crate) fn error(key: &str, text: impl Into<String>) -> Self {
        let i18n = Key { key: key.to_owned(), params: Vec::new() };
        Self { text: text.into(), i18n, class: Class::Error, links: Vec::new() }
    }

    fn info(key: &str, text: impl Into<String>) -> Self {
        Self { class: Class::Info, ..Self::error(key, text) }
    }

    pub(crate) fn about(mut self, param: &str) -> Self {
        self.i18n.params.push(param.to_owned());
        self
    }

    pub(crate) fn linked(mut self, url: &str) -> Self {
        self.links.push(Link { url: url.to_owned(), label: None });
        self
    }
}

pub(crate) fn wrong_code() -> Message {
    Message::error("api.authn.error.PASSCODE_INVALID", "That code is not right. Try again.")
}

/// The key that Okta has for apps and tokens.
pub(crate) fn wrong_soft_token() -> Message {
    let text = "That code is not right. Try again.";
    Message::error("authfactor.challenge.soft_token.invalid_passcode", text)
}

pub(crate) fn wrong_password() -> Message {
    Message::error("incorrectPassword", "That password is not right.")
}

pub(crate) fn authentication_failed() -> Message {
    Message::error("errors.E0000004", "Signing in did not work.")
}

pub(crate) fn unknown_user(identifier: &str) -> Message {
    let text = format!("There is no account with the Username {identifier}.");
    Message::info("idx.unknown.user", text).about(identifier)
}

pub(crate) fn account_locked() -> Message {
    let text = "This account is locked. An administrator can open it again.";
    Message::error("errors.E0000119", text)
}

pub(crate) fn access_denied() -> Message {
    Message::error("security.access_denied", "You may not do that with this account.")
}

pub(crate) fn not_assigned() -> Message {
    Message::error(
        "idx.error.user.not.assigned.to.app",
        "This account may not use this application.",
    )
}

pub(crate) fn assurance_unsatisfiable() -> Message {
    let text = "This account has no way to prove itself as strongly as this application asks.";
    Message::error("oie.assurance.unsatisfiable", text)
}

pub(crate) fn session_expired() -> Message {
    Message::error("idx.session.expired", "This sign-in has expired. Start again.")
}

pub(crate) fn too_many_tries() -> Message {
    Message::error("tooManyRequests", "Too many wrong tries. Start again.")
}

pub(crate) fn sent_recently(seconds: i64) -> Message {
    let text = format!("A message was sent moments ago. Ask again in {seconds} s.");
    Message::error("tooManyRequests", text).about(&seconds.to_string())
}

/// The same for a text message or a call, in Okta's words for each.
pub(crate) fn phoned_recently(channel: Channel, seconds: i64) -> Message {
    let (key, what) = match channel {
        Channel::Voice => ("errors.E0000133", "A call was made"),
        _ => ("errors.E0000109", "A text message was sent"),
    };
    Message::error(key, format!("{what} moments ago. Ask again in {seconds} s."))
}

/// A number has had all the messages or calls that it gets for now.
pub(crate) fn phoned_too_often(channel: Channel) -> Message {
    let (key, what) = match channel {
        Channel::Voice => ("errors.E0000151", "calls"),
        _ => ("errors.E0000150", "text messages"),
    };
    Message::error(key, format!("This number has had too many {what}. Try again later."))
}

pub(crate) fn not_offered() -> Message {
    Message::error("E0000020", "This step of the sign-in does not offer that.")
}

pub(crate) fn username_missing() -> Message {
    Message::error("error.username.required", "A username is needed.")
}

pub(crate) fn password_missing() -> Message {
    Message::error("error.password.required", "A password is needed.")
}

pub(crate) fn reset_not_allowed() -> Message {
    let text = "The password of this account cannot be reset here.";
    Message::error("oie.selfservice.reset.password.not.allowed", text)
}

pub(crate) fn unlock_not_allowed() -> Message {
    let text = "This account cannot be unlocked here.";
    Message::error("oie.selfservice.user.unlock.not.allowed", text)
}

pub(crate) fn unlocked() -> Message {
    let text = "The account is unlocked. You can sign in with it now.";
    Message::info("oie.selfservice.unlock_user.success.message", text)
}

pub(crate) fn activation_expired() -> Message {
    let text =
        "Your account activation link is no longer valid. Request a new activation email below.";
    Message::error("idx.expired.activation.token", text)
}

/// The same where no other email can be requested.
pub(crate) fn activation_expired_for_good() -> Message {
    let text = "Your account activation link is no longer valid. Contact your administrator to \
                request a new activation link.";
    Message::error("idx.expired.activation.token", text)
}

pub(crate) fn activation_token_missing() -> Message {
    let text = "This can happen if you have already activated your account. Contact your \
                administrator for further assistance.";
    Message::error("idx.missing.activation.token", text)
}

pub(crate) fn activation_email_sent() -> Message {
    let text = "A new activation email was sent. Use the link in it to activate your account.";
    Message::info("idx.request.activation.email", text)
}

pub(crate) fn recovers_while_staged() -> Message {
    let text = "Reset password cannot be performed while the user is activating. Contact your \
                administrator to obtain a new token.";
    Message::error("idx.reset.password.activating.user", text)
}

pub(crate) fn recovery_token_invalid() -> Message {
    let text = "This link to reset your password is no longer valid. Request a new one.";
    Message::error("idx.invalid.reset.password.token", text)
}

pub(crate) fn enrollment_unavailable() -> Message {
    let text = "Set up is temporarily unavailable due to server maintenance. Try again later.";
    Message::error("idx.error.server.safe.mode.enrollment.unavailable", text)
}

pub(crate) fn password_too_weak(rules: &str) -> Message {
    let text = format!("The new password does not meet the rules. {rules}");
    Message::error("password.passwordRequirementsNotMet", text).about(rules)
}

pub(crate) fn password_common() -> Message {
    let text = "This password is on a list of common passwords. Choose another one.";
    Message::error("password.common", text).about("")
}

pub(crate) fn password_expiring(org: &str) -> Message {
    let text =
        format!("When your password expires, you cannot sign in to {org} without changing it.");
    Message::info("idx.password.expiring.message", text).about(org)
}

pub(crate) fn taken(label: &str) -> Message {
    let text = format!("{label}: another account has this value.");
    Message::error("registration.error.notUniqueWithinOrg", text).about(label)
}

pub(crate) fn not_an_email(label: &str) -> Message {
    Message::error("registration.error.invalidLoginEmail", "That is not an email address.")
        .about(label)
}

pub(crate) fn does_not_fit(label: &str) -> Message {
    let text = format!("{label}: this value is missing or does not fit.");
    Message::error("registration.error.doesNotMatchPattern", text).about(label)
}

pub(crate) fn sign_up_unavailable() -> Message {
    Message::error("idx.error.registration.unavailable", "Sign-up is not available at the moment.")
}

pub(crate) fn wrong_user_code() -> Message {
    Message::error("idx.invalid.device.code", "Invalid code. Try again.")
}

pub(crate) fn device_activated() -> Message {
    Message::info("idx.device.activated", "Follow the instructions on your device for next steps")
}

pub(crate) fn device_consent_denied() -> Message {
    let text = "Your device cannot be activated because you did not allow access";
    Message::info("idx.device.not.activated.consent.denied", text)
}

pub(crate) fn needs_an_answer(label: &str) -> Message {
    Message::error("local.form.answer.required", format!("{label}: this needs an answer."))
        .about(label)
}
