//! Around every call to an Okta path: CORS, faults, counting and writing down.

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use axum::body::Body;
use axum::body::Bytes;
use axum::extract::Request;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderMap;
use http::HeaderValue;
use http::Method;
use http::StatusCode;
use http::header;
use http::request::Parts;

use super::answer::Answer;
use super::cors;
use crate::calls::Call;
use crate::calls::CallHeaders;
use crate::calls::SentMessage;
use crate::faults::path::PathFault;
use crate::faults::whose;
use crate::org::Event;
use crate::org::Org;
use crate::protocol::TransactionId;
use crate::timestamp::Timestamp;

/// No form of the protocol comes near this.
const LARGEST_REQUEST: usize = 256 * 1024;

/// Runs a call and keeps what came of it, on disk too, before the caller hears of it.
pub(crate) async fn exchange(
    State(org): State<Arc<Org>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = if is_okta_path(request.uri().path()) {
        okta(&org, request, next).await
    } else {
        next.run(request).await
    };
    org.keep().await;
    let date = org.look(|_, now| now.http_date());
    if let Ok(date) = HeaderValue::from_str(&date) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

fn is_okta_path(path: &str) -> bool {
    ["/idp/", "/oauth2/", "/.well-known/", "/email/"].iter().any(|start| path.starts_with(start))
}

async fn okta(org: &Org, request: Request, next: Next) -> Response {
    let origin = cors::allowed_origin(&org.settings, request.headers());
    let mut response = if request.method() == Method::OPTIONS {
        cors::preflight()
    } else {
        record(org, request, next).await
    };
    cors::allow(&mut response, origin);
    response
}

async fn record(org: &Org, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let (parts, body) = request.into_parts();
    let Ok(sent) = axum::body::to_bytes(body, LARGEST_REQUEST).await else {
        let summary = "The request body is too large or was cut short.";
        return Answer::api_error(StatusCode::PAYLOAD_TOO_LARGE, "E0000003", summary)
            .into_response();
    };
    let path = parts.uri.path().to_owned();
    let (at, fault, newest_message) = org.change(|state, now| {
        state.count(&path);
        let newest = state.inbox.newest_first().next().map(|message| message.id.clone());
        let whose = state.faults.single_out().then(|| whose::login(state, &sent)).flatten();
        (now, state.faults.strike(&path, whose.as_deref()), newest)
    });
    let real = match &fault {
        Some(fault) if fault.prevents() => None,
        _ => {
            let early = fault.as_ref().filter(|fault| fault.before);
            tokio::time::sleep(early.map_or(Duration::ZERO, PathFault::delay)).await;
            let request = Request::from_parts(parts.clone(), Body::from(sent.clone()));
            Some(collect(next.run(request).await).await)
        }
    };
    let note = Note { parts: &parts, at, started, sent: &sent, newest_message };
    let Some(fault) = fault else {
        let real = real.unwrap_or_default();
        note.write(org, &real, false);
        return real.map(Body::from);
    };
    if real.is_none() || !fault.before {
        tokio::time::sleep(fault.delay()).await;
    }
    let real_kept = real.clone();
    let response = fault.answer(real, at);
    let mut shown = real_kept.unwrap_or_default();
    *shown.status_mut() = response.status();
    note.write(org, &shown, true);
    response
}

async fn collect(response: Response) -> Response<Bytes> {
    let (parts, body) = response.into_parts();
    match axum::body::to_bytes(body, usize::MAX).await {
        Ok(bytes) => Response::from_parts(parts, bytes),
        Err(error) => {
            tracing::error!(%error, "an answer could not be read back");
            let mut broken = Response::new(Bytes::new());
            *broken.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            broken
        }
    }
}

/// What is known about a call before its answer.
struct Note<'a> {
    parts: &'a Parts,
    at: Timestamp,
    started: Instant,
    sent: &'a Bytes,
    newest_message: Option<String>,
}

impl Note<'_> {
    fn write(self, org: &Org, response: &Response<Bytes>, fault: bool) {
        let transaction = response.extensions().get::<TransactionId>().cloned();
        let millis = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (method, path) = (&self.parts.method, self.parts.uri.path());
        tracing::debug!(%method, path, status = response.status().as_u16(), millis, fault);
        let has_sent = org.change(|state, _| {
            let mail = state
                .inbox
                .newest_first()
                .take_while(|message| Some(&message.id) != self.newest_message.as_ref())
                .find(|message| Some(&message.transaction) == transaction.as_ref())
                .map(|message| SentMessage {
                    id: message.id.clone(),
                    channel: message.channel,
                    to: message.to.clone(),
                });
            let has_sent = mail.is_some();
            state.calls.add(Call {
                number: 0,
                at: self.at,
                method: method.to_string(),
                path: path.to_owned(),
                query: self.parts.uri.query().map(str::to_owned),
                headers: headers_of(&self.parts.headers),
                sent: String::from_utf8_lossy(self.sent).into_owned(),
                status: response.status().as_u16(),
                answered: String::from_utf8_lossy(response.body()).into_owned(),
                millis,
                transaction,
                mail,
                fault,
            });
            has_sent
        });
        org.tell(if has_sent { Event::Mail } else { Event::Call });
    }
}

fn headers_of(headers: &HeaderMap) -> CallHeaders {
    let of = |name: &str| {
        headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    CallHeaders {
        accept: of("accept"),
        accept_language: of("accept-language"),
        authorization: of("authorization"),
        content_type: of("content-type"),
        cookie: of("cookie"),
        origin: of("origin"),
        user_agent: of("user-agent"),
        x_device_token: of("x-device-token"),
        x_forwarded_for: of("x-forwarded-for"),
        x_okta_user_agent_extended: of("x-okta-user-agent-extended"),
    }
}
