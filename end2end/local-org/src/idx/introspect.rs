//! `/idp/idx/introspect`: where does this transaction stand? Asking changes nothing.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;

use super::form_handler::draw;
use super::form_handler::not_well_formed;
use super::form_handler::session_expired;
use super::sent::Sent;
use super::step::Moved;
use crate::faults::refusal::Place;
use crate::http::answer::Answer;
use crate::http::answer::JSON;
use crate::org::Org;
use crate::protocol::StateHandle;
use crate::random::Random;
use crate::state::transaction::Session;
use crate::state::transaction::Stage;
use crate::state::transaction::Transaction;
use crate::timestamp::Timestamp;

/// Answers the current step of the transaction behind an interaction or state handle.
///
/// The first call mints the state handle. Errors are labelled `application/json`: the SDK reads
/// no other failed answer here.
pub(super) async fn introspect(State(org): State<Arc<Org>>, body: Bytes) -> Answer {
    let Some(sent) = Sent::parse(&body) else { return not_well_formed() };
    let (interaction, token) = (sent.text("interactionHandle"), sent.text("stateToken"));
    let state_handle = if token.is_empty() { sent.text("stateHandle") } else { token };
    org.change(|state, now| {
        let found = if interaction.is_empty() {
            state.transactions.take_by_state(state_handle, now)
        } else {
            state.transactions.take_by_interaction(interaction, now)
        };
        let Some(mut transaction) = found else {
            return session_expired(Some(state_handle), JSON);
        };
        if matches!(transaction.stage, Stage::FirstPage)
            && let Some(refusal) = state.faults.refuse(Place::FirstAnswer)
        {
            let (status, messages) = (refusal.status(), refusal.messages());
            transaction.stage = Stage::Over { status, messages };
        }
        let life = org.settings.lifetimes.state_handle;
        let session = session_of(&mut transaction, &mut state.random, now, life);
        let stage = transaction.stage.clone();
        let mut reply = Moved::to(stage).reply;
        if let Stage::Over { status, .. } = transaction.stage {
            reply.status = status;
        }
        let failed = reply.status >= 400;
        let answer = draw(&org, state, &transaction, &session, reply);
        state.transactions.insert(transaction);
        if failed { answer.typed(JSON) } else { answer }
    })
}

fn session_of(
    transaction: &mut Transaction,
    random: &mut Random,
    now: Timestamp,
    life: i64,
) -> Session {
    let id = transaction.id.clone();
    transaction
        .session
        .get_or_insert_with(|| Session {
            state_handle: StateHandle::new(format!("02.{id}~{}", random.secret(32))),
            expires_at: now.plus_seconds(life),
        })
        .clone()
}
