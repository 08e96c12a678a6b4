//! One request's part in a sign-in.

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

use super::flow::Flow;
use super::flow::Kind;
use super::flow::Stage;
use super::flow::fresh_start;
use super::flow::start_of;
use super::link::Landing;
use super::padding::Padding;
use super::record::Session;
use super::record::State;
use super::same_path::SamePath;
use crate::gate::address;
use crate::gate::request_id::RequestId;
use crate::language;
use crate::limit::Permit;
use crate::log::chain;
use crate::screen;
use crate::screen::Standing;
use crate::screen::View;
use crate::session::SessionError;
use crate::session::SessionId;
use crate::session::locks::Changes;
use crate::state::AppState;

/// Who makes a request: their session, if any, and what Okta is told about them.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub(super) server: Arc<AppState>,
    pub(super) id: Option<SessionId>,
    pub(super) caller: Caller,
    /// The language in which to answer.
    pub(super) language: Language,
    /// Where to go after signing in, as the form that this request brings says.
    pub(super) asked: Option<SamePath>,
    /// Whether the request carries no cookie of this server, as a browser that blocks cookies never does.
    pub(super) without_cookies: bool,
    /// The code or password that this request brings, typed or by the link of a mail.
    pub(super) code: Option<String>,
    /// When the request began, where its time must not tell who has an account.
    pub(super) padding: Option<Padding>,
    /// The name of the request, which a user may tell an administrator.
    pub(super) reference: String,
    /// Room in the house, for as long as anything is done for this request.
    _permit: Option<Arc<Permit>>,
}

/// What became of a visitor's session.
#[derive(Clone, Debug)]
pub enum CookieChange {
    /// It stays as it is.
    Keep,
    /// The browser gets this one.
    Set(SessionId),
    /// The browser's one is gone.
    Remove,
}

/// A step, and what it means for the cookie.
#[derive(Debug)]
pub struct Answered {
    pub(super) step: Step,
    pub(super) cookie: CookieChange,
    /// Where a browser without JavaScript is sent, unless the step itself says.
    pub(super) page: Option<String>,
}

/// Where a visitor stands.
#[derive(Debug)]
pub enum Seen {
    /// Signed in.
    SignedIn(Session),
    /// Somewhere in a sign-in, or before one, and where that leads in the end.
    Step(Step, Option<SamePath>),
    /// Before a sign-in that the org refuses to everybody, and where it would lead.
    Misconfigured(Step, Option<SamePath>),
}

impl Visitor {
    /// What the screens of this request may know.
    pub(super) fn view(&self) -> View<'_> {
        self.server.view(self.language)
    }

    /// The visitor's session, if the cookie names one that lives.
    pub(super) async fn session(&self) -> Result<Option<Session>, SessionError> {
        match &self.id {
            Some(id) => self.server.sessions.find(id).await,
            None => Ok(None),
        }
    }

    /// As [`Visitor::session`]; where the cookie is that of a sign-in which the same code has finished already, the session
    /// that it led to.
    pub(super) async fn session_or_receipt(&self) -> Result<Option<Session>, SessionError> {
        if let Some(session) = self.session().await? {
            return Ok(Some(session));
        }
        let (Some(id), Some(code)) = (&self.id, &self.code) else { return Ok(None) };
        match self.server.sessions.redeem(id, code).await? {
            Some(fresh) => self.server.sessions.find(&fresh).await,
            None => Ok(None),
        }
    }

    /// The first step for somebody who comes for `kind`.
    pub(super) fn first_step(&self, kind: Kind) -> Result<Step, SessionError> {
        let name = fresh_start(kind, self.server.randomness.as_ref())?;
        let mut step = screen::start::blank(&self.view(), kind, name);
        screen::start::keep_target(&mut step, self.asked.as_ref());
        Ok(step)
    }

    /// What to answer when the session has come to stand where it stands now.
    pub(super) fn stands(&self, session: &Session) -> Answered {
        let cookie = match &self.id {
            Some(id) if *id == session.id => CookieChange::Keep,
            _ => CookieChange::Set(session.id.clone()),
        };
        let elsewhere = |flow: &&Flow| !flow.is_shown_under(Kind::SignIn);
        let flow = session.record.flow();
        let page = flow.filter(elsewhere).map(|flow| flow.kind.page().to_owned());
        let mut step = present(&self.view(), session);
        screen::start::keep_target(&mut step, flow.and_then(|flow| flow.return_to.as_ref()));
        Answered { step, cookie, page }
    }

    async fn current(self) -> Result<Answered, SessionError> {
        if let Some(session) = self.session().await? {
            let session = self.collect(session).await?;
            return Ok(self.stands(&session));
        }
        let step = self.first_step(Kind::SignIn)?;
        Ok(Answered { step, cookie: CookieChange::Keep, page: None })
    }
}

/// Returns the step to show for a session.
fn present(view: &View<'_>, session: &Session) -> Step {
    let standing = match &session.record.state {
        State::SignedIn(signed_in) => Standing::SignedIn(&signed_in.return_to),
        State::SigningIn(flow) => Standing::SigningIn(flow),
    };
    screen::present(view, standing)
}

/// [`SignIn`] for one request; remembers what its response must carry.
#[derive(Debug)]
pub struct Visit {
    visitor: Visitor,
    new_device: Option<HeaderValue>,
    outcome: Mutex<Outcome>,
}

#[derive(Debug, Default)]
struct Outcome {
    reached: bool,
    page: Option<String>,
    cookie: Option<HeaderValue>,
}

impl Visit {
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
                "a cookie of our name is none of ours"
            );
        }
        let permit = request.extensions().get::<Arc<Permit>>().cloned();
        let reference =
            request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
        let visitor = Visitor {
            server: Arc::clone(server),
            id,
            caller,
            language,
            without_cookies: server.cookies.are_missing(headers),
            asked: None,
            code: None,
            padding: None,
            reference,
            _permit: permit,
        };
        Self { visitor, new_device, outcome: Mutex::default() }
    }

    /// Returns the name of the visitor's browser: that of its device cookie, or of the one that [`Self::new_device`]
    /// gives it.
    pub fn device(&self) -> &str {
        self.visitor.caller.device_token.as_ref().map_or("", |device| device.expose())
    }

    /// Returns the language in which to answer.
    pub fn language(&self) -> Language {
        self.visitor.language
    }

    /// Returns the device cookie for a browser that has none.
    pub fn new_device(&self) -> Option<HeaderValue> {
        self.new_device.clone()
    }

    /// Where the visitor stands; changes nothing but the time of last use.
    pub async fn look(&self, kind: Kind) -> Result<Seen, SessionError> {
        let visitor = &self.visitor;
        let session = visitor.session().await?;
        let flow = session.as_ref().and_then(|session| session.record.flow());
        // Another kind of sign-in, begun from this one, leads to the same place.
        let return_to = flow.and_then(|flow| flow.return_to.clone());
        match session {
            Some(mut session) if matches!(session.record.state, State::SignedIn(_)) => {
                visitor.server.sessions.touch(&mut session).await?;
                Ok(Seen::SignedIn(session))
            }
            Some(session)
                if session.record.flow().is_some_and(|flow| flow.is_shown_under(kind)) =>
            {
                let step = present(&visitor.view(), &session);
                Ok(match session.record.flow().map(|flow| &flow.stage) {
                    Some(Stage::Misconfigured { .. }) => Seen::Misconfigured(step, return_to),
                    _ => Seen::Step(step, return_to),
                })
            }
            _ => Ok(Seen::Step(visitor.first_step(kind)?, return_to)),
        }
    }

    /// What the visitor may do with the link of a mail.
    pub async fn judge_link(&self, query: &str) -> Result<Landing, SessionError> {
        self.visitor.judge_link(query).await
    }

    /// Starts to listen for changes of the visitor's session. None if there is no session, or if enough pages listen.
    pub fn listen(&self) -> Option<Changes> {
        self.visitor.server.sessions.listen(self.visitor.id.as_ref()?)
    }

    /// Whether the visitor's session stands at `step`.
    pub async fn stands_at(&self, step: &str) -> bool {
        self.visitor.session_at(step).await.is_some()
    }

    /// Returns when the visitor's session no longer stands at `step`.
    pub async fn wait_until_moved(&self, step: &str, changes: &mut Changes) {
        self.visitor.wait_until_moved(step, changes).await;
    }

    /// Whether a server function got as far as this.
    pub fn was_reached(&self) -> bool {
        self.outcome().reached
    }

    /// The page that shows what the server function led to.
    pub fn next_page(&self) -> String {
        self.outcome().page.clone().unwrap_or_else(|| Kind::SignIn.page().to_owned())
    }

    /// The cookies for the response.
    pub fn cookies(&self) -> Vec<HeaderValue> {
        let session = self.outcome().cookie.clone();
        session.into_iter().chain(self.new_device.clone()).collect()
    }

    fn outcome(&self) -> MutexGuard<'_, Outcome> {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `work` to its end even if the browser goes away meanwhile: half a step would be a mail that nobody knows of.
    async fn carry_out<F>(&self, work: impl FnOnce(Visitor) -> F) -> Result<Step, Failure>
    where
        F: Future<Output = Result<Answered, SessionError>> + Send + 'static,
    {
        self.outcome().reached = true;
        let server = &self.visitor.server;
        // Whoever goes away before it is their turn has asked for nothing.
        let slot = server.concurrency.acquire().await;
        let work = slot.run(work(self.visitor.clone())).in_current_span();
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
        let cookies = self.visitor.server.cookies;
        let mut outcome = self.outcome();
        outcome.cookie = match &answered.cookie {
            CookieChange::Keep => None,
            CookieChange::Set(id) => Some(cookies.set_session(id)),
            CookieChange::Remove => Some(cookies.remove_session()),
        };
        let step = &answered.step;
        let page = match (step.go.as_str(), start_of(&step.id)) {
            ("", Some(kind)) => kind.page(),
            ("", None) => Kind::SignIn.page(),
            (path, _) => path,
        };
        outcome.page = Some(answered.page.unwrap_or_else(|| page.to_owned()));
        Ok(answered.step)
    }
}

#[async_trait]
impl SignIn for Visit {
    async fn current(&self) -> Result<Step, Failure> {
        self.carry_out(Visitor::current).await
    }

    async fn submit(&self, submission: Submission) -> Result<Step, Failure> {
        self.carry_out(|visitor| visitor.submit(submission)).await
    }

    async fn act(
        &self,
        step: String,
        action: String,
        return_to: Option<String>,
    ) -> Result<Step, Failure> {
        self.carry_out(|visitor| visitor.act(step, action, return_to)).await
    }

    async fn follow_link(&self, otp: String, state: String) -> Result<Step, Failure> {
        self.carry_out(|visitor| visitor.follow_link(otp, state)).await
    }

    async fn sign_out(&self) -> Result<(), Failure> {
        self.carry_out(Visitor::sign_out).await.map(|_| ())
    }
}
