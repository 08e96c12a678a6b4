//! The end of a session.

use okta_idx::Caller;
use okta_idx::TokenKind;
use okta_idx::Tokens;
use tracing::Instrument;

use super::record::State;
use super::request::CookieChange;
use super::request::RequestContext;
use super::request::StepResponse;
use crate::flow::Intent;
use crate::log::chain;
use crate::session::SessionError;

impl RequestContext {
    /// Ends the session here first, then at Okta. Does the same whether or not a user is signed in.
    pub(super) async fn sign_out(self) -> Result<StepResponse, SessionError> {
        if let Some(session) = self.session().await? {
            self.server.sessions.close(&session).await?;
            if let State::SignedIn(signed_in) = &session.record.state {
                tracing::info!(event = "session.signed_out", "a user signed out");
                if let Some(tokens) = signed_in.tokens() {
                    let (okta, caller) = (self.server.okta.clone(), self.caller.clone());
                    self.server.tasks.spawn(revoke(okta, caller, tokens).in_current_span());
                }
            }
        }
        let mut step = self.first_step(Intent::SignIn)?;
        "/sign-in?signed-out".clone_into(&mut step.go);
        Ok(StepResponse { cookie: CookieChange::Remove, ..StepResponse::keeping(step, None) })
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
