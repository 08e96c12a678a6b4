//! Strings that must never be printed: wiped when dropped, `[redacted]` in `Debug`, never `Serialize`.

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use serde_json::Value;
use zeroize::Zeroize as _;
use zeroize::Zeroizing;

/// The text that `Debug` shows instead of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// Compares two texts in constant time.
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

            /// Returns the text, for the code that sends or stores it.
            pub fn expose(&self) -> &str {
                &self.0
            }

            /// Whether the secret is empty.
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
    /// Identifies one transaction for `/idp/idx/introspect`.
    InteractionHandle;
    /// The code of a completed transaction, to exchange for tokens; valid for one use.
    InteractionCode;
    /// The PKCE verifier (RFC 7636 section 4.1).
    CodeVerifier;
    /// Returned by a magic link or an identity provider, to identify the transaction.
    State;
    /// Required inside the ID token (`OpenID` Connect Core section 3.1.2.1).
    Nonce;
    /// The token for `Authorization: Bearer` at an API.
    AccessToken;
    /// The token to request new tokens with.
    RefreshToken;
    /// The signed identity of the user, as Okta sent it.
    IdToken;
    /// The one-time code to show on the other device.
    ShownCode;
}

impl State {
    /// Whether the returned text is this state, compared in constant time.
    pub fn matches(&self, returned: &str) -> bool {
        same(self.expose(), returned)
    }
}

/// A part of a response that may contain handles, codes or tokens: redacted and wiped as these are.
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

/// Overwrites all texts inside. The parser of the value has limited its depth.
fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(items) => items.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
