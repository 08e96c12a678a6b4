//! What the answer to a field is.

use super::word::words;

words! {
    /// What the answer to a field is: the last part of its dotted name, read once.
    pub enum FieldRole {
        /// The username that a user signs in with.
        Identifier = "identifier",
        /// The username of a profile.
        Login = "login" | "username",
        /// A code or a password, as its form tells.
        Passcode = "passcode",
        /// A one-time code.
        Totp = "totp",
        /// The answer to a security question.
        Answer = "answer",
        /// An email address.
        Email = "email",
        /// A second email address.
        SecondEmail = "secondEmail",
        /// Whether Okta is to remember the browser.
        RememberMe = "rememberMe",
        /// Which authenticator.
        Authenticator = "authenticator",
        /// Which method of an authenticator.
        MethodType = "methodType",
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
        /// A phone number.
        Phone = "mobilePhone" | "phoneNumber" | "primaryPhone",
    }
}

impl FieldRole {
    /// Whether the answer proves who answers.
    pub fn is_credential(self) -> bool {
        matches!(self, Self::Passcode | Self::Totp | Self::Answer)
    }
}
