//! The claims of an ID token about a user.

use std::fmt;

use serde_json::Map;
use serde_json::Value;
use time::OffsetDateTime;

use super::jwt::Jwt;
use crate::secret::SecretValue;

/// The claims of a validated ID token. `Debug` shows their names only.
#[derive(Clone)]
pub struct Claims(SecretValue);

impl Claims {
    pub(super) fn new(members: Map<String, Value>) -> Self {
        Self(SecretValue(Value::Object(members)))
    }

    /// Reads the claims of a token that was validated before.
    pub(super) fn of_validated(token: &str) -> Option<Self> {
        Jwt::parse(token).ok().map(|jwt| Self::new(jwt.payload))
    }

    /// Returns Okta's id of the user; stable, never reused.
    pub fn sub(&self) -> &str {
        self.string("sub").unwrap_or_default()
    }

    /// Returns the full name.
    pub fn name(&self) -> Option<&str> {
        self.string("name")
    }

    /// Returns the email address.
    pub fn email(&self) -> Option<&str> {
        self.string("email")
    }

    /// Returns the login name.
    pub fn preferred_username(&self) -> Option<&str> {
        self.string("preferred_username")
    }

    /// Returns the authentication context of the sign-in.
    pub fn acr(&self) -> Option<&str> {
        self.string("acr")
    }

    /// Returns the authentication methods of the user, such as `otp` or `pwd` (RFC 8176).
    pub fn amr(&self) -> impl Iterator<Item = &str> {
        let list = self.get("amr").and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str)
    }

    /// Returns the time of the authentication.
    pub fn auth_time(&self) -> Option<OffsetDateTime> {
        self.moment("auth_time")
    }

    /// Returns when the ID token was issued.
    pub fn issued_at(&self) -> Option<OffsetDateTime> {
        self.moment("iat")
    }

    /// Returns when the ID token expires.
    pub fn expires_at(&self) -> Option<OffsetDateTime> {
        self.moment("exp")
    }

    /// Returns a claim that is text.
    pub fn string(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// Returns all claims that are text, by name.
    pub fn strings(&self) -> impl Iterator<Item = (&str, &str)> {
        let members = self.0.0.as_object().into_iter().flatten();
        members.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
    }

    /// Returns a claim of any type.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.0.get(name)
    }

    fn moment(&self, name: &str) -> Option<OffsetDateTime> {
        OffsetDateTime::from_unix_timestamp(seconds(self.get(name)?)?).ok()
    }
}

/// Reads a `NumericDate` (RFC 7519 section 2) in whole seconds.
pub(super) fn seconds(value: &Value) -> Option<i64> {
    let fraction = || {
        let number = value.as_f64().filter(|number| number.abs() < 1e15)?;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "bounded above; the fraction of a second is meant to go"
        )]
        Some(number as i64)
    };
    value.as_i64().or_else(fraction)
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.0.as_object().into_iter().flat_map(Map::keys);
        f.debug_set().entries(names).finish()
    }
}
