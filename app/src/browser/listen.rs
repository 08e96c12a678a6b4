//! Hears from the server when a sign-in has moved on without this page.

use std::cell::RefCell;

use futures::StreamExt;
use futures::future::AbortHandle;
use futures::future::abortable;
use gloo_net::eventsource::futures::EventSource;
use gloo_timers::future::TimeoutFuture;
use leptos::task::spawn_local;

use super::page;
use crate::server_functions::EVENTS;

/// The pause before a stream that was refused is opened again. Streams that merely break are reopened by the browser.
const REOPEN_MS: u32 = 3000;

thread_local! {
    /// Ends the listening that goes on.
    static LISTENING: RefCell<Option<AbortHandle>> = const { RefCell::new(None) };
}

/// Listens if the step that is shown waits for something, and stops listening for any step before it.
pub(super) fn while_waiting() {
    if let Some(before) = LISTENING.take() {
        before.abort();
    }
    if !page::is_waiting() {
        return;
    }
    let (listening, handle) = abortable(listen([EVENTS, "?step=", &page::shown_step()].concat()));
    LISTENING.set(Some(handle));
    spawn_local(async move {
        // Listening has no end but this one.
        let _ = listening.await;
    });
}

/// Looks at the server at each event, for as long as the step is shown: a look may have failed, or come too early.
async fn listen(address: String) {
    loop {
        if let Ok(mut source) = EventSource::new(&address)
            && let Ok(mut moved) = source.subscribe("moved")
        {
            while let Some(Ok(_)) = moved.next().await {
                super::look(false).await;
            }
        }
        TimeoutFuture::new(REOPEN_MS).await;
    }
}
