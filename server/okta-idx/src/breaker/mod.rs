//! Circuit breakers: what stands before every call to an org that is overloaded or failing.
//!
//! Each address of the org has a breaker of its own, because a limit or a fault of one call must not stop the others. A
//! breaker opens when the org asks all clients to slow down, until the time it names. It also opens for two seconds when
//! at least half of the last twenty calls within ten seconds failed. Afterwards one call is a probe; the others follow if
//! it is answered.
//!
//! The rate limit of one user opens nothing, or one user could lock out all others; nor does an answer that cannot be
//! read. The module `verdict` has the table of what counts.

mod budget;
mod circuit;
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
use circuit::Breaker;
use circuit::Passage;
use verdict::Outcome;
use verdict::verdict;

pub use circuit::Hold;

/// How many breakers are kept: more than an honest org has addresses.
const MAX_BREAKERS: usize = 64;

/// The breakers of an org, its retry budget and clock; shared by all clones of a client.
#[derive(Debug, Default)]
pub(crate) struct Breakers {
    by_path: Mutex<HashMap<String, Breaker>>,
    budget: Mutex<Budget>,
    /// How far the org's clock was ahead of this machine's at the last answer.
    skew: Mutex<Option<Duration>>,
}

/// A permit for one call. Dropped unsettled, it tells the breaker nothing.
#[derive(Debug)]
pub(crate) struct Permit<'a> {
    breakers: &'a Breakers,
    path: String,
    passage: Passage,
}

impl Breakers {
    /// Returns a permit to call an address now.
    pub(crate) fn permit(&self, path: &str, now: OffsetDateTime) -> Result<Permit<'_>, CallError> {
        held(&self.budget).earn();
        let mut breakers = held(&self.by_path);
        if breakers.len() >= MAX_BREAKERS {
            breakers.retain(|_, breaker| !breaker.is_closed());
        }
        let passage = breakers.entry(path.to_owned()).or_default().pass(now);
        match passage {
            Ok(passage) => Ok(Permit { breakers: self, path: path.to_owned(), passage }),
            Err((why, until)) => Err(CallError::Held { why, until }),
        }
    }

    /// Returns whether the client may retry a failed reading call: retries are at most a tenth of all calls.
    pub(crate) fn may_retry(&self) -> bool {
        held(&self.budget).spend()
    }

    /// Returns how far the org's clock was ahead at the last answer.
    pub(crate) fn skew(&self) -> Option<Duration> {
        *held(&self.skew)
    }
}

impl Permit<'_> {
    /// Counts the outcome of the call.
    pub(crate) fn settle(self, outcome: &Result<Received, CallError>, now: OffsetDateTime) {
        if let Ok(Received { date: Some(date), .. }) = outcome {
            *held(&self.breakers.skew) = Some(*date - now);
        }
        let verdict = verdict(Outcome::of(outcome), now);
        if let Some(breaker) = held(&self.breakers.by_path).get_mut(&self.path) {
            breaker.settle(self.passage, verdict, now);
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        // After `settle` the breaker is not waiting for this passage any more.
        if let Some(breaker) = held(&self.breakers.by_path).get_mut(&self.path) {
            breaker.abandon(self.passage);
        }
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
