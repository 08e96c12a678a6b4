//! One move of a flow: to rest, or to a call whose outcome it waits for.

use super::Context;
use super::Flow;
use super::Intent;
use super::Outcome;
use super::Stage;
use super::Verdict;
use super::act;
use super::act::Resending;
use super::answer;
use super::answer::Answering;
use super::apply::apply;
use super::at_once::AtOnce;
use super::call::Call;
use super::input::Input;
use super::link;
use super::link::Following;
use super::opening::Beginning;
use super::step_name::first_step;
use super::tokens;

/// What follows from an input or an outcome.
#[derive(Debug)]
#[must_use = "a flow that is dropped is forgotten"]
pub enum Transition {
    /// The flow rests and is to be saved.
    Rest(Box<Flow>),
    /// A call is to be made, and its outcome handed to the flow that waits for it.
    Call(Call, Box<Suspended>),
}

/// A flow that waits for the outcome of a call. It is never saved: only a request that runs can hold one.
#[derive(Debug)]
pub struct Suspended {
    flow: Flow,
    goal: Goal,
}

/// Why a call was made.
#[derive(Debug)]
pub(super) enum Goal {
    /// To come from a username to Okta's first question.
    Begin(Beginning),
    /// To answer a form.
    Answer(Answering),
    /// To answer with the code of a link.
    Follow(Following),
    /// To have a message sent again.
    Resend(Resending),
    /// To send a message for which the user need not be asked.
    AtOnce(AtOnce),
    /// To come to where Okta's answer leads.
    Apply,
}

impl Flow {
    /// Moves by an input.
    pub fn handle(self, input: Input, context: &Context<'_>) -> Transition {
        match input {
            Input::Begin(entered) => super::begin::begin(self, entered, context),
            Input::Answer(answer) => answer::answer(self, answer, context),
            Input::Act(act) => act::act(self, act, context),
            Input::Link { code } => link::follow(self, &code, context),
            Input::ForeignLink => link::refuse(self, context),
            Input::Continue => tokens::ask_again(self, context),
            Input::Polled(transaction) => link::polled(self, transaction, context),
            Input::Expired { entered } => super::begin::begin_again(self, entered, context),
            Input::OutOfDate => super::begin::out_of_date(self, context),
            Input::Lost => self.lost(context),
        }
    }

    /// Waits for the outcome of a call.
    pub(super) fn call(self, call: Call, goal: Goal) -> Transition {
        Transition::Call(call, Box::new(Suspended { flow: self, goal }))
    }

    /// Rests. The name of a first step says what it starts, because its page is that of the intent.
    pub(super) fn rest(mut self, context: &Context<'_>) -> Transition {
        if matches!(self.stage, Stage::Start) && self.intent != Intent::SignIn {
            self.step = first_step(self.intent, &context.names.start);
        }
        Transition::Rest(Box::new(self))
    }
}

impl Suspended {
    /// Moves by the outcome of the call. The verdict is that on the credential that the call tried, if it tried one.
    pub fn resume(
        self,
        outcome: Outcome,
        verdict: Option<Verdict>,
        context: &Context<'_>,
    ) -> Transition {
        let flow = self.flow;
        match self.goal {
            Goal::Begin(beginning) => beginning.resume(flow, outcome, context),
            Goal::Answer(answering) => answering.resume(flow, outcome, verdict, context),
            Goal::Follow(following) => following.resume(flow, outcome, verdict, context),
            Goal::Resend(resending) => resending.resume(flow, outcome, context),
            Goal::AtOnce(at_once) => at_once.resume(flow, outcome, context),
            Goal::Apply => apply(flow, outcome, context),
        }
    }
}
