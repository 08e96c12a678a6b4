//! The pages. Showing one changes nothing, here or at Okta.

use std::sync::Arc;

use app::pages::HomePage;
use app::pages::MagicLink;
use app::pages::MagicLinkPage;
use app::pages::PlainPage;
use app::pages::Profile;
use app::pages::SignInPage;
use app::step::FieldKind;
use app::step::Message;
use app::step::Step;
use app::step::Tone;
use app::text::Key;
use app::text::Language;
use axum::extract::Request;
use axum::extract::State;
use axum::response::Html;
use axum::response::IntoResponse;
use axum::response::Response;
use http::HeaderValue;
use http::StatusCode;
use http::header;
use hydration_context::SsrSharedContext;
use leptos::nonce::Nonce;
use leptos::prelude::*;

use super::api::see_other;
use super::asked;
use super::asked::Asked;
use super::asked::form_value;
use crate::failure::Refusal;
use crate::failure::refuse;
use crate::flow::Intent;
use crate::flow::RETURN_TO;
use crate::flow::SamePath;
use crate::flow::start_of;
use crate::gate::csrf_token::Posted;
use crate::gate::headers::PageNonce;
use crate::gate::request_id::RequestId;
use crate::language;
use crate::log::chain;
use crate::route::error_page::asks_for_a_page;
use crate::screen::account;
use crate::screen::account::Lasting;
use crate::screen::fields::cleaned;
use crate::screen::start::keep_target;
use crate::session::form_token::Bound;
use crate::session::form_token::Unfit;
use crate::sign_in::landing::Landing;
use crate::sign_in::record::Session;
use crate::sign_in::record::State as SessionState;
use crate::sign_in::service::CurrentState;
use crate::sign_in::service::SignInService;
use crate::state::AppState;

type Server = State<Arc<AppState>>;

/// `/`: greets a signed-in user, or redirects to the sign-in page.
pub async fn home(State(state): Server, request: Request) -> Response {
    let visit = SignInService::of(&state, &request);
    match visit.peek(Intent::SignIn).await {
        Ok(CurrentState::SignedIn(session)) => {
            let (assets, language) = (state.site.assets(), visit.language());
            let profile = profile_of(&state, language, &session);
            let asked = asked::kept(&state, request.uri().query().unwrap_or_default());
            match state.sessions.form_token(Bound::Session(&session.id)) {
                Ok(token) => render(&request, StatusCode::OK, || {
                    view! { <HomePage assets language asked profile token /> }
                }),
                Err(error) => unavailable(&state, &request, &error),
            }
        }
        Ok(CurrentState::Step(..) | CurrentState::Misconfigured(..)) => {
            let query = request.uri().query().unwrap_or_default();
            see_other(&asked::passed_on(Intent::SignIn.page(), query))
        }
        Err(error) => unavailable(&state, &request, &error),
    }
}

fn profile_of(state: &AppState, language: Language, session: &Session) -> Profile {
    let sessions = &state.sessions;
    let lasting = Lasting {
        created_at: session.record.created_at,
        ends_at: sessions.ends_at_latest(&session.record),
        idle: sessions.lifetimes().idle,
    };
    let signed_in = match &session.record.state {
        SessionState::SignedIn(signed_in) => Some(signed_in),
        SessionState::SigningIn(_) => None,
    };
    account::of(language, lasting, signed_in)
}

/// `/sign-in`: the step at which the sign-in stands.
pub async fn sign_in(state: Server, request: Request) -> Response {
    panel(state, request, Intent::SignIn).await
}

/// `/sign-up`: the start of making an account.
pub async fn sign_up(state: Server, request: Request) -> Response {
    panel(state, request, Intent::SignUp).await
}

/// `/forgot-password`: the start of recovering an account.
pub async fn forgot_password(state: Server, request: Request) -> Response {
    panel(state, request, Intent::Recovery).await
}

/// `/unlock`: the start of unlocking an account.
pub async fn unlock(state: Server, request: Request) -> Response {
    panel(state, request, Intent::Unlock).await
}

/// Returns the message of a page that a plain form or the org led to: fixed texts for fixed names.
const SAID: [(&str, Said); 5] = [
    ("signed-out", Said { tone: Tone::Good, key: Key::SignedOut, at: At::Start }),
    ("restarted", Said { tone: Tone::Info, key: Key::Restarted, at: At::Start }),
    ("no-such-link", Said { tone: Tone::Error, key: Key::NoSuchLink, at: At::Start }),
    ("refused", Said { tone: Tone::Error, key: Key::RefusedElsewhere, at: At::Later }),
    ("unfinished", Said { tone: Tone::Info, key: Key::Unfinished, at: At::Later }),
];

#[derive(Clone, Copy)]
struct Said {
    tone: Tone,
    key: Key,
    at: At,
}

/// Where a message is shown: to a user without a session, or to one whose sign-in is under way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Later,
}

async fn panel(State(state): Server, request: Request, kind: Intent) -> Response {
    let visit = SignInService::of(&state, &request);
    let query = request.uri().query().unwrap_or_default();
    let asked = Asked::read(&state, query);
    let said =
        SAID.into_iter().find(|(name, _)| form_value(query, name).is_some()).map(|(_, said)| said);
    let has_token = asked.intent(kind) != kind;
    match visit.peek(asked.intent(kind)).await {
        Ok(CurrentState::SignedIn(session)) => {
            let landing = match &session.record.state {
                SessionState::SignedIn(signed_in) => signed_in.landing(),
                SessionState::SigningIn(_) => SamePath::home(),
            };
            see_other(asked.return_to.as_ref().unwrap_or(&landing).as_str())
        }
        Ok(CurrentState::Step(mut step, kept)) => {
            let at = if start_of(&step.id).is_some() { At::Start } else { At::Later };
            if let Some(said) = said.filter(|said| said.at == at) {
                let text = visit.language().text(said.key).to_owned();
                step.messages.push(Message::new(said.tone, text));
            }
            let return_to = asked.return_to.clone().or(kept);
            asked.fill_in(&mut step, visit.remembered());
            let page = at_step(&state, &request, &visit, StatusCode::OK, step, return_to);
            if has_token { without_referrer(page) } else { page }
        }
        Ok(CurrentState::Misconfigured(step, kept)) => {
            let status = StatusCode::SERVICE_UNAVAILABLE;
            let return_to = asked.return_to.or(kept);
            let mut response = at_step(&state, &request, &visit, status, step, return_to);
            response.extensions_mut().insert(Refusal("misconfigured"));
            response
        }
        Err(error) => unavailable(&state, &request, &error),
    }
}

/// Returns the panel at `step`, with forms that fit the session. The forms of a first step fit the step and the device
/// cookie, which a new browser gets with the page.
fn at_step(
    state: &AppState,
    request: &Request,
    visit: &SignInService,
    status: StatusCode,
    mut step: Step,
    return_to: Option<SamePath>,
) -> Response {
    keep_target(&mut step, return_to.as_ref());
    let id = state.cookies.session_id(request.headers());
    let bound = match &id {
        Some(id) if start_of(&step.id).is_none() => Bound::Session(id),
        _ => Bound::FirstStep { step: &step.id, device: visit.device() },
    };
    let token = match state.sessions.form_token(bound) {
        Ok(token) => token,
        Err(error) => return unavailable(state, request, &error),
    };
    let (assets, language) = (state.site.assets(), visit.language());
    let return_to = return_to.map(String::from).unwrap_or_default();
    let asked = asked::kept(state, request.uri().query().unwrap_or_default());
    let mut response = render(request, status, || {
        view! { <SignInPage assets language asked step return_to token /> }
    });
    if let Some(cookie) = visit.new_device() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Returns a fresh form with what was entered, for one whose token does not fit the browser.
pub async fn unfit_form(
    state: &Arc<AppState>,
    request: Request,
    form: &Posted,
    unfit: Unfit,
) -> Response {
    let said = match unfit {
        Unfit::NoCookies => Key::NoCookies,
        Unfit::Missing | Unfit::Foreign | Unfit::Expired => Key::ProblemStaleForm,
    };
    let visit = SignInService::of(state, &request);
    let status = StatusCode::FORBIDDEN;
    let kind = form.only("step").and_then(start_of).unwrap_or_default();
    let return_to = form.only(RETURN_TO).and_then(SamePath::parse);
    match visit.peek(kind).await {
        Ok(CurrentState::SignedIn(_)) => {
            let link = (return_to.unwrap_or_else(SamePath::home).into(), Key::TryAgain);
            plain(state, &request, status, Key::ProblemTitle, Some(said), link, false)
        }
        Ok(CurrentState::Step(mut step, kept) | CurrentState::Misconfigured(mut step, kept)) => {
            let text = visit.language().text(said).to_owned();
            step.messages.insert(0, Message::new(Tone::Error, text));
            // The address is that of a form, so a waiting page could not reload it.
            step.waiting = String::new();
            for field in step.form.iter_mut().flat_map(|form| &mut form.fields) {
                let typed = form.only(&format!("answers[{}]", field.name));
                // A password or a code is never shown again.
                let repeatable = matches!(
                    field.kind,
                    FieldKind::Username
                        | FieldKind::Email
                        | FieldKind::Text(_)
                        | FieldKind::Number
                        | FieldKind::Date
                        | FieldKind::Choice(_)
                );
                if let Some(typed) = typed.filter(|_| repeatable) {
                    field.value = cleaned(&field.kind, typed);
                } else if field.kind == FieldKind::Checkbox {
                    // One that is not ticked is not posted.
                    typed.unwrap_or_default().clone_into(&mut field.value);
                }
            }
            at_step(state, &request, &visit, status, step, return_to.or(kept))
        }
        Err(error) => unavailable(state, &request, &error),
    }
}

/// `/login/callback`: where the link of an email arrives.
pub async fn magic_link(State(state): Server, request: Request) -> Response {
    let visit = SignInService::of(&state, &request);
    let query = request.uri().query().unwrap_or_default();
    match visit.judge_link(query).await {
        Ok(Landing::Path(path)) => see_other(&path),
        Ok(Landing::Page(link)) => {
            let found = link != MagicLink::Unknown;
            let (assets, language) = (state.site.assets(), visit.language());
            let status = if found { StatusCode::OK } else { StatusCode::NOT_FOUND };
            // A browser that may finish has a session; the page of any other has no form.
            let token = state
                .cookies
                .session_id(request.headers())
                .map_or(Ok(String::new()), |id| state.sessions.form_token(Bound::Session(&id)));
            let token = match token {
                Ok(token) => token,
                Err(error) => return unavailable(&state, &request, &error),
            };
            without_referrer(render(&request, status, || {
                view! { <MagicLinkPage assets language link token /> }
            }))
        }
        Err(error) => unavailable(&state, &request, &error),
    }
}

/// For a page whose address carries a code or a token. `same-origin` would still tell it to this site's own files.
fn without_referrer(mut page: Response) -> Response {
    let policy = HeaderValue::from_static("no-referrer");
    page.headers_mut().insert(header::REFERRER_POLICY, policy);
    page
}

/// Returns a page that leads an arrival from another site to the same address once more.
pub fn bounce(state: &AppState, request: &Request, target: String) -> Response {
    plain(state, request, StatusCode::OK, Key::Bouncing, None, (target, Key::Continue), true)
}

/// Answers an address without a route. A script of an older build gets a code, because it could not show a page.
pub async fn not_found(State(state): Server, request: Request) -> Response {
    if !asks_for_a_page(request.headers()) {
        return refuse(StatusCode::NOT_FOUND, "not-found");
    }
    let link = ("/".to_owned(), Key::GoHome);
    plain(
        &state,
        &request,
        StatusCode::NOT_FOUND,
        Key::NotFoundTitle,
        Some(Key::NotFoundLead),
        link,
        false,
    )
}

/// Returns the error page for a status.
pub fn problem(state: &AppState, request: &Request, status: StatusCode) -> Response {
    let lead = match status {
        StatusCode::FORBIDDEN => Key::ProblemForeign,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Key::NotFoundLead,
        StatusCode::PAYLOAD_TOO_LARGE => Key::ProblemTooLarge,
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => Key::ProblemHeadersTooLarge,
        status if status.is_server_error() => Key::ProblemLead,
        _ => Key::NotUnderstood,
    };
    let link = ("/sign-in".to_owned(), Key::TryAgain);
    plain(state, request, status, Key::ProblemTitle, Some(lead), link, false)
}

fn unavailable(
    state: &AppState,
    request: &Request,
    error: &crate::session::SessionError,
) -> Response {
    tracing::error!(event = "session.failed", error = chain(error), "a page could not be shown");
    problem(state, request, StatusCode::SERVICE_UNAVAILABLE)
}

fn plain(
    state: &AppState,
    request: &Request,
    status: StatusCode,
    title: Key,
    lead: Option<Key>,
    link: (String, Key),
    at_once: bool,
) -> Response {
    let (assets, language) = (state.site.assets(), language::of(state, request));
    let failed = status.is_client_error() || status.is_server_error();
    let reference = request.extensions().get::<RequestId>().filter(|_| failed);
    let reference = reference.map(ToString::to_string).unwrap_or_default();
    render(request, status, || {
        view! { <PlainPage assets language title lead link at_once reference /> }
    })
}

/// Renders a whole page with the nonce of this request.
///
/// A page needs nothing that has yet to be fetched, so it is one string; there is nothing to stream and nothing for the
/// browser to take over.
fn render<V: IntoView + 'static>(
    request: &Request,
    status: StatusCode,
    page: impl FnOnce() -> V,
) -> Response {
    let nonce = request.extensions().get::<PageNonce>().map(|nonce| nonce.0.clone());
    let context = Arc::new(SsrSharedContext::new_islands());
    let html = Owner::new_root(Some(context)).with(|| {
        if let Some(nonce) = nonce {
            provide_context(Nonce::from_value(nonce));
        }
        page().into_view().to_html()
    });
    (status, Html(html)).into_response()
}
