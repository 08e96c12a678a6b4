//! Forms come back from the browser they were rendered for, or from this site's own script.

use std::sync::Arc;

use app::server_functions::ACT;
use app::server_functions::SCRIPT_HEADER;
use app::server_functions::SCRIPT_HEADER_VALUE;
use app::server_functions::SIGN_OUT;
use app::server_functions::SUBMIT;
use app::server_functions::TOKEN;
use axum::body::Body;
use axum::body::Bytes;
use axum::extract::FromRequest;
use axum::extract::Request;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use http::Method;
use http::StatusCode;

use super::dress::asks_for_a_page;
use crate::failure::Refusal;
use crate::failure::refuse;
use crate::route::pages;
use crate::session::form_token::Bound;
use crate::session::form_token::Unfit;
use crate::sign_in::flow::start_of;
use crate::state::AppState;

/// The reason in the log, and the code for scripts.
const STALE: &str = "stale-form";

/// Whether a request was made by this site's own script: no other site can send this header without a preflight, which
/// is never allowed (OWASP CSRF Prevention Cheat Sheet, "Employing Custom Request Headers").
pub fn is_by_script(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(SCRIPT_HEADER).iter();
    values.next().is_some_and(|value| value == SCRIPT_HEADER_VALUE) && values.next().is_none()
}

/// Refuses a posted form that has neither the header of the script nor a token that fits, and gives out a fresh one.
pub async fn gate(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let whole = Request::from_parts(parts.clone(), body);
    let body = match Bytes::from_request(whole, &()).await {
        Ok(body) => body,
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return refuse(StatusCode::PAYLOAD_TOO_LARGE, "too-large");
        }
        Err(_) => return refuse(StatusCode::BAD_REQUEST, "bad-request"),
    };
    let form = Posted::read(&body);
    let judged = if is_by_script(&parts.headers) {
        Ok(())
    } else {
        form.check(&state, &parts.headers, parts.uri.path())
    };
    if judged.is_ok() {
        return next.run(Request::from_parts(parts, Body::from(body))).await;
    }
    if asks_for_a_page(&parts.headers) {
        let request = Request::from_parts(parts, Body::empty());
        let mut page = pages::stale_form(&state, request, &form).await;
        page.extensions_mut().insert(Refusal(STALE));
        page
    } else {
        refuse(StatusCode::FORBIDDEN, STALE)
    }
}

/// The fields of a form, as far as a gate has to know them.
#[derive(Clone)]
pub struct Posted(Vec<(String, String)>);

impl Posted {
    fn read(body: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(body).into_owned().collect())
    }

    /// The value of a field that is there once.
    pub fn only(&self, name: &str) -> Option<&str> {
        let mut found = self.0.iter().filter(|(key, _)| key == name);
        let (_, value) = found.next()?;
        found.next().is_none().then_some(value)
    }

    fn check(&self, state: &AppState, headers: &HeaderMap, path: &str) -> Result<(), Unfit> {
        // Signed out already, in another tab: nothing is left to guard.
        if path == SIGN_OUT && !state.cookies.has_any(headers) {
            return Ok(());
        }
        let token = self.only(TOKEN).ok_or(Unfit::Missing)?;
        // Only the forms of a step can belong to a step; the others do what needs a session.
        let step = self.only("step").filter(|_| path == SUBMIT || path == ACT);
        if let Some(step) = step.filter(|step| start_of(step).is_some()) {
            return state.sessions.check_form_token(Bound::FirstStep(step), token);
        }
        let id = state.cookies.session_id(headers).ok_or(Unfit::Foreign)?;
        state.sessions.check_form_token(Bound::Session(&id), token)
    }
}

impl std::fmt::Debug for Posted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Posted([redacted])")
    }
}
