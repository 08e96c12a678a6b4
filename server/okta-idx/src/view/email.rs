//! The step after an email was sent: a code to type, or a link to open.

use super::passcode::PasscodeChallenge;
use super::poll::Poll;
use crate::grammar::ActionKind;
use crate::grammar::Authenticator;
use crate::grammar::AuthenticatorKey;
use crate::grammar::Field;
use crate::grammar::Form;
use crate::grammar::FormRef;
use crate::grammar::Json;
use crate::grammar::RemediationKind;
use crate::transaction::Answers;
use crate::transaction::Pending;
use crate::transaction::Pick;

/// `challenge-authenticator` or `enroll-authenticator` of the authenticator `okta_email`.
#[derive(Clone, Copy, Debug)]
pub struct EmailChallenge<'a> {
    pending: &'a Pending,
    passcode: PasscodeChallenge<'a>,
}

/// How to resend the email.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Resend {
    /// The form to submit.
    pub form: FormRef,
    /// The answers to submit it with.
    pub answers: Answers,
}

impl Pending {
    /// Returns the step that waits for the code or the link of an email.
    pub fn email_challenge(&self) -> Option<EmailChallenge<'_>> {
        let form = super::first(self, &[RemediationKind::Challenge, RemediationKind::Enroll])?;
        let passcode =
            PasscodeChallenge::of(form).filter(|_| form.key() == Some(AuthenticatorKey::Email))?;
        Some(EmailChallenge { pending: self, passcode })
    }

    /// Returns how to resend the code or prompt of this step: Okta's own action, or for an email,
    /// choosing it again.
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
    /// Returns the underlying form.
    pub fn form(&self) -> &'a Form {
        self.passcode.form()
    }

    /// Returns the field of the code.
    pub fn code(&self) -> &'a Field {
        self.passcode.field()
    }

    /// Whether the code has only digits, which is so unless Okta names another format.
    pub fn is_numeric(&self) -> bool {
        self.passcode.is_numeric()
    }

    /// Whether the address is being enrolled, as at sign-up.
    pub fn is_enrollment(&self) -> bool {
        self.form().kind == RemediationKind::Enroll
    }

    /// Returns the masked address of the email; Okta omits it if it would reveal whether an account
    /// exists.
    pub fn masked_address(&self) -> Option<&'a str> {
        self.authenticator()?.profile("email")
    }

    /// Returns the masked second address of the email.
    pub fn secondary_address(&self) -> Option<&'a str> {
        self.authenticator()?.profile("secondaryEmail")
    }

    /// Whether the email has a link. Okta states this only if it has none.
    pub fn uses_magic_link(&self) -> bool {
        let said = self
            .authenticator()
            .and_then(|authenticator| authenticator.contextual("useEmailMagicLink"));
        said.and_then(Json::as_bool).unwrap_or(true)
    }

    /// Returns how to poll whether the link was opened elsewhere.
    pub fn poll(&self) -> Option<Poll> {
        let poll = self.authenticator()?.action("poll")?;
        Some(Poll::new(poll.reference().clone(), poll.form.refresh))
    }

    /// Returns how to resend the email; see [`Pending::resend`].
    pub fn resend(&self) -> Option<Resend> {
        self.pending.resend()
    }

    /// Returns the answers with a code, typed or from a link.
    pub fn answers(&self, code: &str) -> Answers {
        self.passcode.answers(code)
    }

    fn authenticator(&self) -> Option<&'a Authenticator> {
        self.passcode.authenticator()
    }
}
