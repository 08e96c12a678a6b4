//! Posts a form as the browser would, but requests the next step instead of the next page.

use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;
use web_sys::Event;
use web_sys::FormData;
use web_sys::HtmlFormElement;
use web_sys::SubmitEvent;
use web_sys::UrlSearchParams;

use crate::server_functions::ACT;
use crate::server_functions::CURRENT;
use crate::server_functions::SCRIPT_HEADER;
use crate::server_functions::SCRIPT_HEADER_VALUE;
use crate::server_functions::SUBMIT;
use crate::step::Step;

/// The timeout of a request, longer than the server's own timeout for Okta.
const LONGEST_MS: u32 = 30_000;

/// Why there is no next step.
#[derive(Clone, Copy)]
pub(super) enum Unanswered {
    /// The server was unreachable, failed, or did not respond in time.
    Unreachable,
    /// The server rejected the request (status 4xx).
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

/// Whether a form belongs to the panel, and not to a browser extension.
pub(super) fn is_ours(form: &HtmlFormElement) -> bool {
    form.get_attribute("action").is_some_and(|action| action == SUBMIT || action == ACT)
}

/// Adds the name and value of the button that was used, as the browser does.
pub(super) fn add_button(event: &Event, fields: &FormData) {
    let button = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
    let Some(button) = button else { return };
    let attribute = |name| button.get_attribute(name).unwrap_or_default();
    let name = attribute("name");
    if !name.is_empty() {
        // This cannot fail for two texts.
        let _ = fields.append_with_str(&name, &attribute("value"));
    }
}

/// Posts `fields` to the address of `form`.
pub(super) async fn form(form: &HtmlFormElement, fields: &FormData) -> Result<Step, Unanswered> {
    let body = UrlSearchParams::new_with_str_sequence_sequence(fields)?;
    send(&form.get_attribute("action").unwrap_or_default(), &body.to_string().into()).await
}

/// Fetches the current step.
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

/// Makes a controller that aborts a request after some time; this has no effect on a finished one.
pub(super) fn given_up_after(milliseconds: u32) -> Option<AbortController> {
    let controller = AbortController::new().ok()?;
    let later = controller.clone();
    spawn_local(async move {
        TimeoutFuture::new(milliseconds).await;
        later.abort();
    });
    Some(controller)
}
