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

/// A step to show and to answer. Cheap to clone; answering it leaves it as it is and returns the next.
#[derive(Clone, Debug)]
pub struct Pending {
    pub(super) interaction: Arc<Interaction>,
    /// The newest answer with a form: what is shown.
    pub(super) shown: Arc<Reply>,
    /// The last answer that was not an error: what is shown again after an error without a form.
    pub(super) last_good: Arc<Reply>,
    /// What the newest answer said when it had no form of its own.
    pub(super) notice: Vec<Message>,
    pub(super) retry_at: Option<OffsetDateTime>,
}

impl Pending {
    pub(super) fn first(interaction: Arc<Interaction>, reply: Arc<Reply>) -> Self {
        let last_good = Arc::clone(&reply);
        Self { interaction, shown: reply, last_good, notice: Vec::new(), retry_at: None }
    }

    /// The whole answer that is shown.
    pub fn reply(&self) -> &Reply {
        &self.shown
    }

    /// The forms in Okta's order of preference.
    pub fn forms(&self) -> &[Form] {
        self.shown.forms()
    }

    /// The first form of this name.
    pub fn form(&self, name: &str) -> Option<&Form> {
        self.shown.form(name)
    }

    /// The first form of this kind.
    pub fn form_of(&self, kind: RemediationKind) -> Option<&Form> {
        self.forms().iter().find(|form| form.kind == kind)
    }

    /// The form to show: the first that can be sent and is about the step itself. A form that only waits, or stands
    /// beside the step, is shown only where there is no other.
    pub fn remediation(&self) -> Option<&Form> {
        let rank = |form: &&Form| match form.kind {
            kind if kind.is_secondary() => 2,
            kind if kind.is_poll() => 1,
            _ => 0,
        };
        self.forms().iter().filter(|form| form.is_submittable()).min_by_key(rank)
    }

    /// The form a reference means.
    pub fn form_at(&self, reference: &FormRef) -> Option<&Form> {
        self.shown.form_at(reference)
    }

    /// Everything that needs no answers.
    pub fn actions(&self) -> &[Action] {
        self.shown.actions()
    }

    /// The first action of this kind; that of the current authenticator comes first.
    pub fn action_of(&self, kind: ActionKind) -> Option<&Action> {
        self.shown.action_of(kind)
    }

    /// What Okta says now: about the whole, then about fields, without repetition.
    pub fn messages(&self) -> &[Message] {
        if self.notice.is_empty() { self.shown.messages() } else { &self.notice }
    }

    /// When Okta drops the transaction.
    pub fn expires_at(&self) -> Option<OffsetDateTime> {
        self.shown.expires_at()
    }

    /// What the person called themselves, once identified.
    pub fn user_identifier(&self) -> Option<&str> {
        self.shown.user_identifier()
    }

    /// What the transaction is for, such as `LOGIN`.
    pub fn intent(&self) -> Option<&str> {
        self.shown.intent()
    }

    /// Until when Okta wants to be left alone, when it said so.
    pub fn retry_at(&self) -> Option<OffsetDateTime> {
        self.retry_at
    }

    /// When the transaction was started.
    pub fn started_at(&self) -> OffsetDateTime {
        self.interaction.started_at
    }

    /// The `state` that magic links and identity providers bring back.
    pub fn state(&self) -> &State {
        &self.interaction.state
    }

    /// Whether a `state` that came back is this transaction's; takes the same time either way.
    pub fn state_matches(&self, returned: &str) -> bool {
        self.interaction.state.matches(returned)
    }

    /// Completes the transaction with the code an identity provider's return carried
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
