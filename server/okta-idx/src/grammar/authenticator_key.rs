//! The product of an authenticator.

use super::word::words;

words! {
    /// The product of an authenticator, read from its `key`.
    pub enum AuthenticatorKey {
        /// A code or a link by email.
        Email = "okta_email",
        /// A password.
        Password = "okta_password",
        /// A code by text message or voice call.
        Phone = "phone_number",
        /// Okta Verify: push, code, or the device itself.
        OktaVerify = "okta_verify",
        /// A passkey or security key.
        WebAuthn = "webauthn",
        /// A security question.
        SecurityQuestion = "security_question",
        /// A code of Google Authenticator, or of an app like it (RFC 6238).
        GoogleOtp = "google_otp",
        /// A code of another token.
        CustomOtp = "custom_otp",
        /// A push to a custom app of the org.
        CustomApp = "custom_app",
        /// Duo.
        Duo = "duo",
        /// An on-premises token server.
        OnPremMfa = "onprem_mfa",
        /// RSA `SecurID`.
        RsaToken = "rsa_token",
        /// Symantec VIP.
        SymantecVip = "symantec_vip",
        /// A `YubiKey` that types one-time codes.
        YubikeyToken = "yubikey_token",
        /// A contactless card.
        NfcPin = "nfc_pin",
        /// A temporary access code from an administrator.
        TemporaryAccessCode = "tac",
        /// An identity provider used as an authenticator.
        ExternalIdp = "external_idp",
        /// A smart card.
        SmartCard = "smart_card_idp",
    }
}
