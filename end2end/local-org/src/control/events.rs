//! `/_local/events`: server-sent events that say when to look again.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::State;
use axum::response::sse;
use axum::response::sse::KeepAlive;
use axum::response::sse::Sse;
use futures::Stream;
use futures::stream;
use tokio::sync::broadcast::error::RecvError;

use crate::org::Event;
use crate::org::Org;

/// One event per change, named after what changed; it ends when the org stops.
pub(super) async fn stream(
    State(org): State<Arc<Org>>,
) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>>> {
    let watching = (org.watch(), org.stopping.clone());
    let events = stream::unfold(watching, |(mut events, mut stopping)| async move {
        let event = tokio::select! {
            _ = stopping.wait_for(|stop| *stop) => return None,
            event = events.recv() => event,
        };
        let name = match event {
            Ok(Event::Call) => "call",
            Ok(Event::Mail) => "mail",
            Ok(Event::Policy) => "policy",
            Ok(Event::Clock) => "clock",
            Ok(Event::Users) => "users",
            Ok(Event::Reset) | Err(RecvError::Lagged(_)) => "reset",
            Err(RecvError::Closed) => return None,
        };
        Some((Ok(sse::Event::default().event(name).data("{}")), (events, stopping)))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}
