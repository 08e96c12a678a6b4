//! Where one form of one transaction is dealt with.

use crate::forms::View;
use crate::forms::message;
use crate::forms::message::Message;
use crate::moment::Moment;
use crate::settings::Policy;
use crate::settings::Settings;
use crate::state::State;
use crate::state::transaction::Stage;
use crate::state::transaction::Subject;
use crate::state::transaction::Transaction;
use crate::state::transaction::Who;

/// The org's memory, the rules, the time, and the transaction that moves (its stage taken out).
#[derive(Debug)]
pub(crate) struct Desk<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) state: &'a mut State,
    pub(crate) now: Moment,
    pub(crate) transaction: &'a mut Transaction,
}

/// Where the transaction stands now, and what else there is to say.
#[derive(Debug)]
pub(crate) struct Moved {
    pub(crate) stage: Stage,
    pub(crate) reply: Reply,
}

/// Status and messages around the page that the new stage draws.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) said: Vec<Message>,
    /// Messages at fields of the first form, by dotted path.
    pub(crate) complaints: Vec<(&'static str, Message)>,
    /// When a throttled call may be made again.
    pub(crate) retry_at: Option<Moment>,
}

impl Moved {
    pub(crate) fn to(stage: Stage) -> Self {
        let reply = Reply { status: 200, said: Vec::new(), complaints: Vec::new(), retry_at: None };
        Self { stage, reply }
    }

    /// Stays at (or goes to) a stage with something to say at the top.
    pub(crate) fn saying(stage: Stage, status: u16, message: Message) -> Self {
        let mut moved = Self::to(stage);
        moved.reply.status = status;
        moved.reply.said.push(message);
        moved
    }

    /// Stays at a stage with something to say at a field.
    pub(crate) fn complaining(
        stage: Stage,
        status: u16,
        field: &'static str,
        message: Message,
    ) -> Self {
        let mut moved = Self::to(stage);
        moved.reply.status = status;
        moved.reply.complaints.push((field, message));
        moved
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

impl Desk<'_> {
    /// The policy that governs this transaction: its own once it has one, else the org's.
    pub(crate) fn policy(&self) -> &Policy {
        policy_of(self.settings, self.state, self.transaction)
    }

    pub(crate) fn has_password(&self, subject: &Subject) -> bool {
        match &subject.who {
            Who::Person(id) => {
                self.state.people.get(id).is_some_and(crate::state::people::Person::has_password)
            }
            Who::Nobody { .. } => true,
            Who::Newcomer(newcomer) => newcomer.password.is_some(),
        }
    }

    /// Counts a wrong code or password; after too many the transaction is dead.
    pub(crate) fn wrong_answer(&mut self, kept: Moved) -> Moved {
        self.transaction.wrong_answers += 1;
        if self.transaction.wrong_answers < self.settings.lifetimes.attempts {
            return kept;
        }
        Moved::over(429, message::too_many_tries())
    }
}

fn policy_of<'a>(settings: &'a Settings, state: &State, transaction: &Transaction) -> &'a Policy {
    let name = transaction.policy.as_ref().unwrap_or(&state.policy);
    // A policy that a newer settings file no longer has gives way to the first one it has.
    settings.policy_named(name).unwrap_or(&settings.policies[0])
}

/// What a page of this transaction is drawn from.
pub(super) fn view_of<'a>(
    org_url: &'a str,
    settings: &'a Settings,
    state: &'a State,
    transaction: &Transaction,
) -> View<'a> {
    let client = settings.client(transaction.request.client.as_str());
    View {
        org_url,
        app_label: client.map_or("", |client| &client.label),
        policy: policy_of(settings, state, transaction),
        lifetimes: &settings.lifetimes,
        people: &state.people,
        discreet: state.enumeration_prevention,
    }
}
