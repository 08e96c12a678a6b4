//! From a finished sign-in to the session of a user who is signed in.

use super::record::Session;
use super::record::State;
use super::request::RequestContext;
use super::request::StepResponse;
use crate::flow::Intent;
use crate::flow::SignedIn;
use crate::flow::Stage;
use crate::session::SessionError;

impl RequestContext {
    /// Shows where the visitor stands.
    pub(super) async fn current(self) -> Result<StepResponse, SessionError> {
        if let Some(session) = self.session().await? {
            let session = self.collect(session).await?;
            return Ok(self.respond(&session));
        }
        let step = self.first_step(Intent::SignIn)?;
        Ok(StepResponse::keeping(step, None))
    }

    /// Gives a session that awaits its pickup its new id.
    async fn collect(&self, session: Session) -> Result<Session, SessionError> {
        let _lock = self.server.sessions.lock(&session.id).await;
        // It may have been collected while this request waited for its turn.
        match self.server.sessions.find(&session.id).await? {
            Some(current) => self.collect_held(current).await,
            None => Ok(session),
        }
    }

    /// As [`RequestContext::collect`], for a request that has its turn already.
    pub(super) async fn collect_held(&self, session: Session) -> Result<Session, SessionError> {
        let Some(Stage::AwaitingPickup(signed_in)) = session.record.flow().map(|flow| &flow.stage)
        else {
            return Ok(session);
        };
        self.sign_in_as(&session, signed_in.as_ref().clone()).await
    }

    /// Puts the session of a user who is signed in, with a fresh id, in the place of the flow's.
    pub(super) async fn sign_in_as(
        &self,
        session: &Session,
        signed_in: SignedIn,
    ) -> Result<Session, SessionError> {
        let subject = signed_in.tokens().map(|tokens| tokens.claims().sub().to_owned());
        let (sessions, state) = (&self.server.sessions, State::SignedIn(signed_in));
        let fresh = sessions.replace(session, state, self.code.as_deref()).await?;
        if let Some(subject) = subject {
            self.server.sessions.belongs_to(&fresh, &subject).await?;
        }
        Ok(fresh)
    }
}
