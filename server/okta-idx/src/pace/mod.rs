//! The circuit breakers before every call, for an org that is overloaded or failing.
//!
//! Each address of the org has a gate, a circuit breaker whose closed state holds calls. It closes
//! on a rate limit for all users (until its reset). It also closes for two seconds if at least half
//! of the last twenty calls within ten seconds failed. Afterwards one call probes; the others
//! follow if it succeeds.
//!
//! A rate limit of one user does not close the gate, because one user could then lock out all
//! others. A response that cannot be parsed does not either. The module `verdict` has the table of
//! what counts.

mod budget;
mod gate;
mod verdict;

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use time::Duration;
use time::OffsetDateTime;

use crate::call::CallError;
use crate::call::Received;
use budget::Budget;
use gate::Gate;
use gate::Passage;
use verdict::Outcome;
use verdict::verdict;

pub use gate::Hold;

/// The maximum number of gates, which exceeds the number of an org's addresses.
const GATES: usize = 64;

/// The known state of the org, shared by all clones of a client.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    gates: Mutex<HashMap<String, Gate>>,
    budget: Mutex<Budget>,
    /// How far the org's clock was ahead at the last response.
    skew: Mutex<Option<Duration>>,
}

/// The permission for one call. If it is dropped without a verdict, the state stays undecided.
#[derive(Debug)]
pub(crate) struct Permit<'a> {
    pace: &'a Pace,
    path: String,
    passage: Passage,
}

impl Pace {
    /// Returns the permission to call an address now.
    pub(crate) fn permit(&self, path: &str, now: OffsetDateTime) -> Result<Permit<'_>, CallError> {
        held(&self.budget).earn();
        let mut gates = held(&self.gates);
        if gates.len() >= GATES {
            gates.retain(|_, gate| !gate.is_open());
        }
        let passage = gates.entry(path.to_owned()).or_default().pass(now);
        match passage {
            Ok(passage) => Ok(Permit { pace: self, path: path.to_owned(), passage }),
            Err((why, until)) => Err(CallError::Held { why, until }),
        }
    }

    /// Whether a failed read may be retried, because at most a tenth of all calls are retries.
    pub(crate) fn may_retry(&self) -> bool {
        held(&self.budget).spend()
    }

    pub(crate) fn skew(&self) -> Option<Duration> {
        *held(&self.skew)
    }
}

impl Permit<'_> {
    /// Updates the gate with the end of the call.
    pub(crate) fn settle(self, outcome: &Result<Received, CallError>, now: OffsetDateTime) {
        if let Ok(Received { date: Some(date), .. }) = outcome {
            *held(&self.pace.skew) = Some(*date - now);
        }
        let verdict = verdict(Outcome::of(outcome), now);
        if let Some(gate) = held(&self.pace.gates).get_mut(&self.path) {
            gate.settle(self.passage, verdict, now);
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        // After `settle`, the gate does not wait for this call any more.
        if let Some(gate) = held(&self.pace.gates).get_mut(&self.path) {
            gate.give_up(self.passage);
        }
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
