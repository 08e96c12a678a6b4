//! Listens for events that tell that the sign-in has moved on, for example in another tab.

use std::cell::RefCell;

use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;

use super::page;
use super::post;
use crate::server_functions::EVENTS;
use crate::server_functions::SCRIPT_HEADER;
use crate::server_functions::SCRIPT_HEADER_VALUE;

/// The pause before a stream that ended is reopened.
const REOPEN_MS: u32 = 1000;
/// The pause after a stream was refused, or the server was unreachable.
const REFUSED_MS: u32 = 3000;
/// The longest time of a stream; the server ends it earlier, so a longer one is dead.
const LONGEST_MS: u32 = 30_000;
/// The event that the sign-in has moved on.
const MOVED: &str = "event: moved";

thread_local! {
    /// Aborts the current stream.
    static LISTENING: RefCell<Option<AbortController>> = const { RefCell::new(None) };
}

/// Listens if the current step waits for an event, and stops an earlier stream.
pub(super) fn while_waiting() {
    if let Some(before) = LISTENING.take() {
        before.abort();
    }
    if page::is_waiting() {
        let controller = post::given_up_after(LONGEST_MS);
        LISTENING.set(controller.clone());
        spawn_local(listen(controller));
    }
}

/// Fetches the step after an event, and listens again because that request may fail or come too
/// early.
async fn listen(controller: Option<AbortController>) {
    let heard = hear(controller.as_ref()).await;
    if matches!(&heard, Ok(said) if said.contains(MOVED)) {
        super::look(false).await;
    }
    TimeoutFuture::new(if heard.is_ok() { REOPEN_MS } else { REFUSED_MS }).await;
    if LISTENING.with_borrow(|listening| *listening == controller) {
        while_waiting();
    }
}

/// Reads the stream to its end, which is after the first event. An `EventSource` cannot send the
/// header that the server requires.
async fn hear(controller: Option<&AbortController>) -> Result<String, gloo_net::Error> {
    let signal = controller.map(AbortController::signal);
    let answer = Request::get(&[EVENTS, "?step=", &page::shown_step()].concat())
        .header(SCRIPT_HEADER, SCRIPT_HEADER_VALUE)
        .abort_signal(signal.as_ref())
        .send()
        .await?;
    // Status 204: the browser has its maximum number of streams already.
    if answer.status() == 200 {
        answer.text().await
    } else {
        Err(gloo_net::Error::GlooError(String::new()))
    }
}
