//! The policy in force: one of the settings, or one that the control API gave.

use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;

use crate::settings::Policy;
use crate::settings::Settings;
use crate::settings::SettingsError;

/// Which policy is in force.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum PolicyInForce {
    /// One of the settings, by its name.
    Named(String),
    /// One that the settings do not have.
    Inline(InlinePolicy),
}

/// A policy of its own, kept in the words in which it was given.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub(crate) struct InlinePolicy {
    given: Value,
    policy: Arc<Policy>,
}

impl TryFrom<Value> for InlinePolicy {
    type Error = SettingsError;

    fn try_from(given: Value) -> Result<Self, SettingsError> {
        let policy = Arc::new(Policy::from_json(&given)?);
        Ok(Self { given, policy })
    }
}

impl From<InlinePolicy> for Value {
    fn from(inline: InlinePolicy) -> Self {
        inline.given
    }
}

impl PolicyInForce {
    /// The policy itself; `None` if the settings have no policy of this name.
    pub(crate) fn of<'a>(&'a self, settings: &'a Settings) -> Option<&'a Policy> {
        match self {
            Self::Named(name) => settings.policy_named(name),
            Self::Inline(inline) => Some(&inline.policy),
        }
    }

    /// The name in the settings; `None` for a policy that the control API gave.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::Inline(_) => None,
        }
    }

    /// What the control API gave; `None` for a policy of the settings.
    pub(crate) fn given(&self) -> Option<&Value> {
        match self {
            Self::Named(_) => None,
            Self::Inline(inline) => Some(&inline.given),
        }
    }
}
