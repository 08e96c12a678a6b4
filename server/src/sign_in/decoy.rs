//! Where a sign-in meets the veil over who has an account.

use std::time::Duration;

use app::step::Tone;
use app::text::Key;
use okta_idx::Pending;
use okta_idx::Terminal;
use okta_idx::Transaction;

use super::begin::message;
use super::flow::Flow;
use super::flow::Stage;
use super::guard::transaction_of;
use super::outcome::Upstream;
use super::outcome::log_end;
use super::record::Session;
use super::veil::Decoy;
use super::visit::Visitor;
use crate::limit::Channel;
use crate::limit::Credential;
use crate::limit::Entered;
use crate::limit::MAX_CODE_ATTEMPTS;
use crate::limit::Sent;
use crate::screen;
use crate::screen::fields;
use crate::session::SessionError;

impl Visitor {
    /// Whether a flow must not tell who has an account: not once its user has proved one.
    pub(super) fn hides(&self, flow: &Flow) -> bool {
        self.server.policy.enumeration_prevention && !flow.proved
    }

    /// Whether the answer to a username must not be shown, because it tells who has an account.
    pub(super) fn tells_of_account(&self, upstream: &Upstream) -> bool {
        self.server.policy.enumeration_prevention
            && match upstream {
                Upstream::Unknown(_) => true,
                Upstream::Moved(Transaction::Terminal(end)) => end.is_refusal(),
                Upstream::Moved(Transaction::Pending(next)) => {
                    (next.says_error() || next.says_unknown_user())
                        && next.email_challenge().is_none()
                        && next.retry_at().is_none()
                }
                _ => false,
            }
    }

    /// Whether the end of a transaction must not be shown, because its user may have proven nothing.
    pub(super) fn must_not_tell(&self, flow: &Flow, end: &Terminal) -> bool {
        self.hides(flow) && end.is_refusal() && !end.proves_code()
    }

    /// Puts a decoy in the place of a transaction whose end must not be told.
    pub(super) async fn hide_end(
        &self,
        flow: &mut Flow,
        at: &Pending,
        end: &Terminal,
    ) -> Result<(), SessionError> {
        log_end(end.messages());
        self.forget_link_of(flow).await?;
        self.become_decoy(flow, transaction_of(at).to_owned());
        Ok(())
    }

    /// From here on the flow only looks like one.
    pub(super) fn become_decoy(&self, flow: &mut Flow, transaction: String) {
        let shape = self.server.shapes.of(flow.kind);
        let now = self.server.clock.now();
        if !matches!(flow.stage, Stage::Pending(_)) {
            flow.mailed_at = Some(now);
            flow.ends_upstream =
                shape.lasts.map(|lasts| now + Duration::from_secs(lasts.unsigned_abs()));
        }
        flow.stage = Stage::Decoy(Box::new(Decoy { shape, transaction, said_wrong: false }));
    }

    /// A code typed into a decoy: counted like any other, and wrong.
    pub(super) async fn answer_decoy(
        &self,
        session: &mut Session,
        mut flow: Flow,
        decoy: &Decoy,
        answers: &[(String, String)],
    ) -> Result<(), SessionError> {
        flow.move_to(self.next_step()?);
        let field = &decoy.shape.field;
        let typed = answers.iter().find(|(name, _)| *name == field.name);
        let typed = typed.map_or("", |(_, typed)| typed.as_str());
        let wrong = fields::code_error(self.language, field, typed)
            .map(|error| (field.name.clone(), error));
        if let Some(wrong) = wrong {
            // As at a real step, what cannot be a code costs no attempt.
            flow.wrong.push(wrong);
            return self.keep(session, flow).await;
        }
        let (transaction, user) = (&decoy.transaction, flow.counted_for.clone());
        match self.take_attempt(Credential::Code, Entered::Typed, transaction, &user).await? {
            Ok(permit) => {
                if permit.nth < MAX_CODE_ATTEMPTS {
                    mark_wrong(&mut flow, true);
                } else {
                    self.end_guessing(&mut flow);
                }
                permit.spend();
            }
            Err(why) => return self.refuse(session, flow, why).await,
        }
        self.keep(session, flow).await
    }

    /// An action at a decoy: what can be done there is to ask for another mail, which nobody gets.
    pub(super) async fn act_at_decoy(
        &self,
        session: &mut Session,
        mut flow: Flow,
        action: &str,
    ) -> Result<(), SessionError> {
        let wait = screen::actions::wait(&self.view(), &flow);
        flow.move_to(self.next_step()?);
        let (tone, text) = if action != screen::actions::RESEND {
            (Tone::Info, self.language.text(Key::OutOfDate).to_owned())
        } else if wait > 0 {
            (Tone::Info, self.language.filled(Key::ResendTooSoon, &[&wait.to_string()]))
        } else {
            match self.take_send(Channel::Email, &flow.counted_for).await? {
                Err(why) => (Tone::Error, why),
                Ok(permit) => {
                    permit.settle(&self.server.rates, Sent::By(Channel::Email)).await?;
                    flow.mailed_at = Some(self.server.clock.now());
                    mark_wrong(&mut flow, false);
                    (Tone::Good, self.resent(&flow))
                }
            }
        };
        flow.notices.push(message(tone, text));
        self.keep(session, flow).await
    }

    /// The sentence about another email: where accounts are hidden, one that is true with an account and without.
    pub(super) fn resent(&self, flow: &Flow) -> String {
        let language = self.language;
        if self.hides(flow) && !flow.username.is_empty() {
            language.filled(Key::ResentIfAccount, &[&flow.username])
        } else {
            language.text(Key::Resent).to_owned()
        }
    }
}

/// A decoy says, or no longer says, that a code was wrong.
pub(super) fn mark_wrong(flow: &mut Flow, wrong: bool) {
    if let Stage::Decoy(decoy) = &mut flow.stage {
        decoy.said_wrong = wrong;
    }
}
