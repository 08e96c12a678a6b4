//! A message that is the only way on.

use okta_idx::AuthenticatorKey;
use okta_idx::Form;
use okta_idx::Pending;
use okta_idx::Transaction;
use time::OffsetDateTime;

use super::super::Ask;
use super::super::Context;
use super::super::Cost;
use super::super::FirstAnswer;
use super::super::Flow;
use super::super::FreshNames;
use super::super::Input;
use super::super::Intent;
use super::super::Limit;
use super::super::Outcome;
use super::super::Stage;
use super::super::Suspended;
use super::super::Transition;
use super::org;
use crate::effect::Channel;
use crate::effect::Effect;
use app::text::Key;

type EffectOf = fn(&Form, Option<AuthenticatorKey>) -> Effect;

const USER: &str = "ada@example.com";

fn names() -> FreshNames {
    let [step, start, decoy] = ["step", "start", "decoy"].map(str::to_owned);
    FreshNames { step, start, decoy }
}

fn context(names: &FreshNames, effect_of: EffectOf) -> Context<'_> {
    Context {
        now: OffsetDateTime::UNIX_EPOCH,
        prevents_enumeration: false,
        names,
        reference: "",
        decoys: &org::EmailDecoys,
        awaited: org::awaited,
        effect_of,
    }
}

fn by_phone(_: &Form, _: Option<AuthenticatorKey>) -> Effect {
    Effect::Sends(Channel::Phone)
}

/// What follows from these answers of the org to a username, up to the call after the last of them.
fn after(answers: &[&Pending], effect_of: EffectOf) -> Transition {
    let names = names();
    let context = context(&names, effect_of);
    let flow = Flow::start(Intent::SignIn, context.now, "first".to_owned());
    let mut transition = flow.handle(Input::Begin(FirstAnswer::named(USER)), &context);
    for &answer in answers {
        let outcome = Outcome::Advanced(Transaction::Pending(answer.clone()));
        transition = match transition {
            Transition::Call(_, waiting) => waiting.resume(outcome, None, &context),
            Transition::Rest(flow) => panic!("the flow rests at {:?}", flow.stage),
        };
    }
    transition
}

/// The call that follows, with the flow that waits for it.
fn call(transition: Transition) -> (Ask, Cost, Suspended) {
    match transition {
        Transition::Call(call, waiting) => (call.ask, call.cost, *waiting),
        Transition::Rest(flow) => panic!("the flow rests at {:?}", flow.stage),
    }
}

#[test]
fn whatever_the_authenticator_its_message_is_sent_if_it_is_the_only_way() {
    for only in [org::one_offer(), org::verification_data()] {
        let (ask, cost, _) = call(after(&[org::identify(), only], by_phone));
        assert!(matches!(ask, Ask::Submit { at, .. } if at.forms().len() == only.forms().len()));
        let user = USER.to_owned();
        assert_eq!(cost, Cost::Message { channel: Channel::Phone, user });
    }
}

#[test]
fn a_user_who_can_choose_is_asked() {
    for step in [org::two_offers(), org::two_methods(), org::needs_a_number(), org::code_is_out()] {
        match after(&[org::identify(), step], by_phone) {
            Transition::Rest(flow) => assert!(matches!(flow.stage, Stage::Pending(_))),
            Transition::Call(call, _) => panic!("{call:?}"),
        }
    }
}

#[test]
fn what_sends_nothing_is_not_sent_unasked() {
    let silent = |_: &Form, _: Option<AuthenticatorKey>| Effect::None;
    assert!(matches!(after(&[org::identify(), org::one_offer()], silent), Transition::Rest(_)));
}

#[test]
fn a_message_over_the_limit_leaves_the_user_at_the_form_that_sends_it() {
    let (_, _, waiting) = call(after(&[org::identify(), org::one_offer()], by_phone));
    let names = names();
    let context = context(&names, by_phone);
    let limited = Outcome::Limited(Limit::Later(Key::TooManyRequests.into()));
    let Transition::Rest(flow) = waiting.resume(limited, None, &context) else {
        panic!("another call follows")
    };
    let Stage::Pending(question) = &flow.stage else { panic!("{:?}", flow.stage) };
    assert!(question.restore().unwrap().select_authenticator().is_some());
    assert_eq!(flow.notices.len(), 1);
}
