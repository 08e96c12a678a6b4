//! Runs a flow: the only place where it meets the meter, Okta and the session store.
//!
//! A request claims the step first (compare-and-swap in the session's record), so one input of one step runs at a time
//! on all servers. Then the flow moves by the input. Each call that it wants is metered, made, and its outcome handed
//! back, until the flow rests and is saved. What the flow decides stands in [`crate::flow`], which knows none of this.

use okta_idx::Transaction;

use super::decoys::After;
use super::decoys::DecoysOf;
use super::outcome_log;
use super::permits::Permits;
use super::record::Session;
use super::record::State;
use super::request::RequestContext;
use super::trace::SentForm;
use super::trace::Trace;
use crate::flow::Context;
use crate::flow::Flow;
use crate::flow::FreshNames;
use crate::flow::Input;
use crate::flow::Outcome;
use crate::flow::Stage;
use crate::flow::Transition;
use crate::screen::table;
use crate::session::Claimed;
use crate::session::SessionError;

/// How a browser gets the session of a finished sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pickup {
    /// By the answer to this request.
    Now,
    /// By its next request, because this one can set no cookie.
    NextRequest,
}

impl RequestContext {
    /// Runs an input while no other request, here or on another server, answers the same step. Returns the session
    /// afterwards, `None` if another request has answered the step.
    pub(super) async fn run_claimed(
        &self,
        session: Session,
        read: impl FnOnce(&Flow) -> Option<Input>,
        pickup: Pickup,
    ) -> Result<Option<Session>, SessionError> {
        let Some(step) = session.record.flow().map(|flow| flow.step.clone()) else {
            return Ok(Some(session));
        };
        match self.server.sessions.claim(session, &step).await? {
            Claimed::Granted(mut session) => {
                let flow = session.record.flow().cloned();
                let done = match flow.and_then(|flow| Some((read(&flow)?, flow))) {
                    Some((input, flow)) => self.run(&mut session, flow, input, pickup).await,
                    None => Ok(()),
                };
                self.server.sessions.release(&mut session).await;
                done.map(|()| Some(session))
            }
            Claimed::Answered(_) => Ok(None),
        }
    }

    /// Runs an input to where the flow rests, and saves it there. The caller holds the claim, or the only copy of the
    /// session's id.
    pub(super) async fn run(
        &self,
        session: &mut Session,
        flow: Flow,
        input: Input,
        pickup: Pickup,
    ) -> Result<(), SessionError> {
        let flow = self.bound_for(flow, &input);
        outcome_log::note_input(&flow, &input);
        let names = FreshNames::draw(self.server.randomness.as_ref())?;
        let decoys = DecoysOf { request: self, state: &names.decoy };
        let context = || self.context(&names, &decoys);
        let (before, intent) = (flow.stage.clone(), flow.intent);
        let begins = matches!(input, Input::Begin(_) | Input::Expired { entered: Some(_) });
        let mut trace = Trace::default();
        if let Input::Polled(transaction) = &input {
            trace.note(None, &Outcome::Advanced(transaction.clone()));
        }
        let mut permits = Permits::none(&self.server, self.caller.address);
        let mut transition = flow.handle(input, &context());
        let flow = loop {
            let (call, suspended) = match transition {
                Transition::Rest(flow) => break *flow,
                Transition::Call(call, suspended) => (call, suspended),
            };
            let sent = SentForm::of(&call.ask, intent);
            let outcome = match permits.take(&call).await? {
                Ok(()) => Box::pin(self.ask(call.ask)).await,
                Err(limit) => Outcome::Limited(limit),
            };
            let is_rejected = sent.as_ref().is_some_and(|sent| sent.is_rejected(&outcome));
            let verdict = permits.judge(is_rejected);
            trace.note(sent.as_ref(), &outcome);
            transition = suspended.resume(outcome, verdict, &context());
        };
        self.settle(permits, trace, &flow, begins).await?;
        self.note_links(&before, &flow.stage).await?;
        self.rest(session, flow, pickup).await
    }

    /// Settles what a run has taken, and notes what it has shown.
    async fn settle(
        &self,
        permits: Permits<'_>,
        trace: Trace,
        flow: &Flow,
        begins: bool,
    ) -> Result<(), SessionError> {
        let Trace { after, last: Some(last) } = trace else { return Ok(()) };
        let decoy = flow.decoy();
        let is_named = matches!(after, Some(After::Named(_)));
        outcome_log::write(
            outcome_log::Run { begins, hides: is_named && decoy.is_some() },
            flow,
            &last,
            &self.server.sessions.keys().pseudonym(&flow.username),
        );
        match (decoy, after) {
            // A decoy costs what the step costs that it looks like.
            (Some(decoy), _) => {
                permits.settle(&Outcome::Advanced(Transaction::Pending(decoy))).await
            }
            (None, after) => {
                if let Some(after) =
                    after.filter(|_| self.server.policy.enumeration_prevention && !flow.proved)
                {
                    self.learn_step(after, &last);
                }
                permits.settle(&last).await
            }
        }
    }

    /// The flow with the target that the form of this request names.
    fn bound_for(&self, flow: Flow, input: &Input) -> Flow {
        let is_form =
            matches!(input, Input::Begin(_) | Input::Answer(_) | Input::Continue | Input::Lost);
        match self.asked.clone().filter(|_| is_form) {
            Some(path) => Flow { return_to: Some(path), ..flow },
            None => flow,
        }
    }

    /// What a flow may know of this request.
    fn context<'a>(&'a self, names: &'a FreshNames, decoys: &'a DecoysOf<'a>) -> Context<'a> {
        Context {
            now: self.server.clock.now(),
            prevents_enumeration: self.server.policy.enumeration_prevention,
            names,
            reference: &self.reference,
            decoys,
            awaited: table::awaited,
            effect_of: table::effect_of,
        }
    }

    /// Saves a flow where it rests. A finished one becomes the session of a user who is signed in.
    async fn rest(
        &self,
        session: &mut Session,
        flow: Flow,
        pickup: Pickup,
    ) -> Result<(), SessionError> {
        let Stage::AwaitingPickup(signed_in) = &flow.stage else {
            self.pad_before(&flow).await;
            session.record.state = State::SigningIn(Box::new(flow));
            return self.server.sessions.save(session).await;
        };
        if !flow.rate_limit_key.is_empty() {
            self.server.rates.signed_in(&flow.rate_limit_key).await?;
        }
        if pickup == Pickup::Now {
            *session = self.sign_in_as(session, signed_in.as_ref().clone()).await?;
            return Ok(());
        }
        session.record.state = State::SigningIn(Box::new(flow));
        self.server.sessions.save(session).await
    }
}
