//! The CSRF token: a form must come from the browser that it was rendered for, or from this site's own script.

use std::sync::Arc;

use app::server_functions::ACT;
use app::server_functions::CURRENT;
use app::server_functions::LINK;
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

use super::csrf_origin::FOREIGN;
use super::csrf_origin::Unproven;
use crate::failure::Refusal;
use crate::failure::refuse;
use crate::flow::start_of;
use crate::route::error_page::asks_for_a_page;
use crate::route::pages;
use crate::session::form_token::Bound;
use crate::session::form_token::Unfit;
use crate::state::AppState;

/// The reason in the log, and the code for scripts.
const STALE: &str = "stale-form";
/// The same for a browser that sends no cookie of this server.
const NO_COOKIES: &str = "no-cookies";

/// The routes behind this gate.
const FORMS: [&str; 5] = [SUBMIT, ACT, LINK, CURRENT, SIGN_OUT];

/// Returns whether a request is a form that this gate judges.
pub fn guards(method: &Method, path: &str) -> bool {
    *method == Method::POST && FORMS.contains(&path)
}

/// Returns whether a request was made by this site's own script: no other site can send this header without a
/// preflight, which is never allowed (OWASP CSRF Prevention Cheat Sheet, "Employing Custom Request Headers").
pub fn is_by_script(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(SCRIPT_HEADER).iter();
    values.next().is_some_and(|value| value == SCRIPT_HEADER_VALUE) && values.next().is_none()
}

/// Refuses a posted form that has neither the header of the script nor a token that fits, and gives out a fresh one.
///
/// Where the browser does not state where a form comes from, the token alone proves it. It is bound to the session,
/// or at the first step to the device cookie: a token that an attacker fetched fits the attacker's cookie only.
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
    let unproven = parts.extensions.get::<Unproven>().is_some();
    let judged = if is_by_script(&parts.headers) && !unproven {
        Ok(())
    } else {
        form.check(&state, &parts.headers, parts.uri.path(), unproven)
    };
    let unfit = match judged {
        Ok(()) => return next.run(Request::from_parts(parts, Body::from(body))).await,
        Err(Unfit::Missing) if unproven => return refuse(StatusCode::FORBIDDEN, FOREIGN),
        Err(unfit) => unfit,
    };
    let reason = if unfit == Unfit::NoCookies { NO_COOKIES } else { STALE };
    if asks_for_a_page(&parts.headers) {
        let request = Request::from_parts(parts, Body::empty());
        let mut page = pages::unfit_form(&state, request, &form, unfit).await;
        page.extensions_mut().insert(Refusal(reason));
        page
    } else {
        refuse(StatusCode::FORBIDDEN, reason)
    }
}

/// The fields of a form that the gate reads.
#[derive(Clone)]
pub struct Posted(Vec<(String, String)>);

impl Posted {
    fn read(body: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(body).into_owned().collect())
    }

    /// Returns the value of a field that is there exactly once.
    pub fn only(&self, name: &str) -> Option<&str> {
        let mut found = self.0.iter().filter(|(key, _)| key == name);
        let (_, value) = found.next()?;
        found.next().is_none().then_some(value)
    }

    fn check(
        &self,
        state: &AppState,
        headers: &HeaderMap,
        path: &str,
        unproven: bool,
    ) -> Result<(), Unfit> {
        // Signed out already, in another tab: nothing is left to guard. Another site must not get so far, because a
        // strict cookie stays behind on its way here, and the answer would remove it.
        if path == SIGN_OUT && !unproven && !state.cookies.has_any(headers) {
            return Ok(());
        }
        let token = self.only(TOKEN).ok_or(Unfit::Missing)?;
        if state.cookies.are_missing(headers) {
            return Err(Unfit::NoCookies);
        }
        // Only the forms of a step can belong to a step; the others do what needs a session.
        let step = self.only("step").filter(|_| path == SUBMIT || path == ACT);
        if let Some(step) = step.filter(|step| start_of(step).is_some()) {
            // A name that this server did not give fits no token: the MAC is over the name.
            let device = state.cookies.device(headers).ok_or(Unfit::Foreign)?;
            let bound = Bound::FirstStep { step, device };
            return state.sessions.check_form_token(bound, token);
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
