//! Which product an authenticator is.

use super::word::words;

words! {
    /// Which product an authenticator is: its `key`, read once.
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
        /// A push to an app of the org's own.
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
        /// A card that is read without contact.
        NfcPin = "nfc_pin",
        /// A temporary access code from an administrator.
        TemporaryAccessCode = "tac",
        /// An identity provider used as an authenticator.
        ExternalIdp = "external_idp",
        /// A smart card.
        SmartCard = "smart_card_idp",
    }
}
