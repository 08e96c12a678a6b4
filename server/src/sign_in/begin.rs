//! The first answer of a visitor: opens a session.

use app::sign_in::Submission;
use app::text::Key;

use super::reading::entered_username;
use super::reading::first_answer;
use super::record::Session;
use super::record::State;
use super::request::RequestContext;
use super::request::StepResponse;
use super::run::Pickup;
use crate::flow::Flow;
use crate::flow::IDENTIFIER;
use crate::flow::Input;
use crate::flow::Intent;
use crate::flow::Notice;
use crate::screen::messages;
use crate::session::SessionError;
use crate::text_input::username::Username;

impl RequestContext {
    /// Answers a first step: opens a session and runs its flow. A second answer to the same page gets the first's session.
    pub(super) async fn begin(
        self,
        intent: Intent,
        submission: Submission,
    ) -> Result<StepResponse, SessionError> {
        if self.without_cookies {
            return self.ask_for_cookies(intent, &submission);
        }
        let earlier = self.session().await?;
        match earlier.as_ref().map(|session| &session.record.state) {
            Some(State::SignedIn(_)) => {
                let mut answered = self.respond_at(earlier)?;
                if let Some(path) = &self.asked {
                    path.as_str().clone_into(&mut answered.step.go);
                }
                return Ok(answered);
            }
            Some(State::SigningIn(flow)) if flow.answered.contains(&submission.step) => {
                return self.respond_at(earlier);
            }
            _ => {}
        }
        let now = self.server.clock.now();
        // The page belongs to one browser; so does the session that its first answer opens, which may be signed in.
        let page = format!("{} {} {:?}", submission.step, self.device(), self.caller.address);
        let opened = self.server.starts.open(&page, now, async {
            let mut flow = Flow::start(intent, now, submission.step.clone());
            let earlier_flow = earlier.as_ref().and_then(|session| session.record.flow());
            flow.return_to =
                self.asked.clone().or_else(|| earlier_flow.and_then(|flow| flow.return_to.clone()));
            flow.doubted = earlier_flow.map(|flow| flow.doubted.clone()).unwrap_or_default();
            let mut session =
                self.server.sessions.open(State::SigningIn(Box::new(flow.clone()))).await?;
            let entered = Input::Begin(first_answer(&submission));
            self.run(&mut session, flow, entered, Pickup::Now).await?;
            if let Some(earlier) = &earlier {
                if let Some(flow) = earlier.record.flow() {
                    self.forget_link_at(&flow.stage).await?;
                }
                self.server.sessions.close(earlier).await?;
            }
            Ok::<_, SessionError>(session.id.clone())
        });
        let id = Box::pin(opened).await?;
        let found = self.server.sessions.find(&id).await?;
        self.respond_at(found)
    }

    /// Answers a browser that sends no cookie before an email goes out that it could not use.
    ///
    /// The page that was answered had set one, so cookies are blocked, or were removed since. This answer sets one
    /// again: where the browser takes it, the same form passes at the next attempt.
    fn ask_for_cookies(
        &self,
        intent: Intent,
        submission: &Submission,
    ) -> Result<StepResponse, SessionError> {
        tracing::info!(event = "sign_in.no_cookies", "a first step was answered without a cookie");
        let mut step = self.first_step(intent)?;
        step.messages.push(messages::drawn(self.language, &Notice::error(Key::NoCookies)));
        let entered = entered_username(submission).unwrap_or_default();
        for field in step.form.iter_mut().flat_map(|form| &mut form.fields) {
            if field.name == IDENTIFIER {
                field.value = Username::shown(entered);
            }
        }
        Ok(StepResponse::keeping(step, None))
    }

    fn respond_at(&self, session: Option<Session>) -> Result<StepResponse, SessionError> {
        match session {
            Some(session) => Ok(self.respond(&session)),
            // The session that this page once opened is over.
            None => self.start_over(),
        }
    }

    /// The step belongs to no session that lives: the visitor starts again, and reads why.
    ///
    /// The cookie stays. Another tab may have finished a moment ago, and the browser has one cookie for both: taking it
    /// away would sign that user out.
    pub(super) fn start_over(&self) -> Result<StepResponse, SessionError> {
        let why = if self.without_cookies {
            Notice::error(Key::NoCookies)
        } else {
            Notice::info(Key::Restarted)
        };
        let page = "/sign-in?restarted";
        let page = self.asked.as_ref().map_or(page.to_owned(), |path| path.asked_at(page));
        self.first_step_with(&why, Some(page))
    }
}
