//! The strings that travel in the protocol, each with a type of its own.

use serde::Deserialize;
use serde::Serialize;

macro_rules! protocol_string {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub(crate) struct $name(String);

        impl $name {
            pub(crate) fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            pub(crate) fn as_str(&self) -> &str {
                &self.0
            }
        }
    )*};
}

macro_rules! shown {
    ($($name:ident,)*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{:?}", self.0)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

macro_rules! redacted {
    ($($name:ident,)*) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("[redacted]")
            }
        }
    )*};
}

protocol_string! {
    /// Names one sign-in; the first 20 characters of every handle that opens it.
    TransactionId,
    /// `00u…`, the `sub` of an ID token.
    UserId,
    /// `client_id` of an app.
    ClientId,
    /// Where the app wants the user back.
    RedirectUri,
    /// Answer of `/v1/interact`; resumes a transaction at `/idp/idx/introspect`.
    InteractionHandle,
    /// Repeated in every IDX form of a transaction.
    StateHandle,
    /// Proof of a finished sign-in, exchanged once at `/v1/token`.
    InteractionCode,
    /// The one-time code of a mail.
    OneTimeCode,
    /// The secret part of a magic link.
    LinkToken,
    /// What an email to a user puts into the address of the app.
    UserToken,
    /// What an app shows to `/v1/userinfo`.
    AccessToken,
    /// What an app exchanges for new tokens.
    RefreshToken,
}

shown! { TransactionId, UserId, ClientId, RedirectUri, }
redacted! {
    InteractionHandle, StateHandle, InteractionCode, OneTimeCode, LinkToken, UserToken, AccessToken,
    RefreshToken,
}

/// How many characters of a handle name what it opens, so that no index has to be kept in step.
pub(crate) const ID_LENGTH: usize = 20;
