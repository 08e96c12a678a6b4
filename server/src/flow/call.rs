//! What a flow wants Okta to be asked, and what came of it.

use okta_idx::Answers;
use okta_idx::Completed;
use okta_idx::FormRef;
use okta_idx::Pending;

use super::Flow;
use super::StartToken;
use crate::effect::Channel;
use crate::effect::Credential;
use crate::effect::Effect;
use crate::effect::Entered;

/// One call, and what it can cause.
#[derive(Debug)]
pub struct Call {
    /// What to ask.
    pub ask: Ask,
    /// What to take before, and to settle by what comes of it.
    pub cost: Cost,
}

/// What to ask of Okta.
#[derive(Debug)]
pub enum Ask {
    /// To start a transaction, perhaps with the token of an email.
    Start(Option<StartToken>),
    /// To take the answers to a form of a step. Where that is a decoy, the call is metered like one to Okta, and answered
    /// in its place.
    Submit {
        /// The step.
        at: Pending,
        /// Its form.
        form: FormRef,
        /// The answers.
        answers: Answers,
    },
    /// To give tokens for the interaction code.
    Exchange(Completed),
}

/// What a call can cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cost {
    /// Nothing that is metered.
    Nothing,
    /// A first message to a username. The network that names it is limited as well.
    Start {
        /// The username.
        username: String,
    },
    /// No message is expected. If one goes out, it counts for the user.
    Unexpected {
        /// The user.
        user: String,
    },
    /// A message.
    Message {
        /// How it goes out.
        channel: Channel,
        /// Whom it goes to.
        user: String,
    },
    /// A message that takes the place of an earlier one.
    Resend {
        /// How it goes out.
        channel: Channel,
        /// Whom it goes to.
        user: String,
    },
    /// An attempt at a credential.
    Attempt {
        /// What is tried.
        credential: Credential,
        /// How it was entered.
        entered: Entered,
        /// The transaction in which it is tried.
        transaction: String,
        /// Whose credential it is.
        user: String,
    },
}

impl Call {
    /// A form that is sent with these answers.
    pub(super) fn submit(at: &Pending, form: FormRef, answers: Answers, cost: Cost) -> Self {
        Self { ask: Ask::Submit { at: at.clone(), form, answers }, cost }
    }
}

impl Cost {
    /// What an answer with this effect costs.
    pub(super) fn of(effect: Effect, flow: &Flow, at: &Pending) -> Self {
        let user = flow.counted_as(at);
        match effect {
            Effect::None => Self::Unexpected { user },
            Effect::Sends(channel) => Self::Message { channel, user },
            Effect::Attempts(credential) => Self::Attempt {
                credential,
                entered: Entered::Typed,
                transaction: name_of(at).to_owned(),
                user,
            },
        }
    }
}

/// Names a transaction for counters and notes: by its `state`, which Okta never shows a user.
pub fn name_of(at: &Pending) -> &str {
    at.state().expose()
}

impl Flow {
    /// Returns under which name messages and attempts count: the user who signs in or the address that signs up. Where
    /// neither is known, the transaction counts by itself.
    pub(super) fn counted_as(&self, at: &Pending) -> String {
        let known = [&self.rate_limit_key, &self.username].into_iter().find(|it| !it.is_empty());
        known.map_or_else(|| name_of(at).to_owned(), Clone::clone)
    }
}
