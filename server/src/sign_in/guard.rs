//! Where a sign-in meets the limits.

use app::step::Tone;
use app::text::Key;
use okta_idx::Form;
use okta_idx::Pending;
use okta_idx::Transaction;

use super::begin::message;
use super::decoys::drawn;
use super::flow::Flow;
use super::flow::Stage;
use super::outcome::Trouble;
use super::outcome::Upstream;
use super::record::Session;
use super::visit::Visitor;
use crate::limit::AttemptPermit;
use crate::limit::Channel;
use crate::limit::Credential;
use crate::limit::Entered;
use crate::limit::MAX_CODE_ATTEMPTS;
use crate::limit::NoAttempt;
use crate::limit::SendPermit;
use crate::limit::Sent;
use crate::limit::Wait;
use crate::screen::table;
use crate::screen::table::Effect;
use crate::session::SessionError;

/// Why a call is not made.
#[derive(Debug)]
pub(super) enum Limited {
    /// The user is told when to come back.
    Later(String),
    /// The transaction is over: too many were tried in it.
    Spent,
}

impl Visitor {
    /// Takes a message to a username that a network names, and the name itself.
    pub(super) async fn take_start(
        &self,
        username: &str,
    ) -> Result<Result<SendPermit, String>, SessionError> {
        let rates = &self.server.rates;
        if let Some(address) = self.caller.address
            && let Err(wait) = rates.address_from(address, username).await?
        {
            self.note_limit("addresses", username, wait);
            return Ok(Err(self.wait_text(Key::TooManyAddresses, wait)));
        }
        self.take_send(Channel::Email, username).await
    }

    /// Takes a message to a user, or says when one may be sent again.
    pub(super) async fn take_send(
        &self,
        channel: Channel,
        user: &str,
    ) -> Result<Result<SendPermit, String>, SessionError> {
        let taken = self.server.rates.take_send(channel, user).await?;
        Ok(taken.map_err(|wait| {
            self.note_limit("mails", user, wait);
            self.wait_text(Key::TooManyMails, wait)
        }))
    }

    /// Takes the message that a call at a step may cause. For a call that is not expected to cause one the permit knows
    /// what was sent before, which was counted then.
    pub(super) async fn take_send_at(
        &self,
        at: &Pending,
        effect: Effect,
        user: &str,
    ) -> Result<Result<SendPermit, Limited>, SessionError> {
        match effect.sends() {
            Some(channel) => Ok(self.take_send(channel, user).await?.map_err(Limited::Later)),
            None => Ok(Ok(SendPermit::unexpected(user, table::awaited(at)))),
        }
    }

    /// Settles a message by what a call led to.
    pub(super) async fn settle_send(
        &self,
        permit: SendPermit,
        upstream: &Upstream,
    ) -> Result<(), SessionError> {
        Ok(permit.settle(&self.server.rates, sent(upstream)).await?)
    }

    /// Takes an attempt at a credential, before it is made.
    pub(super) async fn take_attempt(
        &self,
        credential: Credential,
        entered: Entered,
        transaction: &str,
        user: &str,
    ) -> Result<Result<AttemptPermit, Limited>, SessionError> {
        let taken = self.server.rates.take_attempt(credential, entered, transaction, user).await?;
        Ok(taken.map_err(|why| match why {
            NoAttempt::Spent(wait) => {
                self.note_limit("guesses", user, wait);
                Limited::Spent
            }
            NoAttempt::Later(wait) => {
                self.note_limit("typed_codes", user, wait);
                Limited::Later(self.wait_text(Key::TooManyCodes, wait))
            }
        }))
    }

    /// Settles an attempt, now that it is known what the credential was worth, and ends what has been guessed at too
    /// often. `None` means that the flow has been kept already.
    pub(super) async fn settle_attempt(
        &self,
        session: &mut Session,
        flow: &mut Flow,
        (at, form): (&Pending, &Form),
        permit: AttemptPermit,
        upstream: Upstream,
    ) -> Result<Option<Upstream>, SessionError> {
        let refused = match &upstream {
            Upstream::Moved(Transaction::Pending(next)) => next.refuses_answer(form),
            Upstream::Moved(Transaction::Terminal(end)) => end.is_refusal() && !end.proves_code(),
            _ => false,
        };
        if !refused {
            flow.proved |= matches!(
                upstream,
                Upstream::Moved(Transaction::Completed(_) | Transaction::Pending(_))
            );
            permit.refund(&self.server.rates).await?;
            return Ok(Some(upstream));
        }
        let nth = permit.nth;
        permit.spend();
        if nth >= MAX_CODE_ATTEMPTS {
            self.forget_link_of(flow).await?;
            self.end_guessing(flow);
            self.keep(session, flow.clone()).await?;
            return Ok(None);
        }
        Ok(Some(match upstream {
            // The org ends it earlier than a decoy would: from here on it is one.
            Upstream::Moved(Transaction::Terminal(end)) if self.hides(flow) => {
                let decoy = self.hide_end(flow, at, &end).await?;
                drawn(decoy.map(|step| step.refused()))
            }
            other => other,
        }))
    }

    /// A call is not made: tells why.
    pub(super) async fn refuse(
        &self,
        session: &mut Session,
        mut flow: Flow,
        why: Limited,
    ) -> Result<(), SessionError> {
        match why {
            Limited::Later(text) => flow.notices.push(message(Tone::Error, text)),
            Limited::Spent => {
                self.forget_link_of(&flow).await?;
                self.end_guessing(&mut flow);
            }
        }
        self.keep(session, flow).await
    }

    pub(super) fn end_guessing(&self, flow: &mut Flow) {
        flow.stage = Stage::Ended;
        let text = self.language.text(Key::TooManyGuesses);
        flow.notices.push(message(Tone::Error, text));
    }

    fn wait_text(&self, key: Key, Wait(seconds): Wait) -> String {
        let language = self.language;
        let time = if seconds > 90 {
            language.filled(Key::Minutes, &[&seconds.div_ceil(60).to_string()])
        } else {
            language.filled(Key::Seconds, &[&seconds.to_string()])
        };
        language.filled(key, &[&time])
    }

    fn note_limit(&self, reason: &'static str, username: &str, Wait(seconds): Wait) {
        tracing::warn!(
            event = "limit.reached",
            reason,
            user = self.server.sessions.keys().pseudonym(username),
            wait = seconds,
            "a limit was reached"
        );
    }
}

/// What the guesses of a transaction are counted under.
pub(super) fn transaction_of(pending: &Pending) -> &str {
    pending.state().expose()
}

/// Whom the mails and wrong codes of a flow are counted for: the person who signs in or the address that signs up;
/// where neither is known, the transaction by itself.
pub(super) fn counted_for(flow: &Flow, pending: &Pending) -> String {
    let known = if flow.counted_for.is_empty() { &flow.username } else { &flow.counted_for };
    if known.is_empty() { transaction_of(pending).to_owned() } else { known.clone() }
}

/// What is known of a message after a call.
fn sent(upstream: &Upstream) -> Sent {
    match upstream {
        Upstream::Moved(Transaction::Pending(next)) | Upstream::Offered(next, _) => {
            table::awaited(next).map_or(Sent::Nothing, Sent::By)
        }
        Upstream::Unmoved(Trouble::Unclear { .. }) => Sent::Unclear,
        Upstream::Moved(_)
        | Upstream::Unknown(_)
        | Upstream::Misconfigured(_)
        | Upstream::Unmoved(_) => Sent::Nothing,
    }
}
