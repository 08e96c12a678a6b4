//! The sign-in as pages and server functions see it.

use std::future::Future;
use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use app::server_functions::Failure;
use app::sign_in::SignIn;
use app::sign_in::Submission;
use app::step::Step;
use app::text::Language;
use async_trait::async_trait;
use axum::extract::Request;
use http::HeaderValue;
use http::header::USER_AGENT;
use okta_idx::Caller;
use okta_idx::DeviceToken;
use okta_idx::LanguageTag;
use okta_idx::UserAgent;
use tracing::Instrument;

use super::landing::Landing;
use super::record::Session;
use super::record::State;
use super::remembering::Remembered;
use super::remembering::UsernameCookie;
use super::request::CookieChange;
use super::request::RequestContext;
use super::request::StepResponse;
use super::request::present;
use crate::flow::Intent;
use crate::flow::SamePath;
use crate::flow::Stage;
use crate::flow::start_of;
use crate::gate::address;
use crate::gate::request_id::RequestId;
use crate::language;
use crate::limit::Permit;
use crate::log::chain;
use crate::session::SessionError;
use crate::session::locks::Changes;
use crate::state::AppState;

/// Where a visitor stands.
#[derive(Debug)]
pub enum CurrentState {
    /// Signed in.
    SignedIn(Session),
    /// Somewhere in a sign-in, or before one, and where that leads in the end.
    Step(Step, Option<SamePath>),
    /// Before a sign-in that the org refuses to all users, and where it would lead.
    Misconfigured(Step, Option<SamePath>),
}

/// [`SignIn`] for one request; remembers what its response must carry.
#[derive(Debug)]
pub struct SignInService {
    request: RequestContext,
    new_device: Option<HeaderValue>,
    response: Mutex<ResponseParts>,
}

#[derive(Debug, Default)]
struct ResponseParts {
    reached: bool,
    page: Option<String>,
    cookie: Option<HeaderValue>,
    username: Option<HeaderValue>,
}

impl SignInService {
    /// Reads who makes `request`.
    pub fn of(server: &Arc<AppState>, request: &Request) -> Self {
        let headers = request.headers();
        let address = address::of(request, &server.policy.trusted_proxies)
            .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let known = server.cookies.device(headers).and_then(DeviceToken::parse);
        let fresh = match known {
            Some(_) => None,
            None => DeviceToken::generate(server.randomness.as_ref()).ok(),
        };
        let new_device = fresh.as_ref().map(|device| server.cookies.set_device(device.expose()));
        let language = language::of(server, request);
        let caller = Caller {
            address: Some(address),
            user_agent: headers
                .get(USER_AGENT)
                .and_then(|value| value.to_str().ok())
                .and_then(UserAgent::parse),
            device_token: known.or(fresh),
            language: LanguageTag::parse(language.tag()),
        };
        let id = server.cookies.session_id(headers);
        if id.is_none() && server.cookies.has_any(headers) {
            tracing::info!(
                event = "session.malformed_cookie",
                "a session cookie was not issued by this server"
            );
        }
        let place = request.extensions().get::<Arc<Permit>>().cloned();
        let reference =
            request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
        let request = RequestContext {
            server: Arc::clone(server),
            id,
            caller,
            language,
            region: language::region(headers),
            without_cookies: server.cookies.are_missing(headers),
            remembered: Remembered::of(
                server.cookies.username(headers).as_deref(),
                server.policy.remember_username,
            ),
            asked: None,
            code: None,
            padding: None,
            reference,
            _permit: place,
        };
        Self { request, new_device, response: Mutex::default() }
    }

    /// Returns the name of the visitor's browser: that of its device cookie, or of the one that [`Self::new_device`]
    /// gives it.
    pub fn device(&self) -> &str {
        self.request.device()
    }

    /// Returns the language in which to answer.
    pub fn language(&self) -> Language {
        self.request.language
    }

    /// Returns the username that the visitor's browser remembers; empty if there is none.
    pub fn remembered(&self) -> &str {
        self.request.remembered.shown().username()
    }

    /// Returns the device cookie for a browser that has none.
    pub fn new_device(&self) -> Option<HeaderValue> {
        self.new_device.clone()
    }

    /// Returns where the visitor stands; changes nothing but the time of last use.
    pub async fn peek(&self, intent: Intent) -> Result<CurrentState, SessionError> {
        let request = &self.request;
        let session = request.session().await?;
        let flow = session.as_ref().and_then(|session| session.record.flow());
        // A sign-in with another intent, begun from this one, leads to the same place.
        let return_to = flow.and_then(|flow| flow.return_to.clone());
        match session {
            Some(mut session) if matches!(session.record.state, State::SignedIn(_)) => {
                request.server.sessions.touch(&mut session).await?;
                Ok(CurrentState::SignedIn(session))
            }
            Some(session)
                if session.record.flow().is_some_and(|flow| flow.is_shown_under(intent)) =>
            {
                let step = present(&request.view(), &session);
                Ok(match session.record.flow().map(|flow| &flow.stage) {
                    Some(Stage::Misconfigured { .. }) => {
                        CurrentState::Misconfigured(step, return_to)
                    }
                    _ => CurrentState::Step(step, return_to),
                })
            }
            _ => Ok(CurrentState::Step(request.first_step(intent)?, return_to)),
        }
    }

    /// Returns what the visitor may do with the link of an email.
    pub async fn judge_link(&self, query: &str) -> Result<Landing, SessionError> {
        self.request.judge_link(query).await
    }

    /// Starts to listen for changes of the visitor's session. None if there is no session, or if enough pages listen.
    pub fn listen(&self) -> Option<Changes> {
        self.request.server.sessions.listen(self.request.id.as_ref()?)
    }

    /// Returns whether the visitor's session stands at `step`.
    pub async fn stands_at(&self, step: &str) -> bool {
        self.request.session_at(step).await.is_some()
    }

    /// Returns when the visitor's session no longer stands at `step`.
    pub async fn wait_until_moved(&self, step: &str, changes: &mut Changes) {
        self.request.wait_until_moved(step, changes).await;
    }

    /// Returns whether a server function got as far as this.
    pub fn was_reached(&self) -> bool {
        self.response().reached
    }

    /// Returns the page that shows what the server function led to.
    pub fn next_page(&self) -> String {
        self.response().page.clone().unwrap_or_else(|| Intent::SignIn.page().to_owned())
    }

    /// Returns the cookies for the response.
    pub fn cookies(&self) -> Vec<HeaderValue> {
        let response = self.response();
        let given = [response.cookie.clone(), response.username.clone(), self.new_device.clone()];
        given.into_iter().flatten().collect()
    }

    fn response(&self) -> MutexGuard<'_, ResponseParts> {
        self.response.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `work` to its end even if the browser goes away meanwhile: half a step would be an email without a step that
    /// waits for its code.
    async fn run_to_completion<F>(
        &self,
        work: impl FnOnce(RequestContext) -> F,
    ) -> Result<Step, Failure>
    where
        F: Future<Output = Result<StepResponse, SessionError>> + Send + 'static,
    {
        self.response().reached = true;
        let server = &self.request.server;
        // A browser that goes away before its turn has asked for nothing.
        let slot = server.concurrency.acquire().await;
        // Boxed, because it is moved with each layer around it.
        let work = slot.run(Box::pin(work(self.request.clone()))).in_current_span();
        let done = server.tasks.spawn(work).await;
        let answered = match done {
            Ok(Ok(answered)) => answered,
            Ok(Err(error)) => {
                tracing::error!(event = "session.failed", error = chain(&error), "a step failed");
                return Err(Failure::Unavailable);
            }
            // What the error says of itself includes the words of a panic, which may hold anything.
            Err(_) => {
                tracing::error!(event = "server.panic", "a step ended early");
                return Err(Failure::Unavailable);
            }
        };
        let cookies = server.cookies;
        let mut response = self.response();
        response.cookie = match &answered.cookie {
            CookieChange::Keep => None,
            CookieChange::Set(id) => Some(cookies.set_session(id)),
            CookieChange::Remove => Some(cookies.remove_session()),
        };
        response.username = match &answered.username {
            UsernameCookie::Keep => None,
            UsernameCookie::Set(username) => cookies.set_username(username.as_str()),
            UsernameCookie::Remove => Some(cookies.remove_username()),
        };
        let step = &answered.step;
        let page = match (step.go.as_str(), start_of(&step.id)) {
            ("", Some(intent)) => intent.page(),
            ("", None) => Intent::SignIn.page(),
            (path, _) => path,
        };
        response.page = Some(answered.page.unwrap_or_else(|| page.to_owned()));
        Ok(answered.step)
    }
}

impl RequestContext {
    /// Returns the name of the visitor's browser.
    pub(super) fn device(&self) -> &str {
        self.caller.device_token.as_ref().map_or("", |device| device.expose())
    }
}

#[async_trait]
impl SignIn for SignInService {
    async fn current(&self) -> Result<Step, Failure> {
        self.run_to_completion(RequestContext::current).await
    }

    async fn submit(&self, submission: Submission) -> Result<Step, Failure> {
        self.run_to_completion(|request| request.submit(submission)).await
    }

    async fn act(
        &self,
        step: String,
        action: String,
        return_to: Option<String>,
    ) -> Result<Step, Failure> {
        self.run_to_completion(|request| request.act(step, action, return_to)).await
    }

    async fn follow_link(&self, otp: String, state: String) -> Result<Step, Failure> {
        self.run_to_completion(|request| request.follow_link(otp, state)).await
    }

    async fn sign_out(&self) -> Result<(), Failure> {
        self.run_to_completion(RequestContext::sign_out).await.map(|_| ())
    }
}
