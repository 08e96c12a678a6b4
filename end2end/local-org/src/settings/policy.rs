//! The ways to sign in that can be switched between.

use serde::Deserialize;

/// What a sign-in asks for, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the file")]
pub struct Policy {
    /// What `POST /_local/policy` calls it.
    pub name: String,
    /// One sentence for the dashboard.
    #[serde(default)]
    pub description: String,
    /// What the first page asks for.
    #[serde(default)]
    pub first_page: FirstPage,
    /// What has to be proven.
    #[serde(default)]
    pub factors: Factors,
    /// Whether mails carry a magic link beside the code.
    #[serde(default = "yes")]
    pub magic_link: bool,
    /// How codes are written.
    #[serde(default)]
    pub code: CodeStyle,
    /// Whether the app has to ask for the mail (`authenticator-verification-data`).
    #[serde(default)]
    pub ask_before_mailing: bool,
    /// A form of the org's own between the last proof and the tokens.
    #[serde(default)]
    pub extra_form: ExtraForm,
    /// Whether the first page offers to sign up.
    #[serde(default = "yes")]
    pub sign_up: bool,
    /// Whether the first page offers to reset a password.
    #[serde(default = "yes")]
    pub recovery: bool,
    /// Whether the first page offers to unlock an account.
    #[serde(default = "yes")]
    pub unlock: bool,
}

/// What the first page asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FirstPage {
    /// The username alone.
    #[default]
    Identifier,
    /// Username and password together.
    IdentifierAndPassword,
}

/// What has to be proven before somebody is signed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Factors {
    /// Access to the mailbox.
    #[default]
    Email,
    /// The mailbox or the password, as the person likes.
    EmailOrPassword,
    /// Both, in any order.
    PasswordAndEmail,
    /// The password alone.
    Password,
}

/// How one-time codes are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeStyle {
    /// Six digits.
    #[default]
    Numeric,
    /// Ten capital letters and digits.
    Alphanumeric,
}

/// Whether a form stands between the last proof and the tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExtraForm {
    /// No form.
    #[default]
    None,
    /// It must be filled in.
    Required,
    /// It may be skipped.
    Skippable,
}

fn yes() -> bool {
    true
}

fn policy(name: &str, description: &str, factors: Factors) -> Policy {
    Policy {
        name: name.to_owned(),
        description: description.to_owned(),
        first_page: FirstPage::Identifier,
        factors,
        magic_link: true,
        code: CodeStyle::Numeric,
        ask_before_mailing: false,
        extra_form: ExtraForm::None,
        sign_up: true,
        recovery: true,
        unlock: true,
    }
}

pub(super) fn defaults() -> Vec<Policy> {
    use Factors::Email;
    vec![
        policy("email-only", "A code or a link by mail is enough.", Email),
        policy(
            "email-or-password",
            "People with a password choose between it and a mail.",
            Factors::EmailOrPassword,
        ),
        policy(
            "password-and-email",
            "Both a password and a mail; the username comes first.",
            Factors::PasswordAndEmail,
        ),
        Policy {
            first_page: FirstPage::IdentifierAndPassword,
            ..policy(
                "password-first",
                "Username and password together on the first page.",
                Factors::Password,
            )
        },
        Policy {
            ask_before_mailing: true,
            ..policy(
                "email-verification-data",
                "The app must ask for the mail before it is sent.",
                Email,
            )
        },
        Policy {
            magic_link: false,
            ..policy("email-no-link", "Mails carry a code but no link; nothing to poll.", Email)
        },
        Policy {
            code: CodeStyle::Alphanumeric,
            ..policy("email-alphanumeric", "Codes of ten letters and digits.", Email)
        },
        Policy {
            extra_form: ExtraForm::Required,
            ..policy(
                "email-unknown-form",
                "After the code comes a form no client has heard of.",
                Email,
            )
        },
        Policy {
            extra_form: ExtraForm::Skippable,
            ..policy("email-skippable-form", "The same form, but it may be skipped.", Email)
        },
    ]
}

impl Policy {
    /// Whether people prove a password somewhere in this policy.
    pub(crate) fn uses_password(&self) -> bool {
        self.factors != Factors::Email
    }

    /// Whether nobody gets in without a password.
    pub(crate) fn needs_password(&self) -> bool {
        matches!(self.factors, Factors::PasswordAndEmail | Factors::Password)
    }
}
