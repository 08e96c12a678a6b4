//! What an ID token says about a person.

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

    /// The claims of a token that was validated before.
    pub(super) fn of_validated(token: &str) -> Option<Self> {
        Jwt::parse(token).ok().map(|jwt| Self::new(jwt.payload))
    }

    /// Okta's id of the person; stable, never reused.
    pub fn sub(&self) -> &str {
        self.string("sub").unwrap_or_default()
    }

    /// The full name.
    pub fn name(&self) -> Option<&str> {
        self.string("name")
    }

    /// The e-mail address.
    pub fn email(&self) -> Option<&str> {
        self.string("email")
    }

    /// The login name.
    pub fn preferred_username(&self) -> Option<&str> {
        self.string("preferred_username")
    }

    /// The authentication context that was reached.
    pub fn acr(&self) -> Option<&str> {
        self.string("acr")
    }

    /// How the person proved who they are, such as `otp` or `pwd` (RFC 8176).
    pub fn amr(&self) -> impl Iterator<Item = &str> {
        let list = self.get("amr").and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str)
    }

    /// When they proved it.
    pub fn auth_time(&self) -> Option<OffsetDateTime> {
        self.moment("auth_time")
    }

    /// When the ID token was issued.
    pub fn issued_at(&self) -> Option<OffsetDateTime> {
        self.moment("iat")
    }

    /// When the ID token ends.
    pub fn expires_at(&self) -> Option<OffsetDateTime> {
        self.moment("exp")
    }

    /// A claim that is text.
    pub fn string(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// All claims that are text, by name.
    pub fn strings(&self) -> impl Iterator<Item = (&str, &str)> {
        let members = self.0.0.as_object().into_iter().flatten();
        members.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
    }

    /// A claim of any kind.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.0.get(name)
    }

    fn moment(&self, name: &str) -> Option<OffsetDateTime> {
        OffsetDateTime::from_unix_timestamp(seconds(self.get(name)?)?).ok()
    }
}

/// A `NumericDate` (RFC 7519 section 2) in whole seconds.
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
