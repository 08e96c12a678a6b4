//! The ways to sign in that can be switched between.

use serde::Deserialize;

use super::PasswordRules;
use super::profile::ProfilePolicy;
use crate::authenticator::AuthenticatorRef;
use crate::interlude::Interlude;

/// What a sign-in asks for, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// What `POST /_local/policy` calls it.
    pub name: String,
    /// One sentence for the dashboard.
    #[serde(default)]
    pub description: String,
    /// What the first page asks for; the identifier comes first.
    #[serde(default = "identifier")]
    pub(crate) first_page: Vec<FirstPage>,
    /// What has to be verified: of each entry, one.
    #[serde(default = "email_only")]
    pub(crate) authentication: Vec<Vec<AuthenticatorRef>>,
    /// What a user enrolls; without it, what every sign-in needs.
    #[serde(default)]
    enrollment: Option<EnrollmentPolicy>,
    /// The profile of users.
    #[serde(default)]
    pub(crate) profile: ProfilePolicy,
    /// What has to be verified to reset a password or to unlock an account: one of these.
    #[serde(default = "email")]
    pub(crate) recovers_with: Vec<AuthenticatorRef>,
    /// What the first page offers besides signing in.
    #[serde(default = "every_offer")]
    offers: Vec<Offer>,
    /// The code of a device that the user activates by signing in, and enters before all else.
    #[serde(default)]
    pub(crate) user_code: Option<String>,
    /// Forms between the last authenticator and the tokens.
    #[serde(default)]
    pub(crate) interludes: Vec<Interlude>,
    /// How many text messages, and how many calls, a number gets within an hour.
    #[serde(default = "phone_limit")]
    pub(crate) phone_limit: usize,
    /// What a new password must be like.
    #[serde(default)]
    pub(crate) password: PasswordRules,
    /// Whether mails carry a magic link beside the code.
    #[serde(default = "yes")]
    pub(crate) magic_link: bool,
    /// How codes are written.
    #[serde(default)]
    pub(crate) code: CodeStyle,
    /// Whether the app has to ask for the mail (`authenticator-verification-data`).
    #[serde(default)]
    pub(crate) ask_before_mailing: bool,
}

/// What users enroll when they sign up or in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EnrollmentPolicy {
    #[serde(default)]
    required: Vec<AuthenticatorRef>,
    #[serde(default)]
    optional: Vec<AuthenticatorRef>,
}

/// Something that the first page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum FirstPage {
    /// The username.
    Identifier,
    /// An answer that is checked together with it.
    Inline(AuthenticatorRef),
}

/// What the first page can offer besides signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Offer {
    SignUp,
    /// Resetting a forgotten password.
    Recovery,
    Unlock,
    /// Another activation email, where the link of the first has expired.
    ActivationEmail,
}

/// How one-time codes are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CodeStyle {
    /// Six digits.
    #[default]
    Numeric,
    /// Ten capital letters and digits.
    Alphanumeric,
}

impl TryFrom<String> for FirstPage {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        if name == "identifier" {
            return Ok(Self::Identifier);
        }
        let authenticator = AuthenticatorRef::named(&name)?;
        let inline = authenticator.is_inline().then_some(Self::Inline(authenticator));
        inline.ok_or_else(|| format!("`{name}` cannot be asked for on the first page"))
    }
}

fn identifier() -> Vec<FirstPage> {
    vec![FirstPage::Identifier]
}

fn email() -> Vec<AuthenticatorRef> {
    AuthenticatorRef::named("email").into_iter().collect()
}

fn email_only() -> Vec<Vec<AuthenticatorRef>> {
    vec![email()]
}

fn every_offer() -> Vec<Offer> {
    vec![Offer::SignUp, Offer::Recovery, Offer::Unlock, Offer::ActivationEmail]
}

fn phone_limit() -> usize {
    30
}

fn yes() -> bool {
    true
}

impl Policy {
    pub(crate) fn offers(&self, offer: Offer) -> bool {
        self.offers.contains(&offer)
    }

    /// The authenticators that are asked for together with the identifier.
    pub(crate) fn inline(&self) -> impl Iterator<Item = AuthenticatorRef> {
        self.first_page.iter().filter_map(|part| match part {
            FirstPage::Identifier => None,
            FirstPage::Inline(authenticator) => Some(*authenticator),
        })
    }

    /// What every user must enroll: without a rule, email and what stands alone in its entry.
    pub(crate) fn required_enrollments(&self) -> Vec<AuthenticatorRef> {
        if let Some(enrollment) = &self.enrollment {
            return enrollment.required.clone();
        }
        let mut required = email();
        let alone = self.authentication.iter().filter(|entry| entry.len() == 1).flatten();
        required.extend(alone.filter(|it| it.is_self_service() && !email().contains(it)));
        required
    }

    /// Whether users are to enroll what only an administrator can.
    pub(super) fn enrolls_for_users(&self) -> bool {
        let enrollment = self.enrollment.iter();
        let mut named = enrollment.flat_map(|it| it.required.iter().chain(&it.optional));
        named.any(|it| !it.is_self_service())
    }

    pub(crate) fn optional_enrollments(&self) -> &[AuthenticatorRef] {
        self.enrollment.as_ref().map_or(&[], |enrollment| &enrollment.optional)
    }
}
