//! Hears from the server when a sign-in has moved on without this page.

use std::cell::RefCell;

use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use leptos::task::spawn_local;
use web_sys::AbortController;
use web_sys::AbortSignal;

use super::page;
use crate::server_functions::EVENTS;
use crate::server_functions::SCRIPT_HEADER;
use crate::server_functions::SCRIPT_HEADER_VALUE;

/// The pause before a stream that ended is opened again.
const REOPEN_MS: u32 = 1000;
/// The pause after one that was refused, or whose server could not be reached.
const REFUSED_MS: u32 = 3000;
/// What the server says when there is news.
const MOVED: &str = "event: moved";

thread_local! {
    /// Ends the listening that goes on.
    static LISTENING: RefCell<Option<AbortController>> = const { RefCell::new(None) };
}

/// Listens if the step that is shown waits for something, and stops listening for any step before it.
pub(super) fn while_waiting() {
    if let Some(before) = LISTENING.take() {
        before.abort();
    }
    if !page::is_waiting() {
        return;
    }
    let Ok(controller) = AbortController::new() else { return };
    let signal = controller.signal();
    LISTENING.set(Some(controller));
    spawn_local(listen([EVENTS, "?step=", &page::shown_step()].concat(), signal));
}

/// Looks at the server at each event, for as long as the step is shown: a look may have failed, or come too early.
async fn listen(address: String, signal: AbortSignal) {
    while !signal.aborted() {
        let heard = hear(&address, &signal).await;
        if signal.aborted() {
            return;
        }
        if heard.as_ref().is_ok_and(|said| said.contains(MOVED)) {
            super::look(false).await;
        }
        TimeoutFuture::new(if heard.is_ok() { REOPEN_MS } else { REFUSED_MS }).await;
    }
}

/// What the server said until the stream ended: it ends with the first event. An `EventSource` would do the same, but it
/// cannot send the header that the server asks for.
async fn hear(address: &str, signal: &AbortSignal) -> Result<String, gloo_net::Error> {
    let answer = Request::get(address)
        .header(SCRIPT_HEADER, SCRIPT_HEADER_VALUE)
        .abort_signal(Some(signal))
        .send()
        .await?;
    if answer.ok() { answer.text().await } else { Err(gloo_net::Error::GlooError(String::new())) }
}
