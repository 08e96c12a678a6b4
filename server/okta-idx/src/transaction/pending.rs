//! A transaction with a next step.

use std::sync::Arc;

use time::OffsetDateTime;

use super::completed::Completed;
use super::completed::StateMismatch;
use super::interaction::Interaction;
use crate::grammar::Action;
use crate::grammar::ActionKind;
use crate::grammar::Form;
use crate::grammar::FormRef;
use crate::grammar::Message;
use crate::grammar::RemediationKind;
use crate::grammar::Reply;
use crate::secret::InteractionCode;
use crate::secret::State;

/// A step to show and to submit. Cheap to clone; submitting does not change it and returns the next
/// step.
#[derive(Clone, Debug)]
pub struct Pending {
    pub(super) interaction: Arc<Interaction>,
    /// The latest response with a form, which is shown.
    pub(super) shown: Arc<Reply>,
    /// The latest response that was not an error, which is shown again after an error without a
    /// form.
    pub(super) last_good: Arc<Reply>,
    /// The messages of the latest response, if it had no form of its own.
    pub(super) notice: Vec<Message>,
    pub(super) retry_at: Option<OffsetDateTime>,
}

impl Pending {
    pub(super) fn first(interaction: Arc<Interaction>, reply: Arc<Reply>) -> Self {
        let last_good = Arc::clone(&reply);
        Self { interaction, shown: reply, last_good, notice: Vec::new(), retry_at: None }
    }

    /// Returns the whole response that is shown.
    pub fn reply(&self) -> &Reply {
        &self.shown
    }

    /// Returns the forms in Okta's order of preference.
    pub fn forms(&self) -> &[Form] {
        self.shown.forms()
    }

    /// Returns the first form of this name.
    pub fn form(&self, name: &str) -> Option<&Form> {
        self.shown.form(name)
    }

    /// Returns the first form of this kind.
    pub fn form_of(&self, kind: RemediationKind) -> Option<&Form> {
        self.forms().iter().find(|form| form.kind == kind)
    }

    /// Returns the form to show: the first that can be submitted and is the main form of the step.
    /// A polling or secondary form is returned only if there is no other, and so is one that leads
    /// away from an authenticator that waits for a confirmation elsewhere.
    pub fn remediation(&self) -> Option<&Form> {
        let waits_elsewhere = |form: &Form| {
            matches!(form.kind, RemediationKind::ChallengePoll | RemediationKind::EnrollPoll)
        };
        let waits = self.forms().iter().any(waits_elsewhere);
        let rank = |form: &&Form| match form.kind {
            kind if kind.is_secondary() => 3,
            kind if waits && kind.is_alternative() => 2,
            kind if kind.is_poll() => 1,
            _ => 0,
        };
        self.forms().iter().filter(|form| form.is_submittable()).min_by_key(rank)
    }

    /// Returns the form of a reference.
    pub fn form_at(&self, reference: &FormRef) -> Option<&Form> {
        self.shown.form_at(reference)
    }

    /// Returns all actions.
    pub fn actions(&self) -> &[Action] {
        self.shown.actions()
    }

    /// Returns the first action of this kind; that of the current authenticator has precedence.
    pub fn action_of(&self, kind: ActionKind) -> Option<&Action> {
        self.shown.action_of(kind)
    }

    /// Returns Okta's current messages: of the whole response, then of fields, without duplicates.
    pub fn messages(&self) -> &[Message] {
        if self.notice.is_empty() { self.shown.messages() } else { &self.notice }
    }

    /// Returns when the transaction expires.
    pub fn expires_at(&self) -> Option<OffsetDateTime> {
        self.shown.expires_at()
    }

    /// Returns the username that the user entered, once identified.
    pub fn user_identifier(&self) -> Option<&str> {
        self.shown.user_identifier()
    }

    /// Returns the purpose of the transaction, such as `LOGIN`.
    pub fn intent(&self) -> Option<&str> {
        self.shown.intent()
    }

    /// Returns when to retry after a rate limit, if Okta said so.
    pub fn retry_at(&self) -> Option<OffsetDateTime> {
        self.retry_at
    }

    /// Returns when the transaction was started.
    pub fn started_at(&self) -> OffsetDateTime {
        self.interaction.started_at
    }

    /// Returns the `state` that magic links and identity providers return.
    pub fn state(&self) -> &State {
        &self.interaction.state
    }

    /// Whether a returned `state` is this transaction's, compared in constant time.
    pub fn state_matches(&self, returned: &str) -> bool {
        self.interaction.state.matches(returned)
    }

    /// Completes the transaction with the code that an identity provider returned
    /// (`redirect_uri?interaction_code=…&state=…`).
    pub fn complete_with_code(
        &self,
        state: &str,
        code: InteractionCode,
    ) -> Result<Completed, StateMismatch> {
        if !self.state_matches(state) {
            return Err(StateMismatch);
        }
        Ok(Completed::new(Arc::clone(&self.interaction), code))
    }

    pub(crate) fn interaction(&self) -> &Arc<Interaction> {
        &self.interaction
    }
}
