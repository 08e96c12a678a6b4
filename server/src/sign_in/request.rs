//! One request's part in a sign-in: who makes it, and how its answer is drawn.

use std::sync::Arc;

use app::step::Step;
use app::text::Language;
use okta_idx::Caller;

use super::padding::Padding;
use super::record::Session;
use super::record::State;
use super::remembering::Remembered;
use super::remembering::UsernameCookie;
use crate::flow::Flow;
use crate::flow::Intent;
use crate::flow::Notice;
use crate::flow::SamePath;
use crate::flow::fresh_start;
use crate::limit::Permit;
use crate::screen;
use crate::screen::Standing;
use crate::screen::View;
use crate::screen::messages;
use crate::session::SessionError;
use crate::session::SessionId;
use crate::state::AppState;
use crate::text_input::region::Region;

/// Who makes a request: their session, if any, and what Okta hears about them.
#[derive(Clone, Debug)]
pub(super) struct RequestContext {
    pub(super) server: Arc<AppState>,
    pub(super) id: Option<SessionId>,
    pub(super) caller: Caller,
    /// The language in which to answer.
    pub(super) language: Language,
    /// The country that a phone number is likely of.
    pub(super) region: Option<&'static Region>,
    /// Where to go after signing in, as the form that this request brings says.
    pub(super) asked: Option<SamePath>,
    /// The username that the browser remembers, or is to remember.
    pub(super) remembered: Remembered,
    /// Whether the request carries no cookie of this server, as a browser that blocks cookies never does.
    pub(super) without_cookies: bool,
    /// The code or password that this request brings, entered or by the link of an email.
    pub(super) code: Option<String>,
    /// When the request began, where its time must not tell who has an account.
    pub(super) padding: Option<Padding>,
    /// The name of the request, which a user may tell an administrator.
    pub(super) reference: String,
    /// Holds the request's place for as long as anything is done for it.
    pub(super) _permit: Option<Arc<Permit>>,
}

/// What becomes of a visitor's session cookie.
#[derive(Clone, Debug)]
pub(super) enum CookieChange {
    /// It stays as it is.
    Keep,
    /// The browser gets this one.
    Set(SessionId),
    /// The browser's one is removed.
    Remove,
}

/// A step, and what it means for the cookies.
#[derive(Debug)]
pub(super) struct StepResponse {
    pub(super) step: Step,
    pub(super) cookie: CookieChange,
    pub(super) username: UsernameCookie,
    /// Where a browser without JavaScript is sent, unless the step itself says.
    pub(super) page: Option<String>,
}

impl StepResponse {
    /// A step that changes no cookie.
    pub(super) fn keeping(step: Step, page: Option<String>) -> Self {
        Self { step, cookie: CookieChange::Keep, username: UsernameCookie::Keep, page }
    }
}

impl RequestContext {
    /// Returns what the screens of this request may know.
    pub(super) fn view(&self) -> View<'_> {
        let remembers = self.remembered.shown();
        View { region: self.region, remembers, ..self.server.view(self.language) }
    }

    /// Returns the visitor's session, if the cookie names one that lives.
    pub(super) async fn session(&self) -> Result<Option<Session>, SessionError> {
        match &self.id {
            Some(id) => self.server.sessions.find(id).await,
            None => Ok(None),
        }
    }

    /// As [`RequestContext::session`]. Where the cookie is that of a sign-in which the same code has finished already,
    /// returns the session that it led to.
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

    /// Returns the first step for a visitor without a session.
    pub(super) fn first_step(&self, intent: Intent) -> Result<Step, SessionError> {
        let name = fresh_start(intent, self.server.randomness.as_ref())?;
        let mut step = screen::start::blank(&self.view(), intent, name);
        screen::start::keep_target(&mut step, self.asked.as_ref());
        Ok(step)
    }

    /// Returns a first step that says why it is shown. The cookie stays as it is.
    pub(super) fn first_step_with(
        &self,
        notice: &Notice,
        page: Option<String>,
    ) -> Result<StepResponse, SessionError> {
        let mut step = self.first_step(Intent::SignIn)?;
        step.messages.push(messages::drawn(self.language, notice));
        Ok(StepResponse::keeping(step, page))
    }

    /// Draws the step at which a session stands now.
    pub(super) fn respond(&self, session: &Session) -> StepResponse {
        let cookie = match &self.id {
            Some(id) if *id == session.id => CookieChange::Keep,
            _ => CookieChange::Set(session.id.clone()),
        };
        let elsewhere = |flow: &&Flow| !flow.is_shown_under(Intent::SignIn);
        let flow = session.record.flow();
        let page = flow.filter(elsewhere).map(|flow| flow.intent.page().to_owned());
        let mut step = present(&self.view(), session);
        screen::start::keep_target(&mut step, flow.and_then(|flow| flow.return_to.as_ref()));
        StepResponse { cookie, ..StepResponse::keeping(step, page) }
    }
}

/// Returns the step to show for a session.
pub(super) fn present(view: &View<'_>, session: &Session) -> Step {
    let standing = match &session.record.state {
        State::SignedIn(signed_in) => Standing::SignedIn(&signed_in.return_to),
        State::SigningIn(flow) => Standing::SigningIn(flow),
    };
    screen::present(view, standing)
}
