//! The ways in which an authenticator is used or set up.

use super::word::words;

words! {
    /// A value of `methodType` or `channel`.
    pub enum MethodKind {
        /// A text message.
        Sms = "sms",
        /// A voice call.
        Voice = "voice",
        /// An email.
        Email = "email",
        /// A notification of an app.
        Push = "push",
        /// A code that an app shows.
        Totp = "totp" | "otp",
        /// An answer of the app on this device.
        SignedNonce = "signed_nonce",
        /// A QR code to scan.
        QrCode = "qrcode",
        /// A link on this device.
        SameDevice = "samedevice",
        /// Another device that is set up already.
        DeviceBootstrap = "devicebootstrap",
    }
}
