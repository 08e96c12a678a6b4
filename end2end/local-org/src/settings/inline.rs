//! A policy that is given on its own, as JSON.

use serde::Deserialize;
use serde_json::Map;
use serde_json::Value;

use super::Policy;
use super::SettingsError;
use super::check::check_policy;

/// How errors call the policy.
const PLACE: &str = "policy";

impl Policy {
    /// Reads the members that `[[policies]]` has in a settings file; the name may be left out.
    ///
    /// # Errors
    /// Which member cannot be used, and why.
    pub(crate) fn from_json(given: &Value) -> Result<Self, SettingsError> {
        let refused = |setting: String, problem: &str| SettingsError::Value {
            setting,
            problem: problem.to_owned(),
        };
        let Value::Object(members) = given else {
            return Err(refused(PLACE.to_owned(), "must be an object"));
        };
        // Every member has a default, so that each can be read alone: the error names its place.
        for (name, value) in members {
            let alone = Map::from_iter([(name.clone(), value.clone())]);
            named(alone).map_err(|error| refused(format!("{PLACE}.{name}"), &error.to_string()))?;
        }
        let policy = named(members.clone())
            .map_err(|error| refused(PLACE.to_owned(), &error.to_string()))?;
        check_policy(PLACE, &policy)?;
        Ok(policy)
    }
}

fn named(mut members: Map<String, Value>) -> Result<Policy, serde_json::Error> {
    members.entry("name").or_insert_with(|| Value::from(""));
    Policy::deserialize(Value::Object(members))
}
