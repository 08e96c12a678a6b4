//! What the end of a transaction is about.

use super::word::words;

words! {
    /// What an end without a next step is about, by the key of its first known message.
    pub enum EndKind {
        /// The code of an email's link is to be entered where the sign-in was started.
        CodeForOtherTab = "idx.enter.otp.in.original.tab",
        /// The sign-in goes on where it was started.
        OtherTab = "idx.return.to.original.tab" | "idx.transferred.to.new.tab",
        /// The link of an email cannot be used.
        LinkUnusable = "idx.return.link.expired" | "idx.return.stale" | "idx.return.error",
        /// The user refused the sign-in.
        Cancelled = "idx.operation.cancelled.by.user" | "idx.operation.cancelled.on.other.device",
        /// A device may now sign in (RFC 8628).
        DeviceActivated = "idx.device.activated",
        /// A device may not sign in.
        DeviceNotActivated = "idx.device.not.activated.consent.denied"
            | "idx.device.not.activated.internal.error"
            | "idx.invalid.device.code",
        /// The account is unlocked.
        Unlocked = "oie.selfservice.unlock_user.success.message"
            | "oie.selfservice.unlock_user.landing.to.app.success.message",
        /// The account stays locked.
        NotUnlocked = "oie.selfservice.unlock_user.failed.message"
            | "oie.selfservice.unlock_user.challenge.failed.permissions",
        /// The password is changed.
        PasswordChanged = "idx.recovery.completed",
        /// The password cannot be changed.
        PasswordNotChanged = "oie.selfservice.reset.password.not.allowed"
            | "errors.E0000035"
            | "idx.reset.password.activating.user"
            | "idx.invalid.forgot.password.token"
            | "idx.invalid.reset.password.token"
            | "app.ldap.password.reset.failed",
        /// An email is on its way, with the way on.
        CheckEmail = "idx.email.verification.required" | "idx.request.activation.email",
        /// The link that activates an account cannot be used.
        NotActivated = "idx.expired.activation.token"
            | "idx.missing.activation.token"
            | "idx.activating.inactive.user",
        /// The account is not created.
        NotRegistered = "registration.error.generic"
            | "registration.error.request.not.completed"
            | "idx.error.registration.unavailable",
        /// The user may not use the app, or do what was asked.
        NoAccess = "security.access_denied"
            | "security.access_denied_custom_message"
            | "idx.error.user.not.assigned.to.app"
            | "idx.error.code.user_not_assigned"
            | "oie.assurance.unsatisfiable",
        /// The device does not meet the org's rules.
        DeviceRefused = "idx.error.code.access_denied.device_assurance.remediation.title"
            | "core.auth.factor.signedNonce.error.invalidDevice",
        /// An identity provider failed.
        ProviderFailed = "idx.identity.provider.auth.error",
        /// The org cannot answer for a while.
        Unavailable = "E0000009"
            | "errors.E0000009"
            | "E0000010"
            | "errors.E0000010"
            | "idx.error.server.safe.mode.enrollment.unavailable",
        /// A limit is reached.
        Throttled = "tooManyRequests" | "errors.E0000047" | "errors.E0000150" | "errors.E0000151",
    }
}
