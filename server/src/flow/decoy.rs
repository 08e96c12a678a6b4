//! A sign-in that leads nowhere and does not show it.

use app::step::Field;
use app::text::Key;
use serde::Deserialize;
use serde::Serialize;
use time::OffsetDateTime;

use super::Context;
use super::Flow;
use super::Notice;
use super::Stage;
use super::act::too_soon;
use super::call::Ask;
use super::call::Call;
use super::call::Cost;
use super::input::Act;
use super::input::Answer;
use super::outcome::Outcome;
use super::outcome::Verdict;
use super::transition::Goal;
use super::transition::Transition;
use crate::effect::Credential;
use crate::effect::Entered;

/// The stage of a user who must not learn whether there is an account. Its calls are answered here instead of by Okta.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Decoy {
    /// What it looks like.
    pub shape: Shape,
    /// What its attempts are counted under.
    pub transaction: String,
    /// Whether a wrong code was the last thing that was said.
    pub said_wrong: bool,
    /// When the last email went out, allegedly.
    #[serde(default, with = "time::serde::timestamp::option")]
    pub last_sent_at: Option<OffsetDateTime>,
}

/// What the screen for the code of an email looks like in this org, without anything of one user or language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// The field of the code; its label is the language's.
    pub field: Field,
    /// Whether another email can be asked for.
    pub resends: bool,
    /// Whether the page waits for a link.
    pub waits: bool,
    /// Seconds until Okta drops the transaction.
    pub lasts: Option<i64>,
}

/// A call of a decoy on its way to nowhere.
#[derive(Clone, Copy, Debug)]
pub(super) enum Decoying {
    /// A code was entered.
    Code,
    /// Another email was asked for.
    Resend,
}

/// A code entered into a decoy: counted like any other, and wrong.
pub(super) fn answer(mut flow: Flow, answer: Answer, context: &Context<'_>) -> Transition {
    flow.move_to(context.names.step.clone());
    if let Err(wrong) = answer.read {
        // As at a real step, what cannot be a code costs no attempt.
        flow.field_errors = wrong.errors;
        return flow.rest(context);
    }
    let Stage::Decoy(decoy) = &flow.stage else { return flow.rest(context) };
    let cost = Cost::Attempt {
        credential: Credential::Code,
        entered: Entered::Typed,
        transaction: decoy.transaction.clone(),
        user: flow.rate_limit_key.clone(),
    };
    flow.call(Call { ask: Ask::Decoy, cost }, Goal::Decoy(Decoying::Code))
}

/// An action at a decoy. What can be done there is to ask for another email, which is not sent.
pub(super) fn act(mut flow: Flow, act: &Act, context: &Context<'_>) -> Transition {
    flow.move_to(context.names.step.clone());
    match act {
        Act::Resend(channel) => {
            let cost = Cost::Resend { channel: *channel, user: flow.rate_limit_key.clone() };
            flow.call(Call { ask: Ask::Decoy, cost }, Goal::Decoy(Decoying::Resend))
        }
        Act::TooSoon { seconds } => {
            flow.notices.push(too_soon(*seconds));
            flow.rest(context)
        }
        _ => {
            flow.notices.push(Notice::info(Key::OutOfDate));
            flow.rest(context)
        }
    }
}

impl Decoying {
    pub(super) fn resume(
        self,
        mut flow: Flow,
        outcome: Outcome,
        verdict: Option<Verdict>,
        context: &Context<'_>,
    ) -> Transition {
        match (self, outcome) {
            (_, Outcome::Limited(limit)) => flow.limited(limit),
            (Self::Resend, _) => {
                flow.say_wrong(false);
                flow.resent(context);
            }
            (Self::Code, _) if verdict == Some(Verdict::Rejected { was_last: true }) => {
                flow.end_attempts();
            }
            (Self::Code, _) => flow.say_wrong(true),
        }
        flow.rest(context)
    }
}
