//! The role of a field.

use super::word::words;

words! {
    /// The role of a field, read from the last part of its dotted name.
    pub enum FieldRole {
        /// The username that a user signs in with.
        Identifier = "identifier",
        /// The username of a profile.
        Login = "login" | "username",
        /// A code or a password, depending on the form.
        Passcode = "passcode",
        /// The code after this one, which proves that a token is at hand.
        NextPasscode = "nextPasscode",
        /// A one-time code.
        Totp = "totp",
        /// The answer to a security question.
        Answer = "answer",
        /// Which security question is asked; its label is the question.
        QuestionKey = "questionKey",
        /// An email address.
        Email = "email",
        /// A second email address.
        SecondEmail = "secondEmail",
        /// Whether Okta should remember the browser.
        RememberMe = "rememberMe",
        /// The choice of an authenticator.
        Authenticator = "authenticator",
        /// The choice of a method of an authenticator.
        MethodType = "methodType",
        /// Whether the user agrees.
        Consent = "consent",
        /// Whether the user stays signed in.
        KeepMeSignedIn = "keepMeSignedIn",
        /// The choice of how an authenticator is set up.
        Channel = "channel",
        /// A given name.
        FirstName = "firstName",
        /// A name between given and family name.
        MiddleName = "middleName",
        /// A family name.
        LastName = "lastName",
        /// A whole name.
        DisplayName = "displayName",
        /// A nickname.
        NickName = "nickName",
        /// A title before the name.
        HonorificPrefix = "honorificPrefix",
        /// A title after the name.
        HonorificSuffix = "honorificSuffix",
        /// A company or other organization.
        Organization = "organization",
        /// A phone number that Okta will send codes to, in the format of E.164.
        PhoneNumber = "phoneNumber",
        /// A phone number in any format.
        Phone = "mobilePhone" | "primaryPhone",
    }
}

impl FieldRole {
    /// Returns the role as that of a user's attribute. Such an attribute may have any name, also that of a credential or
    /// of a choice.
    pub(super) fn of_attribute(self) -> Self {
        match self {
            Self::PhoneNumber => Self::Phone,
            Self::Identifier
            | Self::Passcode
            | Self::Totp
            | Self::Answer
            | Self::QuestionKey
            | Self::RememberMe
            | Self::Authenticator
            | Self::MethodType => Self::Other,
            role => role,
        }
    }

    /// Whether the value is a credential.
    pub fn is_credential(self) -> bool {
        matches!(self, Self::Passcode | Self::NextPasscode | Self::Totp | Self::Answer)
    }
}
