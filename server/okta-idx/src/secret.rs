//! Strings that must never be printed: wiped when dropped, `[redacted]` in `Debug`, never `Serialize`.

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use serde_json::Value;
use zeroize::Zeroize as _;
use zeroize::Zeroizing;

/// What `Debug` shows instead of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// Compares without telling by the time it takes how much of the two is alike.
pub(crate) fn same(left: &str, right: &str) -> bool {
    verify_slices_are_equal(left.as_bytes(), right.as_bytes()).is_ok()
}

macro_rules! secret {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        ///
        /// Printed as `[redacted]` and wiped when dropped.
        #[derive(Clone)]
        pub struct $name(Zeroizing<String>);

        impl $name {
            /// Takes ownership of the secret text.
            pub fn new(text: impl Into<String>) -> Self {
                Self(Zeroizing::new(text.into()))
            }

            /// The text itself, for the one place that has to send or store it.
            pub fn expose(&self) -> &str {
                &self.0
            }

            /// Whether there is nothing to hide.
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&format_args!("{REDACTED}")).finish()
            }
        }
    )+};
}

secret! {
    /// The secret of a confidential client, from the application's page in the Okta admin console.
    ClientSecret;
    /// Names one transaction towards `/idp/idx/introspect`.
    InteractionHandle;
    /// What a finished transaction is exchanged for tokens with; good for one use.
    InteractionCode;
    /// The PKCE verifier (RFC 7636 section 4.1).
    CodeVerifier;
    /// Comes back with a magic link or an identity provider's return and proves whose transaction it is.
    State;
    /// Must come back inside the ID token (`OpenID` Connect Core section 3.1.2.1).
    Nonce;
    /// What an API accepts as `Authorization: Bearer`.
    AccessToken;
    /// What a new set of tokens is asked for with.
    RefreshToken;
    /// The signed statement about who signed in, as Okta sent it.
    IdToken;
    /// The one-time code Okta asks to show on the other device.
    ShownCode;
}

impl State {
    /// Whether the text that came back is this state; takes the same time either way.
    pub fn matches(&self, returned: &str) -> bool {
        same(self.expose(), returned)
    }
}

/// A piece of an answer that may hold handles, codes or tokens: redacted and wiped like them.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct SecretValue(pub(crate) Value);

impl fmt::Debug for SecretValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl Drop for SecretValue {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

/// Overwrites every text inside. The depth is bounded by the parser that made the value.
fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
