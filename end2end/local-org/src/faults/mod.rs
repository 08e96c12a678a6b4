//! Things that go wrong on request, so that clients can be watched while they cope.

pub(crate) mod id_token;
pub(crate) mod path;
pub(crate) mod refusal;
pub(crate) mod whose;

use serde::Deserialize;
use serde::Serialize;

use self::id_token::IdTokenFault;
use self::path::PathFault;
use self::refusal::Place;
use self::refusal::Refusal;

/// The faults that are still to happen, oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Faults {
    pub(crate) paths: Vec<PathFault>,
    pub(crate) id_tokens: Vec<PlannedIdToken>,
    #[serde(default)]
    pub(crate) refusals: Vec<Refusal>,
    /// Whether the org can only be read: sign-ins wait, and nothing can be enrolled.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) safe_mode: bool,
}

/// A way for the next ID tokens to be wrong.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PlannedIdToken {
    pub(crate) id_token: IdTokenFault,
    #[serde(default = "once")]
    pub(crate) times: u32,
}

fn once() -> u32 {
    1
}

impl Faults {
    /// Whether a fault is planned for one user.
    pub(crate) fn single_out(&self) -> bool {
        self.paths.iter().any(|fault| fault.user.is_some())
    }

    /// The fault that a call to `path` about a user meets now, which is one fewer to come.
    pub(crate) fn strike(&mut self, path: &str, login: Option<&str>) -> Option<PathFault> {
        let index = self.paths.iter().position(|fault| fault.concerns(path, login))?;
        let fault = self.paths[index].clone();
        self.paths[index].times = fault.times.saturating_sub(1);
        self.paths.retain(|fault| fault.times > 0);
        Some(fault)
    }

    /// The refusal that a sign-in meets now at `place`, which is one fewer to come.
    pub(crate) fn refuse(&mut self, place: Place) -> Option<Refusal> {
        let index = self.refusals.iter().position(|refusal| refusal.refuse == place)?;
        let refusal = self.refusals[index].clone();
        self.refusals[index].times = refusal.times.map(|times| times.saturating_sub(1));
        self.refusals.retain(|refusal| refusal.times != Some(0));
        Some(refusal)
    }

    /// What is wrong with the ID token about to be issued.
    pub(crate) fn spoil_id_token(&mut self) -> Option<IdTokenFault> {
        let planned = self.id_tokens.first_mut()?;
        planned.times = planned.times.saturating_sub(1);
        let fault = planned.id_token;
        self.id_tokens.retain(|planned| planned.times > 0);
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "fixed inputs")]
    use super::*;

    #[test]
    fn a_fault_strikes_as_often_as_planned_and_only_its_path() {
        let fault = serde_json::from_str(r#"{"path":"/idp/idx/identify","times":2}"#).unwrap();
        let mut faults = Faults { paths: vec![fault], ..Faults::default() };
        assert!(faults.strike("/idp/idx/introspect", None).is_none());
        assert!(faults.strike("/idp/idx/identify", None).is_some());
        assert!(faults.strike("/idp/idx/identify", None).is_some());
        assert!(faults.strike("/idp/idx/identify", None).is_none());
    }
}
