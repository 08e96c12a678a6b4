//! What all IDX forms have in common: find the transaction, handle the form, draw the new stage.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::routing::MethodRouter;
use axum::routing::post;
use http::HeaderName;
use http::StatusCode;

use super::sent::Sent;
use super::step::Moved;
use super::step::Reply;
use super::step::StepContext;
use super::step::view_of;
use crate::forms;
use crate::forms::ion::ION;
use crate::forms::message;
use crate::forms::safe_mode;
use crate::http::answer::Answer;
use crate::http::answer::JSON;
use crate::org::Org;
use crate::state;
use crate::state::transaction::Session;
use crate::state::transaction::Stage;
use crate::state::transaction::Transaction;

/// A handler takes the stage it finds and says which one follows.
pub(super) type Handler = fn(&mut StepContext<'_>, Stage, &Sent) -> Moved;

/// A form that waits while the org can only be read, where its stage is one that has to.
pub(super) fn form_handler(handle: Handler) -> MethodRouter<Arc<Org>> {
    post(move |State(org): State<Arc<Org>>, body: Bytes| async move {
        run(&org, &body, |step, stage, sent| {
            if step.state.faults.safe_mode && safe_mode::concerns(&stage) {
                return Moved::to(stage);
            }
            handle(step, stage, sent)
        })
    })
}

/// A form that leads out of such a stage, and therefore never waits.
pub(super) fn way_out(handle: Handler) -> MethodRouter<Arc<Org>> {
    post(move |State(org): State<Arc<Org>>, body: Bytes| async move { run(&org, &body, handle) })
}

fn run(
    org: &Org,
    body: &[u8],
    handle: impl Fn(&mut StepContext<'_>, Stage, &Sent) -> Moved,
) -> Answer {
    let Some(sent) = Sent::parse(body) else { return not_well_formed() };
    let state_handle = sent.text("stateHandle");
    org.change(|state, now| {
        let Some(mut transaction) = state.transactions.take_by_state(state_handle, now) else {
            return session_expired(Some(state_handle), ION);
        };
        let Some(session) = transaction.session.clone() else {
            return session_expired(Some(state_handle), ION);
        };
        let stage = std::mem::replace(&mut transaction.stage, Stage::FirstPage);
        let moved = match stage {
            Stage::Finished(_) => Moved::to(stage),
            Stage::Over { status, .. } => {
                let mut moved = Moved::to(stage);
                moved.reply.status = status;
                moved
            }
            stage => {
                let (settings, transaction) = (&org.settings, &mut transaction);
                let mut step = StepContext { settings, state, now, transaction };
                handle(&mut step, stage, &sent)
            }
        };
        transaction.stage = moved.stage;
        let answer = draw(org, state, &transaction, &session, moved.reply);
        state.transactions.insert(transaction);
        answer
    })
}

/// Draws the page of the stage that a transaction is at.
pub(super) fn draw(
    org: &Org,
    state: &state::State,
    transaction: &Transaction,
    session: &Session,
    reply: Reply,
) -> Answer {
    let view = view_of(&org.url, &org.settings, state, transaction, session);
    let mut page = forms::page(view, transaction);
    for message in reply.said {
        page.say(message);
    }
    for (field, message) in reply.complaints {
        page.complain(&field, &message);
    }
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK);
    let body = page.into_json().to_string().into_bytes();
    let answer = Answer::bytes(status, ION, body).of(&transaction.id);
    match reply.retry_at {
        None => answer,
        Some(at) => answer
            .header(HeaderName::from_static("x-rate-limit-limit"), "1")
            .header(HeaderName::from_static("x-rate-limit-remaining"), "0")
            .header(
                HeaderName::from_static("x-rate-limit-reset"),
                at.unix_seconds().saturating_add(1).to_string(),
            ),
    }
}

pub(super) fn not_well_formed() -> Answer {
    let summary = "The request body was not well-formed.";
    Answer::api_error(StatusCode::BAD_REQUEST, "E0000003", summary)
}

/// The handle is unknown or has expired.
pub(super) fn session_expired(handle: Option<&str>, content_type: &'static str) -> Answer {
    let handle = handle.filter(|handle| !handle.is_empty());
    let body = forms::terminal(&message::session_expired(), handle);
    let answer = Answer::json(StatusCode::UNAUTHORIZED, &body);
    // The SDK reads failed answers to introspect only when they are labelled as plain JSON.
    if content_type == JSON { answer } else { answer.typed(content_type) }
}
