//! Hears from the server when a sign-in has moved on without this page.

use std::cell::RefCell;

use futures::StreamExt;
use gloo_net::eventsource::futures::EventSource;
use leptos::task::spawn_local;

use super::page;
use crate::server_functions::EVENTS;

thread_local! {
    /// The stream that is open; dropping it closes it.
    static OPEN: RefCell<Option<EventSource>> = const { RefCell::new(None) };
}

/// Listens if the step that is shown waits for something, and stops listening for any step before it.
pub(super) fn while_waiting() {
    OPEN.set(None);
    let Some(step) = page::find(".step[data-waits=true]") else { return };
    let address = [EVENTS, "?step=", &page::attribute(&step, "data-step")].concat();
    let Ok(mut source) = EventSource::new(&address) else { return };
    if let Ok(mut moved) = source.subscribe("moved") {
        spawn_local(async move {
            if let Some(Ok(_)) = moved.next().await {
                super::refresh(false);
            }
        });
    }
    OPEN.set(Some(source));
}
