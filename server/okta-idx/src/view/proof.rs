//! Whether an answer to a code shows that the code was right.
//!
//! Where accounts are hidden, only a user who has given a right code may learn what Okta says about them. Okta's keys are
//! unbounded, so the few kinds of messages that a wrong code can lead to are listed, and not all others.

use super::passcode::PasscodeChallenge;
use crate::grammar::Class;
use crate::grammar::Form;
use crate::grammar::Message;
use crate::grammar::MessageKind;
use crate::transaction::Pending;
use crate::transaction::Terminal;

impl Terminal {
    /// Whether this end, met with a code, shows that the code was right.
    pub fn proves_code(&self) -> bool {
        let is_about_code =
            |said: &Message| matches!(said.kind(), MessageKind::Code | MessageKind::Throttle);
        let said = self.messages();
        said.is_empty() || !said.iter().all(is_about_code)
    }

    /// Whether Okta refuses something: not because time is up, nor because it asks to slow down.
    pub fn is_refusal(&self) -> bool {
        !self.is_expired() && !self.is_throttle()
    }

    /// Whether Okta asks to slow down.
    pub fn is_throttle(&self) -> bool {
        self.messages().iter().any(|said| said.kind() == MessageKind::Throttle)
    }
}

impl Pending {
    /// Whether this step, met with the answer to a form, shows that the answer was not right: the same form stands with
    /// an error, and the error is not a refusal of a known user.
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

    /// Whether Okta says that it does not know the username.
    pub fn says_unknown_user(&self) -> bool {
        self.messages().iter().any(|said| said.kind() == MessageKind::UnknownUser)
    }

    /// Whether Okta calls anything that it says an error.
    pub fn says_error(&self) -> bool {
        self.messages().iter().any(|said| said.class == Some(Class::Error))
    }
}
