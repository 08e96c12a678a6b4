//! Hears from the server when a sign-in has moved on without this page.

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

/// The pause before a stream that ended is opened again.
const REOPEN_MS: u32 = 1000;
/// The pause after one that was not to be had, or whose server could not be reached.
const REFUSED_MS: u32 = 3000;
/// A stream that lasts longer has died on the way: the server ends it earlier.
const LONGEST_MS: u32 = 30_000;
/// What the server says when there is news.
const MOVED: &str = "event: moved";

thread_local! {
    /// Ends the listening that goes on.
    static LISTENING: RefCell<Option<AbortController>> = const { RefCell::new(None) };
}

/// Listens if the step that is shown waits for something, and stops whatever listened before.
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

/// Looks at the server at an event, and then listens on: the look may have failed, or come too early.
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

/// What the server said until the stream ended: it ends with the first event. An `EventSource` would do the same, but it
/// cannot send the header that the server asks for.
async fn hear(controller: Option<&AbortController>) -> Result<String, gloo_net::Error> {
    let signal = controller.map(AbortController::signal);
    let answer = Request::get(&[EVENTS, "?step=", &page::shown_step()].concat())
        .header(SCRIPT_HEADER, SCRIPT_HEADER_VALUE)
        .abort_signal(signal.as_ref())
        .send()
        .await?;
    // Without content, the browser has enough streams already.
    if answer.status() == 200 {
        answer.text().await
    } else {
        Err(gloo_net::Error::GlooError(String::new()))
    }
}
