//! What a run has seen of its calls, for the meter, the log and the decoys.

use okta_idx::FormRef;
use okta_idx::Pending;

use super::decoys::After;
use crate::flow::Ask;
use crate::flow::Intent;
use crate::flow::Outcome;

/// The form that a call sends.
#[derive(Clone, Debug)]
pub(super) struct SentForm {
    at: Pending,
    form: FormRef,
    after: Option<After>,
}

/// What is known of a run when its flow rests.
#[derive(Debug, Default)]
pub(super) struct Trace {
    /// What led to the step: the username, once it was sent, or else the first form.
    pub after: Option<After>,
    /// What came of the last call.
    pub last: Option<Outcome>,
}

impl SentForm {
    /// The form that a call sends, if it sends one.
    pub(super) fn of(ask: &Ask, intent: Intent) -> Option<Self> {
        let Ask::Submit { at, form, answers } = ask else { return None };
        let after = at.form_at(form).map(|form| After::answers(intent, form, answers));
        Some(Self { at: at.clone(), form: form.clone(), after })
    }

    /// Returns whether the credential in it was wrong.
    pub(super) fn is_rejected(&self, outcome: &Outcome) -> bool {
        outcome.rejects(&self.at, &self.form)
    }
}

impl Trace {
    /// Notes what came of a call.
    pub(super) fn note(&mut self, sent: Option<&SentForm>, outcome: &Outcome) {
        let after = sent.and_then(|sent| sent.after);
        if self.after.is_none() || matches!(after, Some(After::Named(_))) {
            self.after = after.or(self.after);
        }
        self.last = Some(outcome.clone());
    }
}
