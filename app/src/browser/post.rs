//! Sends a form as the browser would, but asks for the next step instead of the next page.

use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;
use web_sys::FormData;
use web_sys::HtmlFormElement;
use web_sys::UrlSearchParams;

use crate::server_functions::ACT;
use crate::server_functions::CURRENT;
use crate::server_functions::SCRIPT_HEADER;
use crate::server_functions::SCRIPT_HEADER_VALUE;
use crate::server_functions::SUBMIT;
use crate::step::Step;

/// An answer that takes longer is not waited for: more than the server itself waits for Okta.
const LONGEST_MS: u32 = 30_000;

/// No step came back.
#[derive(Clone, Copy)]
pub(super) enum Unanswered {
    /// The server could not be reached, failed, or did not answer in time.
    Unreachable,
    /// The server would not take what was sent (a status of 4xx).
    Refused,
}

impl From<gloo_net::Error> for Unanswered {
    fn from(_: gloo_net::Error) -> Self {
        Self::Unreachable
    }
}

impl From<JsValue> for Unanswered {
    fn from(_: JsValue) -> Self {
        Self::Unreachable
    }
}

/// Whether a form is one of the panel's own, and not one that a browser extension put there.
pub(super) fn is_ours(form: &HtmlFormElement) -> bool {
    form.get_attribute("action").is_some_and(|action| action == SUBMIT || action == ACT)
}

/// Posts `fields` to the address of `form`.
pub(super) async fn form(form: &HtmlFormElement, fields: &FormData) -> Result<Step, Unanswered> {
    let body = UrlSearchParams::new_with_str_sequence_sequence(fields)?;
    send(&form.get_attribute("action").unwrap_or_default(), &body.to_string().into()).await
}

/// Asks where the sign-in stands.
pub(super) async fn current() -> Result<Step, Unanswered> {
    send(CURRENT, &JsValue::from_str("")).await
}

async fn send(address: &str, body: &JsValue) -> Result<Step, Unanswered> {
    let signal = given_up_after(LONGEST_MS).map(|controller| controller.signal());
    let answer = Request::post(address)
        .abort_signal(signal.as_ref())
        .header("accept", "application/json")
        .header(SCRIPT_HEADER, SCRIPT_HEADER_VALUE)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)?
        .send()
        .await?;
    if !answer.ok() {
        return Err(match answer.status() {
            400..500 => Unanswered::Refused,
            _ => Unanswered::Unreachable,
        });
    }
    Ok(answer.json().await?)
}

/// Gives up a request after some time. Giving up one that is answered already does nothing.
pub(super) fn given_up_after(milliseconds: u32) -> Option<AbortController> {
    let controller = AbortController::new().ok()?;
    let later = controller.clone();
    spawn_local(async move {
        TimeoutFuture::new(milliseconds).await;
        later.abort();
    });
    Some(controller)
}
