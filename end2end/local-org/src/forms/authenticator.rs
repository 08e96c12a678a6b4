//! How the two authenticators of the org look in an answer.

use serde::Serialize;
use serde_json::Value;
use serde_json::json;

use super::ion::Addressed;
use super::ion::Form;
use crate::protocol::UserId;
use crate::settings::check::looks_like_email;
use crate::state::people::PASSWORD_HISTORY;
use crate::state::transaction::Factor;

/// What a new password needs, as `settings.complexity` and as a sentence.
pub(crate) const PASSWORD_MIN_LENGTH: usize = 8;
pub(crate) const PASSWORD_RULES: &str = "At least 8 characters, a lowercase letter, an uppercase \
     letter, a number, no part of your username, and none of your last 4 passwords.";

/// An authenticator or somebody's enrolment of one.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Authenticator {
    r#type: &'static str,
    key: &'static str,
    id: String,
    display_name: &'static str,
    methods: [Value; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contextual_data: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    settings: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resend: Option<Form>,
    #[serde(skip_serializing_if = "Option::is_none")]
    poll: Option<Form>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recover: Option<Form>,
}

impl Factor {
    /// The id of the authenticator, which options submit.
    pub(crate) fn authenticator_id(self) -> &'static str {
        match self {
            Self::Email => "autLocalOrgEmail0001",
            Self::Password => "autLocalOrgPassw0001",
        }
    }

    pub(crate) fn by_authenticator_id(id: &str) -> Option<Self> {
        [Self::Email, Self::Password].into_iter().find(|factor| factor.authenticator_id() == id)
    }

    pub(crate) fn display_name(self) -> &'static str {
        match self {
            Self::Email => "Email",
            Self::Password => "Password",
        }
    }

    pub(crate) fn method(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Password => "password",
        }
    }

    /// The authenticator itself, nobody's in particular.
    pub(crate) fn authenticator(self) -> Authenticator {
        Authenticator {
            r#type: self.method(),
            key: match self {
                Self::Email => "okta_email",
                Self::Password => "okta_password",
            },
            id: self.authenticator_id().to_owned(),
            display_name: self.display_name(),
            methods: [json!({ "type": self.method() })],
            profile: None,
            contextual_data: None,
            settings: None,
            resend: None,
            poll: None,
            recover: None,
        }
    }

    /// Somebody's enrolment: its id is the enrolment's, not the authenticator's.
    pub(crate) fn enrolment(self, user: &UserId) -> Authenticator {
        let prefix = match self {
            Self::Email => "eae",
            Self::Password => "lae",
        };
        let tail = user.as_str().get(3..).unwrap_or_default();
        Authenticator { id: format!("{prefix}{tail}"), ..self.authenticator() }
    }
}

impl Authenticator {
    pub(crate) fn masked(mut self, address: &str) -> Self {
        self.profile = masked(address).map(|email| json!({ "email": email }));
        self
    }

    pub(crate) fn magic_link(mut self, sent: bool) -> Self {
        self.contextual_data = Some(json!({ "useEmailMagicLink": sent }));
        self
    }

    pub(crate) fn resendable(mut self, at: Addressed<'_>) -> Self {
        self.resend = Some(at.form("resend", "/idp/idx/challenge/resend"));
        self
    }

    pub(crate) fn pollable(mut self, at: Addressed<'_>, millis: u32) -> Self {
        self.poll = Some(at.form("poll", "/idp/idx/challenge/poll").every(millis));
        self
    }

    pub(crate) fn recoverable(mut self, at: Addressed<'_>) -> Self {
        self.recover = Some(at.form("recover", "/idp/idx/recover"));
        self
    }

    pub(crate) fn with_password_rules(mut self) -> Self {
        self.settings = Some(json!({
            "complexity": {
                "minLength": PASSWORD_MIN_LENGTH,
                "minLowerCase": 1,
                "minUpperCase": 1,
                "minNumber": 1,
                "minSymbol": 0,
                "excludeUsername": true,
                "excludeAttributes": [],
            },
            "age": { "minAgeMinutes": 0, "historyCount": PASSWORD_HISTORY },
        }));
        self
    }
}

/// `a***a@example.com`: enough to recognise one's own address by; `None` for what is no address.
pub(crate) fn masked(address: &str) -> Option<String> {
    let address = address.trim();
    if !looks_like_email(address) {
        return None;
    }
    let (local, host) = address.split_once('@')?;
    let (first, last) = (local.chars().next()?, local.chars().next_back()?);
    Some(format!("{first}***{last}@{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_masked_but_recognisable() {
        assert_eq!(masked("ada@example.com").as_deref(), Some("a***a@example.com"));
        assert_eq!(masked("é@example.com").as_deref(), Some("é***é@example.com"));
        assert_eq!(masked("ada"), None);
    }
}
