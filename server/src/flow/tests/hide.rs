//! What a user without an account sees.

use okta_idx::Transaction;
use time::OffsetDateTime;

use super::super::Context;
use super::super::FirstAnswer;
use super::super::Flow;
use super::super::FreshNames;
use super::super::Input;
use super::super::Intent;
use super::super::Outcome;
use super::super::Stage;
use super::super::Transition;
use super::super::name_of;
use super::org;
use crate::effect::Channel;
use crate::effect::Effect;

/// Where a sign-in rests if Okta answers a username like this.
fn rests(answer: Transaction, prevents_enumeration: bool) -> Flow {
    let [step, start, decoy] = ["step", "start", "decoy"].map(str::to_owned);
    let names = FreshNames { step, start, decoy };
    let context = Context {
        now: OffsetDateTime::UNIX_EPOCH,
        prevents_enumeration,
        names: &names,
        reference: "",
        decoys: &org::EmailDecoys,
        awaited: org::awaited,
        effect_of: |_, _| Effect::Sends(Channel::Email),
    };
    let flow = Flow::start(Intent::SignIn, context.now, "first".to_owned());
    let entered = Input::Begin(FirstAnswer::named("ada@example.com"));
    let mut transition = flow.handle(entered, &context);
    let identify = Transaction::Pending(org::identify().clone());
    for answer in [identify, answer] {
        transition = match transition {
            Transition::Call(_, waiting) => {
                waiting.resume(Outcome::Advanced(answer), None, &context)
            }
            Transition::Rest(flow) => panic!("the flow rests at {:?}", flow.stage),
        };
    }
    match transition {
        Transition::Rest(flow) => *flow,
        Transition::Call(call, _) => panic!("{call:?}"),
    }
}

/// Answers that tell that no account can sign in with a username.
fn refusals() -> [Transaction; 2] {
    [Transaction::Pending(org::unknown_user().clone()), org::ended("app.access.denied")]
}

#[test]
fn a_refused_username_leads_to_what_one_with_an_account_does() {
    for refusal in refusals() {
        let flow = rests(refusal, true);
        let decoy = flow.decoy().unwrap();
        assert!(decoy.email_challenge().is_some());
        assert_eq!(name_of(&decoy), "decoy", "a transaction of its own to count under");
        assert!(flow.notices.is_empty() && flow.field_errors.is_empty() && flow.help.is_empty());
        assert!(flow.last_sent_at().is_some(), "as if an email were out");
    }
}

#[test]
fn where_accounts_are_shown_a_refused_username_is_told() {
    let [unknown, denied] = refusals().map(|refusal| rests(refusal, false));
    let Stage::Pending(question) = &unknown.stage else { panic!("{:?}", unknown.stage) };
    assert!(question.restore().unwrap().says_unknown_user());
    assert!(matches!(denied.stage, Stage::Ended) && !denied.notices.is_empty());
}
