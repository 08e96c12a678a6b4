//! What a request means at the step where a flow stands. Pure: reads, and changes nothing.

use std::time::Duration;

use app::sign_in::Submission;
use app::text::Key;
use okta_idx::Pending;

use super::request::RequestContext;
use crate::effect::Channel;
use crate::flow::Act;
use crate::flow::Answer;
use crate::flow::FirstAnswer;
use crate::flow::Flow;
use crate::flow::IDENTIFIER;
use crate::flow::Input;
use crate::flow::Intent;
use crate::flow::Notice;
use crate::flow::PASSCODE;
use crate::flow::Password;
use crate::flow::Stage;
use crate::flow::StartToken;
use crate::screen;
use crate::screen::View;
use crate::screen::fields;
use crate::screen::table;

/// The request that is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    view: View<'a>,
    lifetime: Duration,
}

impl RequestContext {
    /// Returns what a request is read by.
    pub(super) fn place(&self) -> Place<'_> {
        Place { view: self.view(), lifetime: self.server.sessions.lifetimes().flow }
    }
}

impl Place<'_> {
    /// Returns whether an answer to the flow comes too late.
    pub(super) fn is_over(&self, flow: &Flow) -> bool {
        flow.is_over(self.view.now, self.lifetime)
    }
}

/// Returns what was entered into the field of a first step; `None` if the form had no such field.
pub(super) fn entered_username(submission: &Submission) -> Option<&str> {
    answer_of(submission, IDENTIFIER)
}

/// Returns what was posted for the field of this name.
pub(super) fn answer_of<'a>(submission: &'a Submission, field: &str) -> Option<&'a str> {
    let mut answers = submission.answers.iter();
    answers.find(|(name, _)| name == field).map(|(_, value)| value.as_str())
}

/// Returns what was entered into a first step.
pub(super) fn first_answer(submission: &Submission) -> FirstAnswer {
    let token = Intent::by_token().find_map(|(intent, name)| {
        let token = answer_of(submission, name).filter(|token| !token.is_empty())?;
        StartToken::of(intent, token)
    });
    FirstAnswer {
        username: entered_username(submission).unwrap_or_default().to_owned(),
        password: answer_of(submission, PASSCODE).map(Password::typed),
        token,
    }
}

/// Reads an answer to a form. `None` if nothing follows from it.
pub(super) fn submission(place: &Place<'_>, flow: &Flow, submission: &Submission) -> Option<Input> {
    if place.is_over(flow) {
        let restarts = flow.intent == Intent::SignUp || entered_username(submission).is_some();
        return Some(Input::Expired { entered: restarts.then(|| first_answer(submission)) });
    }
    if flow.step != submission.step {
        return out_of_date(flow);
    }
    match &flow.stage {
        Stage::Start | Stage::Ended | Stage::Misconfigured { .. } => {
            Some(Input::Begin(first_answer(submission)))
        }
        Stage::Pending(_) => {
            let read = |at: Pending| answer(place, flow, &at, &submission.answers);
            Some(flow.stage.pending().and_then(read).map_or(Input::Lost, Input::Answer))
        }
        Stage::AwaitingTokens(_) => Some(Input::Continue),
        Stage::AwaitingPickup(_) => None,
    }
}

/// Reads an action. `None` if nothing follows from it.
pub(super) fn action(place: &Place<'_>, flow: &Flow, step: &str, action: &str) -> Option<Input> {
    if place.is_over(flow) {
        return Some(Input::Expired { entered: None });
    }
    if flow.step != step {
        return out_of_date(flow);
    }
    if action == screen::actions::RESTART {
        return Some(Input::Act(Act::Restart));
    }
    let read = |at: Pending| Input::Act(act(place, flow, &at, action));
    Some(flow.stage.pending().map_or(Input::Lost, read))
}

/// Tells once that a page is out of date.
fn out_of_date(flow: &Flow) -> Option<Input> {
    let is_told = flow.notices.contains(&Notice::info(Key::OutOfDate));
    (!is_told).then_some(Input::OutOfDate)
}

fn answer(
    place: &Place<'_>,
    flow: &Flow,
    at: &Pending,
    posted: &[(String, String)],
) -> Option<Answer> {
    let form = screen::draft::main_form(at, flow.chosen_form())?;
    let bound = fields::of_form(&place.view, form);
    let values = fields::repeatable(&bound, posted);
    let read = fields::answers_from(&bound, posted, &flow.doubted);
    let picked = read.as_ref().ok().and_then(|answers| answers.authenticator(form));
    let effect = table::effect_of(form, picked);
    Some(Answer { form: form.reference(), values, read, effect })
}

fn act(place: &Place<'_>, flow: &Flow, at: &Pending, action: &str) -> Act {
    let offered = screen::draft::offered(&place.view, flow, at);
    let Some(offered) = offered.into_iter().find(|offered| offered.name == action) else {
        return Act::Unknown;
    };
    if offered.wait > 0 {
        return Act::TooSoon { seconds: offered.wait };
    }
    if let Some(name) = action.strip_prefix(screen::actions::SHOW) {
        return Act::Show(name.to_owned());
    }
    match action {
        screen::actions::RESEND => Act::Resend(table::awaited(at).unwrap_or(Channel::Email)),
        screen::actions::OTHER_METHOD => Act::OtherMethod,
        screen::actions::RECOVER => Act::Recover,
        screen::actions::SKIP => Act::Skip,
        name => {
            let form = name.strip_prefix(screen::actions::SEND).and_then(|name| at.form(name));
            form.map_or(Act::Unknown, |form| Act::Send(form.reference(), table::of(form).effect))
        }
    }
}
