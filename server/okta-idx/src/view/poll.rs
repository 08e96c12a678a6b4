//! Polling for an event elsewhere.

use std::time::Duration;

use crate::grammar::ActionKind;
use crate::grammar::Form;
use crate::grammar::FormRef;
use crate::transaction::Pending;

/// The interval if Okta names none.
const USUAL: Duration = Duration::from_secs(4);
/// The minimum interval.
const FASTEST: Duration = Duration::from_millis(500);

/// A form to submit repeatedly. The interval may change with each response: use the latest.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Poll {
    /// The form to submit, without answers.
    pub form: FormRef,
    /// The pause before each poll.
    pub interval: Duration,
}

impl Poll {
    pub(super) fn new(form: FormRef, interval: Option<Duration>) -> Self {
        Self { form, interval: interval.unwrap_or(USUAL).max(FASTEST) }
    }
}

impl Pending {
    /// Returns how to poll: a polling form of the step, otherwise the current authenticator's
    /// `poll`.
    pub fn poll(&self) -> Option<Poll> {
        let polls = |form: &&Form| form.kind.is_poll() || form.name.ends_with("-poll");
        if let Some(form) = self.forms().iter().filter(|form| form.is_submittable()).find(polls) {
            return Some(Poll::new(form.reference(), form.refresh));
        }
        let action = self.action_of(ActionKind::Poll)?;
        Some(Poll::new(action.reference().clone(), action.form.refresh))
    }
}
