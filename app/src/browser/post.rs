//! Sends a form as the browser would, but asks for the next step instead of the next page.

use gloo_net::http::Request;
use wasm_bindgen::JsValue;
use web_sys::FormData;
use web_sys::HtmlFormElement;
use web_sys::UrlSearchParams;

use crate::server_functions::CURRENT;
use crate::server_functions::SCRIPT_HEADER;
use crate::server_functions::SCRIPT_HEADER_VALUE;
use crate::step::Step;

/// No step came back.
#[derive(Clone, Copy)]
pub(super) enum Unanswered {
    /// The server could not be reached, or failed.
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

/// Posts the fields of `form` to its own address.
pub(super) async fn form(form: &HtmlFormElement) -> Result<Step, Unanswered> {
    let fields = FormData::new_with_form(form)?;
    let body = UrlSearchParams::new_with_str_sequence_sequence(&fields)?;
    send(&form.get_attribute("action").unwrap_or_default(), &body.to_string().into()).await
}

/// Asks where the sign-in stands.
pub(super) async fn current() -> Result<Step, Unanswered> {
    send(CURRENT, &JsValue::from_str("")).await
}

async fn send(address: &str, body: &JsValue) -> Result<Step, Unanswered> {
    let answer = Request::post(address)
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
