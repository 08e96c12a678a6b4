//! A reference to an authenticator of the table, written as its name.

use std::ops::Deref;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de::Error;

use super::AUTHENTICATORS;
use super::Authenticator;

/// One authenticator of the org.
#[derive(Clone, Copy)]
pub(crate) struct AuthenticatorRef(&'static dyn Authenticator);

impl AuthenticatorRef {
    pub(super) const fn new(authenticator: &'static dyn Authenticator) -> Self {
        Self(authenticator)
    }

    /// All there are, in the order of the table.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        AUTHENTICATORS.iter().copied()
    }

    /// The authenticator that settings call `name`.
    ///
    /// # Errors
    /// Which names there are.
    pub(crate) fn named(name: &str) -> Result<Self, String> {
        Self::all().find(|it| it.facts().name == name).ok_or_else(|| {
            let names: Vec<&str> = Self::all().map(|it| it.facts().name).collect();
            format!("no authenticator is called `{name}`; there are {}", names.join(", "))
        })
    }

    /// The authenticator with this `id`.
    pub(crate) fn by_id(id: &str) -> Option<Self> {
        Self::all().find(|it| it.facts().id == id)
    }

    /// The authenticator with this `key`.
    ///
    /// # Errors
    /// Which keys there are.
    pub(crate) fn with_key(key: &str) -> Result<Self, String> {
        Self::by_key(key).ok_or_else(|| {
            let keys: Vec<&str> = Self::all().map(|it| it.facts().key).collect();
            format!("no authenticator has the key `{key}`; there are {}", keys.join(", "))
        })
    }

    /// The authenticator with this `key`, if the org has it.
    pub(crate) fn by_key(key: &str) -> Option<Self> {
        Self::all().find(|it| it.facts().key == key)
    }

    /// The authenticator that `recover` resets.
    pub(crate) fn resettable() -> Option<Self> {
        Self::all().find(|it| it.is_resettable())
    }
}

impl Deref for AuthenticatorRef {
    type Target = dyn Authenticator;

    fn deref(&self) -> &Self::Target {
        self.0
    }
}

impl PartialEq for AuthenticatorRef {
    fn eq(&self, other: &Self) -> bool {
        self.facts().name == other.facts().name
    }
}

impl Eq for AuthenticatorRef {}

impl std::fmt::Debug for AuthenticatorRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.facts().name)
    }
}

impl Serialize for AuthenticatorRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.facts().name)
    }
}

impl<'de> Deserialize<'de> for AuthenticatorRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::named(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_keys_and_ids_are_unique() {
        let texts: [fn(AuthenticatorRef) -> &'static str; 3] =
            [|it| it.facts().name, |it| it.facts().key, |it| it.facts().id];
        for of in texts {
            let distinct: HashSet<&str> = AuthenticatorRef::all().map(of).collect();
            assert_eq!(distinct.len(), AUTHENTICATORS.len());
        }
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_names_there_are() {
        let error = AuthenticatorRef::named("pigeon").map_err(|it| it.contains("email, password"));
        assert_eq!(error, Err(true));
    }
}
