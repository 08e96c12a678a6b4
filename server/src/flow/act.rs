//! What can be done at a step beside its form.

use app::text::Key;
use okta_idx::ActionKind;
use okta_idx::Answers;
use okta_idx::Pending;
use okta_idx::Resend;
use okta_idx::Transaction;

use super::Context;
use super::Flow;
use super::Intent;
use super::Notice;
use super::Text;
use super::apply::apply;
use super::call::Call;
use super::call::Cost;
use super::hide::in_place_of_end;
use super::input::Act;
use super::outcome::Outcome;
use super::transition::Goal;
use super::transition::Transition;
use crate::effect::Channel;
use crate::effect::Effect;

/// A message on its way once more.
#[derive(Debug)]
pub(super) struct Resending {
    at: Pending,
    channel: Channel,
}

/// Does an action of the step at which the flow stands.
pub(super) fn act(mut flow: Flow, act: Act, context: &Context<'_>) -> Transition {
    if matches!(act, Act::Restart) {
        flow.move_to(context.names.step.clone());
        flow.restart(context.now);
        flow.intent = Intent::SignIn;
        return flow.rest(context);
    }
    match flow.stage.pending() {
        Some(at) => act_at(flow, &at, act, context),
        None => flow.lost(context),
    }
}

fn act_at(mut flow: Flow, at: &Pending, act: Act, context: &Context<'_>) -> Transition {
    flow.move_to(context.names.step.clone());
    match act {
        Act::Restart | Act::Unknown => flow.notices.push(Notice::info(Key::OutOfDate)),
        Act::TooSoon { seconds } => flow.notices.push(too_soon(seconds)),
        Act::Show(form) => flow.choose(Some(form)),
        Act::Resend(channel) => return resend(flow, at, channel, at.resend(), context),
        Act::OtherMethod => {
            let other = at.other_phone_method().map(|(_, again)| again);
            return resend(flow, at, Channel::Phone, other, context);
        }
        Act::Recover => {
            flow.intent = Intent::Recovery;
            return run_action(flow, at, ActionKind::Recover, context);
        }
        Act::Skip => return run_action(flow, at, ActionKind::Skip, context),
        Act::Send(form, effect) => {
            let effect = effect.sends().map_or(Effect::None, Effect::Sends);
            let cost = Cost::of(effect, &flow, at);
            return flow.call(Call::submit(at, form, Answers::new(), cost), Goal::Apply);
        }
    }
    flow.rest(context)
}

/// The text for a user who asks for another message too soon.
fn too_soon(seconds: u32) -> Notice {
    Notice::info(Text::filled(Key::ResendTooSoon, &seconds))
}

/// Runs an action of Okta's, after which it may send an email.
fn run_action(flow: Flow, at: &Pending, kind: ActionKind, context: &Context<'_>) -> Transition {
    let Some(action) = at.action_of(kind) else {
        return apply(flow, Outcome::NotOffered(at.clone(), Key::OutOfDate), context);
    };
    let cost = Cost::of(Effect::Sends(Channel::Email), &flow, at);
    let call = Call::submit(at, action.reference().clone(), Answers::new(), cost);
    flow.call(call, Goal::Apply)
}

/// Asks for another message. The earlier code and link are dead afterwards.
fn resend(
    flow: Flow,
    at: &Pending,
    channel: Channel,
    again: Option<Resend>,
    context: &Context<'_>,
) -> Transition {
    let Some(again) = again else {
        return apply(flow, Outcome::NotOffered(at.clone(), Key::OutOfDate), context);
    };
    let cost = Cost::Resend { channel, user: flow.counted_as(at) };
    let call = Call::submit(at, again.form, again.answers, cost);
    flow.call(call, Goal::Resend(Resending { at: at.clone(), channel }))
}

impl Resending {
    pub(super) fn resume(
        self,
        mut flow: Flow,
        outcome: Outcome,
        context: &Context<'_>,
    ) -> Transition {
        let outcome = match outcome {
            // Nothing has been proved yet, so the org's reason stays hidden.
            Outcome::Advanced(Transaction::Terminal(end))
                if end.is_refusal() && flow.hides(context) =>
            {
                in_place_of_end(&self.at)
            }
            outcome => outcome,
        };
        if let Outcome::Advanced(Transaction::Pending(next)) = &outcome
            && !next.says_error()
        {
            flow.note_sent(context.now);
            let text = flow.resent(self.channel, context);
            flow.notices.push(Notice::success(text));
        }
        apply(flow, outcome, context)
    }
}

impl Flow {
    /// The text about another message. Where accounts are hidden, that about an email is true with an account and without.
    fn resent(&self, channel: Channel, context: &Context<'_>) -> Text {
        match channel {
            Channel::Phone | Channel::Push => Key::ResentCode.into(),
            Channel::Email if self.hides(context) && !self.username.is_empty() => {
                Text::filled(Key::ResentIfAccount, &self.username)
            }
            Channel::Email => Key::Resent.into(),
        }
    }
}
