//! The state transition of a transaction after a response.

use std::sync::Arc;

use super::Transaction;
use super::completed::Completed;
use super::interaction::Interaction;
use super::pending::Pending;
use super::terminal::Terminal;
use super::terminal::is_gone;
use crate::call::CallError;
use crate::call::Received;
use crate::classify::Classified;
use crate::classify::classify;
use crate::grammar::Reply;
use crate::rate_limit::LimitScope;

/// Returns the next state. `from` is the step that was submitted, if there was one.
pub(crate) fn advance(
    interaction: &Arc<Interaction>,
    from: Option<&Pending>,
    received: &Received,
) -> Result<Transaction, CallError> {
    match classify(&received.body) {
        Classified::Pending(reply) => {
            let mut next = Pending::first(Arc::clone(interaction), Arc::new(reply));
            if let Some(from) = from.filter(|_| !received.is_success()) {
                next.last_good = Arc::clone(&from.last_good);
            }
            next.retry_at = received.retry_at.filter(|_| received.may_pass());
            Ok(Transaction::Pending(next))
        }
        Classified::Success(_, code) => {
            Ok(Transaction::Completed(Completed::new(Arc::clone(interaction), code)))
        }
        Classified::Terminal(_) if from.is_none() && received.is_throttled() => {
            Err(CallError::RateLimited { retry_at: received.retry_at, scope: LimitScope::User })
        }
        // Without an earlier step, a failure inside the org is an error and not a refusal.
        Classified::Terminal(_) if from.is_none() && received.may_pass() => {
            Err(CallError::Failed { status: received.status.as_u16() })
        }
        Classified::Terminal(reply) => Ok(end_or_last_step(from, reply, received)),
        other => Err(CallError::refused(received, other)),
    }
}

/// A rate limit or a failure inside the org does not end the transaction: the last valid step
/// stays, with the messages.
fn end_or_last_step(from: Option<&Pending>, reply: Reply, received: &Received) -> Transaction {
    let last_step = from.map(|from| Pending {
        interaction: Arc::clone(&from.interaction),
        shown: Arc::clone(&from.last_good),
        last_good: Arc::clone(&from.last_good),
        notice: reply.messages().to_vec(),
        retry_at: received.retry_at,
    });
    match last_step {
        Some(step) if received.may_pass() && !is_gone(&reply) => Transaction::Pending(step),
        last_step => Transaction::Terminal(Terminal::new(Arc::new(reply), last_step)),
    }
}
