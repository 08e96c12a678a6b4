//! One form of one transaction: what its handler works with, and what comes of it.

use std::borrow::Cow;

use crate::authenticator::AuthenticatorRef;
use crate::forms::View;
use crate::forms::message;
use crate::forms::message::Message;
use crate::settings::Policy;
use crate::settings::Settings;
use crate::state::State;
use crate::state::transaction::Session;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Transaction;
use crate::state::transaction::Verification;
use crate::state::users::Enrollment;
use crate::state::users::User;
use crate::timestamp::Timestamp;

/// The org's memory, the rules, the time, and the transaction that moves (its stage taken out).
#[derive(Debug)]
pub(crate) struct StepContext<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) state: &'a mut State,
    pub(crate) now: Timestamp,
    pub(crate) transaction: &'a mut Transaction,
}

/// Where the transaction stands now, and what else there is to say.
#[derive(Debug)]
pub(crate) struct Moved {
    pub(crate) stage: Stage,
    pub(crate) reply: Reply,
}

/// Status and messages around the page that the new stage draws.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) said: Vec<Message>,
    /// Messages at fields of the first form, by dotted path.
    pub(crate) complaints: Vec<(Cow<'static, str>, Message)>,
    /// When a throttled call may be made again.
    pub(crate) retry_at: Option<Timestamp>,
}

impl Moved {
    pub(crate) fn to(stage: Stage) -> Self {
        Self { stage, reply: Reply { status: 200, ..Reply::default() } }
    }

    /// Stays at (or goes to) a stage with something to say at the top.
    pub(crate) fn saying(stage: Stage, status: u16, message: Message) -> Self {
        Self { stage, reply: Reply { status, said: vec![message], ..Reply::default() } }
    }

    /// Stays at a stage with something to say at a field.
    pub(crate) fn complaining(
        stage: Stage,
        status: u16,
        field: &'static str,
        message: Message,
    ) -> Self {
        let complaints = vec![(field.into(), message)];
        Self { stage, reply: Reply { status, complaints, ..Reply::default() } }
    }

    /// The form that was posted is not one that this stage offers.
    pub(crate) fn refused(stage: Stage) -> Self {
        Self::saying(stage, 400, message::not_offered())
    }

    /// The end, without success.
    pub(crate) fn over(status: u16, message: Message) -> Self {
        Self::over_saying(status, vec![message])
    }

    /// The end, without success and with any number of messages.
    pub(crate) fn over_saying(status: u16, messages: Vec<Message>) -> Self {
        let mut moved = Self::to(Stage::Over { status, messages });
        moved.reply.status = status;
        moved
    }
}

impl StepContext<'_> {
    /// The policy that governs this transaction: its own once it has one, else the org's.
    pub(crate) fn policy(&self) -> &Policy {
        policy_of(self.settings, self.state, self.transaction)
    }

    /// Keeps the policy in force for the rest of this transaction.
    pub(crate) fn fix_policy(&mut self) {
        self.transaction.policy.get_or_insert_with(|| self.state.policy.clone());
    }

    /// The user who verifies; `None` for an unknown one.
    pub(crate) fn user<'a>(&'a self, verification: &'a Verification) -> Option<&'a User> {
        self.state.users.of(&verification.subject)
    }

    /// Keeps what the user has enrolled.
    pub(crate) fn enroll(
        &mut self,
        verification: &mut Verification,
        authenticator: AuthenticatorRef,
        enrollment: Enrollment,
    ) {
        let user = match &mut verification.subject {
            Subject::User(id) => self.state.users.get_mut(id),
            Subject::NewUser(user) => Some(&mut **user),
            Subject::Unknown { .. } => None,
        };
        if let Some(user) = user {
            user.enroll(authenticator, enrollment);
        }
    }

    /// Counts a wrong answer; after too many the transaction is over.
    pub(crate) fn wrong_answer(&mut self, kept: Moved) -> Moved {
        self.transaction.wrong_answers += 1;
        if self.transaction.wrong_answers < self.settings.lifetimes.attempts {
            return kept;
        }
        Moved::over(429, message::too_many_tries())
    }
}

fn policy_of<'a>(
    settings: &'a Settings,
    state: &'a State,
    transaction: &'a Transaction,
) -> &'a Policy {
    let in_force = transaction.policy.as_ref().unwrap_or(&state.policy);
    // A policy that a newer settings file no longer has gives way to the first one it has.
    in_force.of(settings).unwrap_or(&settings.policies[0])
}

/// What a page of this transaction is drawn from.
pub(super) fn view_of<'a>(
    org_url: &'a str,
    settings: &'a Settings,
    state: &'a State,
    transaction: &'a Transaction,
    session: &'a Session,
) -> View<'a> {
    let client = settings.client(transaction.request.client.as_str());
    View {
        org_url,
        org_name: &settings.name,
        session,
        app_label: client.map_or("", |client| &client.label),
        policy: policy_of(settings, state, transaction),
        lifetimes: &settings.lifetimes,
        users: &state.users,
        enumeration_prevention: state.enumeration_prevention,
        safe_mode: state.faults.safe_mode,
    }
}
