//! A message is sent at once where it is the only way to go on.
//!
//! Okta asks the user to choose among one authenticator, or to agree to its message, which is no question. The rule is
//! one on remediations: it holds for every authenticator whose screen says by which channel it sends.

use okta_idx::Answers;
use okta_idx::Choice;
use okta_idx::FormRef;
use okta_idx::Pending;
use okta_idx::RemediationKind;
use okta_idx::Transaction;

use super::Context;
use super::Flow;
use super::IDENTIFIER;
use super::apply::apply;
use super::call::Call;
use super::call::Cost;
use super::naming::Naming;
use super::outcome::Outcome;
use super::transition::Goal;
use super::transition::Transition;
use crate::effect::Channel;

/// A form that leaves the user nothing to decide.
#[derive(Debug)]
pub(super) struct OnlyWay {
    form: FormRef,
    answers: Answers,
    channel: Channel,
}

/// A message is on its way from this step, for which the user was not asked.
#[derive(Debug)]
pub(super) struct AtOnce {
    from: Pending,
}

impl OnlyWay {
    /// Returns the only way on from a step, if it sends a message and leaves nothing to decide.
    pub(super) fn from(pending: &Pending, context: &Context<'_>) -> Option<Self> {
        // It asks for the username, too.
        if pending.form_of(RemediationKind::SelectUnlock).is_some() {
            return None;
        }
        Self::of(pending, context)
    }

    /// Returns the only way to unlock an account, at the step that asks for its username.
    pub(super) fn to_unlock(pending: &Pending, context: &Context<'_>) -> Option<Self> {
        pending.form_of(RemediationKind::SelectUnlock)?;
        Self::of(pending, context)
    }

    fn of(pending: &Pending, context: &Context<'_>) -> Option<Self> {
        // A challenge that is out stays: another message would take its code back.
        if pending.passcode_challenge().is_some() && pending.password().is_none() {
            return None;
        }
        let select = pending.select_authenticator();
        let ways = select.map_or(0, |select| select.offers().count());
        let by_data = pending
            .verification_data()
            .filter(|data| ways < 2 && data.methods().len() < 2)
            .map(|data| (data.form(), data.answers(None)));
        let by_choice = || {
            let select = select.filter(|_| ways == 1)?;
            let offer = select.offers().find(|offer| is_settled(offer.option))?;
            Some((select.form(), select.answers(offer)))
        };
        let (form, answers) = by_data.or_else(by_choice)?;
        let picked = answers.authenticator(form);
        let channel = (context.effect_of)(form, picked).sends()?;
        Some(Self { form: form.reference(), answers, channel })
    }

    /// Returns the call that goes this way.
    pub(super) fn call(self, flow: &Flow, from: &Pending) -> Call {
        let cost = Cost::Message { channel: self.channel, user: flow.counted_as(from) };
        Call::submit(from, self.form, self.answers, cost)
    }

    /// Returns the call that goes this way with the username, which the form asks for as well.
    pub(super) fn naming(self, flow: &Flow, from: &Pending) -> (Call, Naming) {
        let username = flow.rate_limit_key.as_str();
        let answers = self.answers.with(IDENTIFIER, username);
        let (ask, naming) = Naming::begin(from, self.form, answers, username);
        let cost = Cost::Message { channel: self.channel, user: flow.counted_as(from) };
        (Call { ask, cost }, naming)
    }
}

/// Whether choosing an authenticator asks for nothing else: no way to use it, and no number to send to.
fn is_settled(option: &Choice) -> bool {
    option.fields.iter().all(|field| {
        let is_open = field.mutable && field.visible && field.value().is_none();
        !is_open || field.options.len() == 1
    })
}

impl AtOnce {
    /// Goes the only way on from a step, or rests there.
    pub(super) fn go(flow: Flow, pending: Pending, context: &Context<'_>) -> Transition {
        match OnlyWay::from(&pending, context) {
            Some(way) => {
                let call = way.call(&flow, &pending);
                flow.call(call, Goal::AtOnce(Self { from: pending }))
            }
            None => apply(flow, Outcome::Advanced(Transaction::Pending(pending)), context),
        }
    }

    pub(super) fn resume(
        self,
        mut flow: Flow,
        outcome: Outcome,
        context: &Context<'_>,
    ) -> Transition {
        if matches!(outcome, Outcome::Limited(_)) {
            // The user sees the form and can send it later.
            flow.enter_pending(&self.from, context);
        }
        apply(flow, outcome, context)
    }
}
