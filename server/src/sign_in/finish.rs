//! The end of a sign-in, and of a session.

use app::step::Tone;
use app::text::Key;
use okta_idx::Caller;
use okta_idx::Completed;
use okta_idx::ExchangeError;
use okta_idx::TokenKind;
use okta_idx::Tokens;
use tracing::Instrument;

use super::begin::message;
use super::confirmed::Confirmed;
use super::flow::Flow;
use super::flow::Kind;
use super::flow::Stage;
use super::outcome::Trouble;
use super::record::Session;
use super::record::State;
use super::same_path::SamePath;
use super::setup::SetupProblem;
use super::signed_in::SignedIn;
use super::visit::Answered;
use super::visit::CookieChange;
use super::visit::Visitor;
use crate::log::chain;
use crate::session::SessionError;

impl Visitor {
    /// Exchanges the interaction code for tokens and puts a signed-in session with a new id in the place of the flow's.
    pub(super) async fn finish(
        &self,
        session: &mut Session,
        flow: Flow,
        completed: Completed,
    ) -> Result<(), SessionError> {
        match self.exchange(session, flow, completed).await? {
            Some(signed_in) => {
                *session = self.sign_in_as(session, signed_in).await?;
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// As [`Visitor::finish`], where no cookie can be set: leaves the tokens ready for the browser's next request.
    pub(super) async fn make_ready(
        &self,
        session: &mut Session,
        mut flow: Flow,
        completed: Completed,
    ) -> Result<(), SessionError> {
        if let Some(signed_in) = self.exchange(session, flow.clone(), completed).await? {
            flow.stage = Stage::Ready(Box::new(signed_in));
            session.record.state = State::SigningIn(Box::new(flow));
            self.server.sessions.save(session).await?;
        }
        Ok(())
    }

    /// A session that is ready gets its new id now.
    pub(super) async fn collect(&self, session: Session) -> Result<Session, SessionError> {
        let _lock = self.server.sessions.lock(&session.id).await;
        // It may have been collected while this request waited for its turn.
        match self.server.sessions.find(&session.id).await? {
            Some(current) => self.collect_held(current).await,
            None => Ok(session),
        }
    }

    /// As [`Visitor::collect`], for a request that has its turn already.
    pub(super) async fn collect_held(&self, session: Session) -> Result<Session, SessionError> {
        let Some(Stage::Ready(signed_in)) = session.record.flow().map(|flow| &flow.stage) else {
            return Ok(session);
        };
        self.sign_in_as(&session, signed_in.as_ref().clone()).await
    }

    /// Puts the session of somebody who is signed in, with a fresh id, in the place of the flow's.
    async fn sign_in_as(
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

    async fn exchange(
        &self,
        session: &mut Session,
        mut flow: Flow,
        completed: Completed,
    ) -> Result<Option<SignedIn>, SessionError> {
        let done = self.server.okta.exchange(&self.caller, completed).await;
        self.server.clock_watch.look(&self.server.okta, self.server.clock.now());
        self.forget_link_of(&flow).await?;
        match done {
            Ok(tokens) => {
                tracing::info!(
                    event = "sign_in.succeeded",
                    user = self.server.sessions.keys().pseudonym(&flow.username),
                    "somebody signed in"
                );
                if !flow.counted_for.is_empty() {
                    self.server.rates.signed_in(&flow.counted_for).await?;
                }
                let return_to = flow.return_to.unwrap_or_else(SamePath::home);
                Ok(Some(SignedIn::with(&tokens, return_to)))
            }
            Err(ExchangeError::Unspent { completed, error }) => {
                tracing::warn!(
                    event = "okta.failed",
                    error = chain(&error),
                    "somebody is confirmed, and the tokens are still to be had"
                );
                flow.stage = Stage::Confirmed(Confirmed::of(&completed));
                flow.notices.push(self.explained(Trouble::of(&error)));
                self.keep(session, flow).await?;
                Ok(None)
            }
            Err(error) if let Some(problem) = SetupProblem::of_exchange(&error) => {
                if problem.is_about_client() {
                    let now = self.server.clock.now();
                    self.server.readiness.note(problem.start(), self.caller.address, now);
                }
                self.misconfigured(&mut flow, &problem);
                self.keep(session, flow).await?;
                Ok(None)
            }
            Err(error) => {
                tracing::error!(
                    event = "tokens.refused",
                    reason = reason(&error),
                    error = chain(&error),
                    "an interaction code gave no usable tokens"
                );
                flow.restart(self.server.clock.now());
                let text = self.language.text(Key::TokensRefused);
                flow.notices.push(message(Tone::Error, text));
                self.keep(session, flow).await?;
                Ok(None)
            }
        }
    }

    /// Ends the session here first, then upstream. Does the same whether or not somebody is signed in.
    pub(super) async fn sign_out(self) -> Result<Answered, SessionError> {
        if let Some(session) = self.session().await? {
            self.server.sessions.close(&session).await?;
            if let State::SignedIn(signed_in) = &session.record.state {
                tracing::info!(event = "session.signed_out", "somebody signed out");
                if let Some(tokens) = signed_in.tokens() {
                    let (okta, caller) = (self.server.okta.clone(), self.caller.clone());
                    self.server.tasks.spawn(revoke(okta, caller, tokens).in_current_span());
                }
            }
        }
        let mut step = self.first_step(Kind::SignIn)?;
        "/sign-in?signed-out".clone_into(&mut step.go);
        Ok(Answered { step, cookie: CookieChange::Remove, page: None })
    }
}

/// A stable name for why tokens were refused.
fn reason(error: &ExchangeError) -> &'static str {
    match error {
        ExchangeError::IdToken(error) => error.reason(),
        ExchangeError::Keys(_) => "keys_unavailable",
        ExchangeError::Incomplete(_) => "answer_incomplete",
        _ => "exchange_failed",
    }
}

/// Revokes the refresh token first: with it gone, no new access token comes into being.
async fn revoke(okta: okta_idx::Client, caller: Caller, tokens: Tokens) {
    let kinds =
        [tokens.refresh_token().is_some().then_some(TokenKind::Refresh), Some(TokenKind::Access)];
    for kind in kinds.into_iter().flatten() {
        if let Err(error) = okta.revoke(&caller, &tokens, kind).await {
            tracing::warn!(
                event = "tokens.not_revoked",
                error = chain(&error),
                "a token could not be revoked and lives until it expires"
            );
        }
    }
}
