//! Whether a response to a code proves that the code was right.
//!
//! With enumeration prevention, only a user who has entered a right code may see Okta's messages
//! about the account. Okta's keys are unbounded, so the few kinds of messages after a wrong code
//! are listed, and not all others.

use super::passcode::PasscodeChallenge;
use crate::grammar::Class;
use crate::grammar::Form;
use crate::grammar::Message;
use crate::grammar::MessageKind;
use crate::transaction::Pending;
use crate::transaction::Terminal;

impl Terminal {
    /// Whether this end, as the response to a code, proves that the code was right.
    pub fn proves_code(&self) -> bool {
        let is_about_code =
            |said: &Message| matches!(said.kind(), MessageKind::Code | MessageKind::Throttle);
        let said = self.messages();
        said.is_empty() || !said.iter().all(is_about_code)
    }

    /// Whether this end is a refusal, and neither an expiry nor a rate limit.
    pub fn is_refusal(&self) -> bool {
        !self.is_expired() && !self.is_throttle()
    }

    /// Whether Okta reports a rate limit.
    pub fn is_throttle(&self) -> bool {
        self.messages().iter().any(|said| said.kind() == MessageKind::Throttle)
    }
}

impl Pending {
    /// Whether this step, as the response to a form, proves that the answer was wrong. The same
    /// form is shown with an error, and the error is not a refusal of a known user.
    pub fn refuses_answer(&self, answered: &Form) -> bool {
        let same = |form: &&Form| form.kind == answered.kind && form.key() == answered.key();
        let Some(form) = self.forms().iter().find(same) else { return false };
        let is_error = |message: &&Message| {
            message.class == Some(Class::Error) || message.kind() == MessageKind::UnknownUser
        };
        let mut errors = self.messages().iter().filter(is_error).peekable();
        if errors.peek().is_none() {
            return false;
        }
        let field = PasscodeChallenge::of(form).map(|challenge| challenge.field());
        let at_field = field.is_some_and(|field| field.messages.iter().any(|it| is_error(&it)));
        at_field || !errors.any(|said| said.kind() == MessageKind::Access)
    }

    /// Whether Okta says that the username is unknown.
    pub fn says_unknown_user(&self) -> bool {
        self.messages().iter().any(|said| said.kind() == MessageKind::UnknownUser)
    }

    /// Whether one of Okta's messages is an error.
    pub fn says_error(&self) -> bool {
        self.messages().iter().any(|said| said.class == Some(Class::Error))
    }
}
