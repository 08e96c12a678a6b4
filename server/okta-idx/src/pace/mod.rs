//! How the org is treated while it is overloaded or failing: what stands before every call.
//!
//! Each address of the org has a gate. It closes when the org asks everybody to slow down (until it said) or when at least half of
//! the last twenty calls within ten seconds failed (for two seconds). Afterwards one call goes ahead; the others follow if it is
//! answered. The limit of one user closes nothing, or one user could lock out all others; nor does an answer that cannot be
//! read. The module `verdict` has the table of what counts.

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

/// More addresses than an honest org has.
const GATES: usize = 64;

/// What is known of the org's state; shared by all clones of a client.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    gates: Mutex<HashMap<String, Gate>>,
    budget: Mutex<Budget>,
    /// How far the org's clock was ahead of ours at the last answer.
    skew: Mutex<Option<Duration>>,
}

/// Leave to make one call. Dropped without a verdict, it leaves the question open.
#[derive(Debug)]
pub(crate) struct Permit<'a> {
    pace: &'a Pace,
    path: String,
    passage: Passage,
}

impl Pace {
    /// Leave to call an address now.
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

    /// Whether a failed reading call may be made once more: retries are a tenth of all calls at the most.
    pub(crate) fn may_retry(&self) -> bool {
        held(&self.budget).spend()
    }

    pub(crate) fn skew(&self) -> Option<Duration> {
        *held(&self.skew)
    }
}

impl Permit<'_> {
    /// Takes note of what became of the call.
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
        // After `settle` the gate is not waiting for this passage any more.
        if let Some(gate) = held(&self.pace.gates).get_mut(&self.path) {
            gate.give_up(self.passage);
        }
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
