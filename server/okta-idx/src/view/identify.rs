//! The step that asks for the username, to sign in or to recover a password.

use crate::grammar::Field;
use crate::grammar::Form;
use crate::transaction::Answers;
use crate::transaction::Pending;

/// `identify` or `identify-recovery`.
#[derive(Clone, Copy, Debug)]
pub struct Identify<'a> {
    form: &'a Form,
}

impl Pending {
    /// Returns the step that asks for the username.
    pub fn identify(&self) -> Option<Identify<'_>> {
        let form = self.forms().iter().find(|form| form.kind.asks_username())?;
        form.field("identifier").is_some().then_some(Identify { form })
    }
}

impl<'a> Identify<'a> {
    /// Returns the underlying form.
    pub fn form(&self) -> &'a Form {
        self.form
    }

    /// Returns the field of the username, for its label.
    pub fn identifier(&self) -> Option<&'a Field> {
        self.form.field("identifier")
    }

    /// Returns the field of "keep me signed in", if the org offers it.
    pub fn remember_me(&self) -> Option<&'a Field> {
        self.form.field("rememberMe")
    }

    /// Returns the field of the password, if the org asks for both at once.
    pub fn password(&self) -> Option<&'a Field> {
        self.form.field_at("credentials.passcode")
    }

    /// Whether the org requires a captcha; its site key is in
    /// [`Reply::object`](crate::Reply::object)`("captcha")`.
    pub fn wants_captcha(&self) -> bool {
        self.form.field("captchaVerify").is_some()
    }

    /// Returns the answers with a username.
    pub fn answers(&self, identifier: &str) -> Answers {
        Answers::new().with("identifier", identifier)
    }
}
