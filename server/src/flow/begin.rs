//! The first step: reads what was entered, and starts a transaction.

use app::text::Key;

use super::Context;
use super::FieldError;
use super::FirstAnswer;
use super::Flow;
use super::Intent;
use super::Notice;
use super::call::Ask;
use super::call::Call;
use super::call::Cost;
use super::opening::Beginning;
use super::transition::Goal;
use super::transition::Transition;
use crate::text_input::username::Username;
use crate::text_input::username::UsernameProblem;

/// Name of the field of the first step that every org has.
pub const IDENTIFIER: &str = "identifier";

/// Leaves a first step: checks what was entered, and starts a transaction.
pub(super) fn begin(mut flow: Flow, entered: FirstAnswer, context: &Context<'_>) -> Transition {
    flow.move_to(context.names.step.clone());
    let FirstAnswer { username: typed, password, token } = entered;
    flow.username = Username::shown(&typed);
    if flow.intent.token().is_some() && token.is_none() {
        return flow.without_token(context).rest(context);
    }
    let username = match (flow.intent, Username::read(&typed)) {
        (Intent::SignUp | Intent::Activation | Intent::Reset, _) => None,
        (_, Ok(username)) => Some(username),
        (_, Err(problem)) => {
            flow.field_errors.push(FieldError::at(IDENTIFIER, username_problem(problem)));
            None
        }
    };
    if !flow.field_errors.is_empty() {
        return flow.rest(context);
    }
    let Some(username) = username else {
        let call = Call { ask: Ask::Start(token), cost: Cost::Nothing };
        return flow.call(call, Goal::Begin(Beginning::Opening { password: None }));
    };
    // Asked before Okta is, so that the question does not tell whether there is an account.
    if username.looks_mistyped() && !flow.doubted.contains(&flow.username) {
        flow.doubted = vec![flow.username.clone()];
        flow.field_errors.push(FieldError::at(IDENTIFIER, Key::LooksMistyped));
        return flow.rest(context);
    }
    username.as_str().clone_into(&mut flow.rate_limit_key);
    let cost = Cost::Start { username: flow.rate_limit_key.clone() };
    flow.call(Call { ask: Ask::Start(None), cost }, Goal::Begin(Beginning::Opening { password }))
}

/// Starts a flow again that has expired, at once if the answer that came too late says with which username.
pub(super) fn begin_again(
    mut flow: Flow,
    entered: Option<FirstAnswer>,
    context: &Context<'_>,
) -> Transition {
    flow.restart(context.now);
    if let Some(entered) = entered {
        return begin(flow, entered, context);
    }
    flow.move_to(context.names.step.clone());
    flow.notices.push(Notice::info(Key::ExpiredRestart));
    flow.rest(context)
}

/// Tells that the page was out of date.
pub(super) fn out_of_date(mut flow: Flow, context: &Context<'_>) -> Transition {
    flow.notices.push(Notice::info(Key::OutOfDate));
    flow.rest(context)
}

/// Returns the text about a username that cannot be read.
pub fn username_problem(problem: UsernameProblem) -> Key {
    match problem {
        UsernameProblem::Missing => Key::UsernameMissing,
        UsernameProblem::TooLong => Key::UsernameTooLong,
        UsernameProblem::Malformed => Key::UsernameMalformed,
    }
}
