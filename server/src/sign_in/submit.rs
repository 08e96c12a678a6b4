//! Answers to a step, and actions of one.

use app::sign_in::Submission;

use super::padding::Padding;
use super::reading;
use super::record::Session;
use super::request::RequestContext;
use super::request::StepResponse;
use super::run::Pickup;
use crate::flow::Flow;
use crate::flow::Input;
use crate::flow::PASSCODE;
use crate::flow::SamePath;
use crate::flow::start_of;
use crate::screen;
use crate::session::SessionError;

impl RequestContext {
    /// Answers the form of a step.
    pub(super) async fn submit(
        mut self,
        submission: Submission,
    ) -> Result<StepResponse, SessionError> {
        self.padding = Some(Padding::begin());
        let answered = Box::pin(self.clone().submit_unpadded(submission)).await;
        self.pad_unless_signed_in(&answered).await;
        answered
    }

    async fn submit_unpadded(
        mut self,
        submission: Submission,
    ) -> Result<StepResponse, SessionError> {
        self.asked = submission.return_to.as_deref().and_then(SamePath::parse);
        let username = self.note_remembering(&submission).await?;
        let answered = Box::pin(self.answer(submission)).await?;
        Ok(StepResponse { username, ..answered })
    }

    async fn answer(mut self, submission: Submission) -> Result<StepResponse, SessionError> {
        if let Some(intent) = start_of(&submission.step) {
            return Box::pin(self.begin(intent, submission)).await;
        }
        self.code = reading::answer_of(&submission, PASSCODE).map(str::to_owned);
        let read = |flow: &Flow| reading::submission(&self.place(), flow, &submission);
        self.with_step(&submission.step, read).await
    }

    /// Does one of the actions of a step.
    pub(super) async fn act(
        mut self,
        step: String,
        action: String,
        return_to: Option<String>,
    ) -> Result<StepResponse, SessionError> {
        self.asked = return_to.as_deref().and_then(SamePath::parse);
        // Starting again asks nothing of Okta and does the same at a decoy.
        if action != screen::actions::RESTART {
            self.padding = Some(Padding::begin());
        }
        let read = |flow: &Flow| reading::action(&self.place(), flow, &step, &action);
        let answered = self.with_step(&step, read).await;
        self.pad_unless_signed_in(&answered).await;
        answered
    }

    /// Runs an input at the step that the visitor answered, for one request on all servers. An answer to an earlier step
    /// gets what that step led to, and causes nothing.
    async fn with_step(
        &self,
        step: &str,
        read: impl FnOnce(&Flow) -> Option<Input>,
    ) -> Result<StepResponse, SessionError> {
        let Some(id) = &self.id else { return self.start_over() };
        let _lock = self.server.sessions.lock(id).await;
        let Some(session) = self.session_or_receipt().await? else { return self.start_over() };
        let Some(flow) = session.record.flow() else { return Ok(self.respond(&session)) };
        let is_over = self.place().is_over(flow);
        if !is_over && flow.answered.iter().any(|answered| answered == step) {
            return Ok(self.respond(&session));
        }
        self.run_and_respond(session, read).await
    }

    /// Runs an input at a session whose turn the request has. One that comes too late gets what the other request led to.
    pub(super) async fn run_and_respond(
        &self,
        session: Session,
        read: impl FnOnce(&Flow) -> Option<Input>,
    ) -> Result<StepResponse, SessionError> {
        let session = match self.run_claimed(session, read, Pickup::Now).await? {
            Some(session) => Some(session),
            None => self.session_or_receipt().await?,
        };
        match session {
            Some(session) => Ok(self.respond(&self.collect_held(session).await?)),
            None => self.start_over(),
        }
    }
}
