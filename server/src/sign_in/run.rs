//! Runs a flow: the only place where it meets the meter, Okta and the session store.
//!
//! A request claims the step first (compare-and-swap in the session's record), so one input of one step runs at a time
//! on all servers. Then the flow moves by the input. Each call that it wants is metered, made, and its outcome handed
//! back, until the flow rests and is saved. What the flow decides stands in [`crate::flow`], which knows none of this.

use okta_idx::FormRef;
use okta_idx::Pending;
use okta_idx::Transaction;

use super::decoys;
use super::outcome_log;
use super::permits::Permits;
use super::record::Session;
use super::record::State;
use super::request::RequestContext;
use crate::flow::Ask;
use crate::flow::Call;
use crate::flow::Context;
use crate::flow::DecoyTemplate;
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

/// What answering a call takes beside its outcome.
enum Asked {
    Form(Pending, FormRef),
    Other,
}

impl Asked {
    fn by(call: &Call) -> Self {
        match &call.ask {
            Ask::Submit { at, form, .. } => Self::Form(at.clone(), form.clone()),
            Ask::Start | Ask::Exchange(_) => Self::Other,
        }
    }

    /// Whether a credential that was tried is wrong.
    fn is_rejected(&self, outcome: &Outcome) -> bool {
        match self {
            Self::Form(at, form) => outcome.rejects(at, form),
            Self::Other => false,
        }
    }
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
        let decoy = self.decoy_of_user(&flow);
        let mut led_from = None;
        let before = flow.stage.clone();
        let begins = matches!(input, Input::Begin { .. } | Input::Expired { username: Some(_) });
        let mut last = match &input {
            Input::Polled(transaction) => Some(Outcome::Advanced(transaction.clone())),
            _ => None,
        };
        let mut permits = Permits::none(&self.server, self.caller.address);
        let mut transition = flow.handle(input, &self.context(&names, &decoy));
        let flow = loop {
            let (call, suspended) = match transition {
                Transition::Rest(flow) => break *flow,
                Transition::Call(call, suspended) => (call, suspended),
            };
            let asked = Asked::by(&call);
            led_from = decoys::after(led_from, &call.ask, suspended.flow());
            let outcome = match permits.take(&call).await? {
                Ok(()) => self.ask(call.ask).await,
                Err(limit) => Outcome::Limited(limit),
            };
            let verdict = permits.settle_attempt(asked.is_rejected(&outcome)).await?;
            last = Some(outcome.clone());
            transition = suspended.resume(outcome, verdict, &self.context(&names, &decoy));
        };
        if let Some(last) = &last {
            // What became a decoy may have sent a message or not, and its limits must not tell which.
            let shown = flow.stage.decoy().map(|at| Outcome::Advanced(Transaction::Pending(at)));
            permits.settle_message(shown.as_ref().unwrap_or(last)).await?;
            let user = self.server.sessions.keys().pseudonym(&flow.username);
            outcome_log::write(begins, &flow, last, &user);
            self.learn_step(&flow, led_from);
        }
        self.note_links(&before, &flow.stage).await?;
        self.rest(session, flow, pickup).await
    }

    /// The flow with the target that the form of this request names.
    fn bound_for(&self, flow: Flow, input: &Input) -> Flow {
        let is_form =
            matches!(input, Input::Begin { .. } | Input::Answer(_) | Input::Continue | Input::Lost);
        match self.asked.clone().filter(|_| is_form) {
            Some(path) => Flow { return_to: Some(path), ..flow },
            None => flow,
        }
    }

    /// What a flow may know of this request.
    pub(super) fn context<'a>(
        &'a self,
        names: &'a FreshNames,
        decoy: &'a DecoyTemplate,
    ) -> Context<'a> {
        Context {
            now: self.server.clock.now(),
            prevents_enumeration: self.server.policy.enumeration_prevention,
            names,
            reference: &self.reference,
            decoy,
            effect_of: table::effect_of,
            awaited: table::awaited,
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
