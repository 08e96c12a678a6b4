//! What a policy asks about the profile of a user.

use serde::Deserialize;

use super::attribute;
use super::attribute::Attribute;

/// The profile at sign-up, and at sign-in for users who lack a part of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ProfilePolicy {
    /// Attributes besides first name, last name and email, or in their place.
    pub(crate) attributes: Vec<Attribute>,
    /// Whether users are asked for the attributes that they lack when they sign in.
    pub(crate) asks_at_sign_in: bool,
    /// Whether a new user has to verify the email address.
    pub(crate) verifies_email: bool,
}

impl Default for ProfilePolicy {
    fn default() -> Self {
        Self { attributes: Vec::new(), asks_at_sign_in: false, verifies_email: true }
    }
}

impl ProfilePolicy {
    /// What every profile has, as this policy asks for it.
    fn base(&self) -> impl Iterator<Item = Attribute> {
        let own = |name: &str| self.attributes.iter().find(|it| it.name == name).cloned();
        attribute::base().into_iter().map(move |it| own(&it.name).unwrap_or(it))
    }

    /// The attributes that only this policy has.
    pub(crate) fn added(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|it| !attribute::is_base(&it.name))
    }

    /// What the sign-up form asks for.
    pub(crate) fn all(&self) -> Vec<Attribute> {
        self.base().chain(self.added().cloned()).collect()
    }
}
