//! The mail is out: a code to type, or a link to click.

use serde_json::Value;

use super::passcode::PasscodeChallenge;
use super::poll::Poll;
use crate::grammar::ActionKind;
use crate::grammar::Authenticator;
use crate::grammar::AuthenticatorKey;
use crate::grammar::Field;
use crate::grammar::Form;
use crate::grammar::FormRef;
use crate::grammar::RemediationKind;
use crate::transaction::Answers;
use crate::transaction::Pending;
use crate::transaction::Pick;

/// `challenge-authenticator` or `enroll-authenticator` about the authenticator `okta_email`.
#[derive(Clone, Copy, Debug)]
pub struct EmailChallenge<'a> {
    pending: &'a Pending,
    passcode: PasscodeChallenge<'a>,
}

/// How to have the mail sent again.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Resend {
    /// The form to submit.
    pub form: FormRef,
    /// What to submit it with.
    pub answers: Answers,
}

impl Pending {
    /// The step that waits for a code or a click from a mail.
    pub fn email_challenge(&self) -> Option<EmailChallenge<'_>> {
        let form = super::first(self, &[RemediationKind::Challenge, RemediationKind::Enroll])?;
        let passcode =
            PasscodeChallenge::of(form).filter(|_| form.key() == Some(AuthenticatorKey::Email))?;
        Some(EmailChallenge { pending: self, passcode })
    }

    /// How to have the code or prompt of this step sent again: Okta's own action, or for an email choosing it once more.
    pub fn resend(&self) -> Option<Resend> {
        if let Some(action) = self.action_of(ActionKind::Resend) {
            return Some(Resend { form: action.reference().clone(), answers: Answers::new() });
        }
        self.email_challenge()?;
        let select = self.form_of(RemediationKind::SelectAuthenticate)?;
        let email = Pick::Authenticator(AuthenticatorKey::Email);
        email.among(&select.field("authenticator")?.options)?;
        let answers = Answers::new().choose("authenticator", email);
        Some(Resend { form: select.reference(), answers })
    }
}

impl<'a> EmailChallenge<'a> {
    /// The form beneath.
    pub fn form(&self) -> &'a Form {
        self.passcode.form()
    }

    /// The code's field.
    pub fn code(&self) -> &'a Field {
        self.passcode.field()
    }

    /// Whether only digits can be in the code: so unless Okta names another format.
    pub fn is_numeric(&self) -> bool {
        self.passcode.is_numeric()
    }

    /// Whether the address is being enrolled, as at sign-up.
    pub fn is_enrollment(&self) -> bool {
        self.form().kind == RemediationKind::Enroll
    }

    /// The masked address the mail went to; Okta leaves it out to not give away whether there is an account.
    pub fn masked_address(&self) -> Option<&'a str> {
        self.authenticator()?.profile("email")
    }

    /// The masked second address it also went to.
    pub fn secondary_address(&self) -> Option<&'a str> {
        self.authenticator()?.profile("secondaryEmail")
    }

    /// Whether the mail has a link. Okta says so only when it has not.
    pub fn uses_magic_link(&self) -> bool {
        let said = self
            .authenticator()
            .and_then(|authenticator| authenticator.contextual("useEmailMagicLink"));
        said.and_then(Value::as_bool).unwrap_or(true)
    }

    /// How to learn that the link was clicked elsewhere.
    pub fn poll(&self) -> Option<Poll> {
        let poll = self.authenticator()?.action("poll")?;
        Some(Poll::new(poll.reference().clone(), poll.form.refresh))
    }

    /// How to have it sent again; see [`Pending::resend`].
    pub fn resend(&self) -> Option<Resend> {
        self.pending.resend()
    }

    /// Answers with a code, typed or from a link.
    pub fn answers(&self, code: &str) -> Answers {
        self.passcode.answers(code)
    }

    fn authenticator(&self) -> Option<&'a Authenticator> {
        self.passcode.authenticator()
    }
}
