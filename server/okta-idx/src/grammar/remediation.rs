//! The kinds of remediations, by name.

use super::word::words;

words! {
    /// The kind of a remediation, read from its `name`.
    pub enum RemediationKind {
        /// A username, and perhaps a password.
        Identify = "identify",
        /// The username of the account to recover.
        IdentifyRecovery = "identify-recovery",
        /// A choice of the authenticator to verify with.
        SelectAuthenticate = "select-authenticator-authenticate",
        /// A choice of the authenticator to set up.
        SelectEnroll = "select-authenticator-enroll",
        /// A choice of the authenticator to unlock the account with.
        SelectUnlock = "select-authenticator-unlock-account",
        /// The method by which the code or prompt of an authenticator is sent.
        VerificationData = "authenticator-verification-data",
        /// How and where an authenticator is to be set up, such as a phone number.
        EnrollmentData = "authenticator-enrollment-data",
        /// A credential of an authenticator: a code, a password, an answer.
        Challenge = "challenge-authenticator",
        /// A credential while an authenticator is set up.
        Enroll = "enroll-authenticator",
        /// A new value for an authenticator that has expired.
        ReEnroll = "reenroll-authenticator" | "reenroll-custom-password-expiry",
        /// A new value for an authenticator that will expire soon.
        ReEnrollWarning = "reenroll-authenticator-warning" | "reenroll-custom-password-expiry-warning",
        /// A new value for an authenticator after recovery.
        Reset = "reset-authenticator",
        /// Waits for a confirmation on another device.
        ChallengePoll = "challenge-poll",
        /// Waits for an authenticator to be set up on another device.
        EnrollPoll = "enroll-poll",
        /// Waits for another event.
        Poll = "poll",
        /// How Okta Verify is to be set up: QR code, email or text message.
        SelectChannel = "select-enrollment-channel",
        /// The address or number that the chosen channel uses.
        ChannelData = "enrollment-channel-data",
        /// The attributes of a new account.
        EnrollProfile = "enroll-profile",
        /// Attributes that an account lacks.
        UpdateProfile = "profile-update" | "enroll-profile-update",
        /// Leads to signing up.
        SelectProfile = "select-enroll-profile",
        /// Leads back to the username.
        SelectIdentify = "select-identify",
        /// The username of the account to unlock.
        UnlockAccount = "unlock-account",
        /// Consent of the user to an app.
        Consent = "consent",
        /// Consent of an administrator to an app.
        AdminConsent = "admin-consent",
        /// Consent of the user to individual scopes of an app.
        GranularConsent = "granular-consent",
        /// Whether a link opened on another device may complete the sign-in.
        EmailConsent = "email-challenge-consent",
        /// The code that a device shows (RFC 8628).
        UserCode = "user-code",
        /// Whether to stay signed in.
        KeepMeSignedIn = "keep-me-signed-in",
        /// An authenticator must be set up, and may be postponed.
        GracePeriod = "authenticator-grace-period" | "enroll-authenticator-grace-period",
        /// The device does not meet the org's rules yet, and may be used until a date.
        DeviceGracePeriod = "device-assurance-grace-period",
        /// Asks for another email that activates the account.
        RequestActivation = "request-activation-email",
        /// Recommends an authenticator.
        Promotion = "enroll-authenticator-promotion",
        /// Leads to an identity provider.
        RedirectIdp = "redirect-idp",
        /// Leads to identity proofing.
        RedirectProofing = "redirect-idverify",
        /// Redirects to a smart card reader.
        SmartCard = "piv-idp",
        /// Redirects to the successful end of the flow.
        SuccessRedirect = "success-redirect",
        /// Redirects to the failed end of the flow.
        FailureRedirect = "failure-redirect",
        /// Asks the device for Okta Verify.
        DeviceChallenge = "device-challenge-poll",
        /// Asks an Apple device for its single sign-on extension.
        AppleSso = "device-apple-sso-extension",
        /// Opens Okta Verify on this device.
        LaunchAuthenticator = "launch-authenticator" | "launch-nfc-authenticator",
        /// Leaves out an optional step.
        Skip = "skip",
        /// Sends a code or prompt again.
        Resend = "resend",
        /// Ends the transaction.
        Cancel = "cancel" | "cancel-transaction",
    }
}

impl RemediationKind {
    /// Whether it only waits for an event elsewhere.
    pub fn is_poll(self) -> bool {
        matches!(self, Self::ChallengePoll | Self::EnrollPoll | Self::Poll | Self::DeviceChallenge)
    }

    /// Whether it is offered beside the main form of a step, and is never the main form.
    pub fn is_secondary(self) -> bool {
        matches!(
            self,
            Self::SelectProfile
                | Self::SelectIdentify
                | Self::UnlockAccount
                | Self::Skip
                | Self::Resend
                | Self::Cancel
                | Self::LaunchAuthenticator
        )
    }

    /// Whether it asks for a username.
    pub fn asks_username(self) -> bool {
        matches!(self, Self::Identify | Self::IdentifyRecovery)
    }

    /// Whether it offers a choice of authenticators.
    pub fn is_select_authenticator(self) -> bool {
        matches!(self, Self::SelectAuthenticate | Self::SelectEnroll | Self::SelectUnlock)
    }

    /// Whether it asks how and where before a message is sent.
    pub fn asks_before_sending(self) -> bool {
        matches!(self, Self::VerificationData | Self::EnrollmentData)
    }

    /// Whether it leads to another authenticator, or to another way to set this one up.
    pub fn is_alternative(self) -> bool {
        self.is_select_authenticator() || self == Self::SelectChannel
    }

    /// Whether it concerns the authenticator in use, even if its reference does not resolve.
    pub(super) fn is_about_current(self) -> bool {
        matches!(
            self,
            Self::Challenge
                | Self::Enroll
                | Self::Reset
                | Self::ReEnroll
                | Self::ReEnrollWarning
                | Self::VerificationData
                | Self::EnrollmentData
                | Self::ChallengePoll
                | Self::EnrollPoll
        )
    }
}
