//! What one run has taken of the meter.

use std::net::IpAddr;

use app::text::Key;

use super::record::Sessions;
use crate::effect::Channel;
use crate::flow::Argument;
use crate::flow::Ask;
use crate::flow::Call;
use crate::flow::CallFailure;
use crate::flow::Cost;
use crate::flow::Limit;
use crate::flow::Outcome;
use crate::flow::Text;
use crate::flow::Verdict;
use crate::limit::AttemptPermit;
use crate::limit::MAX_CODE_ATTEMPTS;
use crate::limit::NoAttempt;
use crate::limit::Rates;
use crate::limit::SendPermit;
use crate::limit::Sent;
use crate::limit::Wait;
use crate::screen::table;
use crate::session::SessionError;
use crate::state::AppState;

/// The permits of one run. Those that are dropped unsettled stay spent.
#[derive(Debug)]
pub(super) struct Permits<'a> {
    rates: &'a Rates,
    sessions: &'a Sessions,
    /// The network that the request comes from.
    network: Option<IpAddr>,
    message: Option<Message>,
    attempt: Option<AttemptPermit>,
    verdict: Option<Verdict>,
}

/// A message that a call may send, or has sent.
#[derive(Debug)]
struct Message {
    permit: SendPermit,
    /// The channel that it was taken for; none for an unexpected one.
    channel: Option<Channel>,
    /// Whether it takes the place of an earlier one.
    again: bool,
}

impl<'a> Permits<'a> {
    /// None taken yet.
    pub(super) fn none(server: &'a AppState, network: Option<IpAddr>) -> Self {
        let (rates, sessions) = (&server.rates, &server.sessions);
        Self { rates, sessions, network, message: None, attempt: None, verdict: None }
    }

    /// Takes what a call can cause, or says why it may not be made.
    pub(super) async fn take(&mut self, call: &Call) -> Result<Result<(), Limit>, SessionError> {
        match &call.cost {
            Cost::Nothing => Ok(Ok(())),
            Cost::Start { username } => {
                if let Some(network) = self.network
                    && let Err(wait) = self.rates.address_from(network, username).await?
                {
                    self.note("addresses", username, wait);
                    return Ok(Err(later(Key::TooManyAddresses, wait)));
                }
                self.take_message(Channel::Email, username, false).await
            }
            Cost::Unexpected { user } => {
                self.expect_none(call, user);
                Ok(Ok(()))
            }
            Cost::Message { channel, user } => self.take_message(*channel, user, false).await,
            Cost::Resend { channel, user } => self.take_message(*channel, user, true).await,
            Cost::Attempt { credential, entered, transaction, user } => {
                let taken =
                    self.rates.take_attempt(*credential, *entered, transaction, user).await?;
                match taken {
                    Ok(permit) => {
                        self.attempt = Some(permit);
                        self.expect_none(call, user);
                        Ok(Ok(()))
                    }
                    Err(NoAttempt::Spent(wait)) => {
                        self.note("guesses", user, wait);
                        Ok(Err(Limit::Spent))
                    }
                    Err(NoAttempt::Later(wait)) => {
                        self.note("typed_codes", user, wait);
                        Ok(Err(later(Key::TooManyCodes, wait)))
                    }
                }
            }
        }
    }

    /// Takes a message. One by the same channel, which an earlier call of the run did not send, is used first.
    async fn take_message(
        &mut self,
        channel: Channel,
        user: &str,
        again: bool,
    ) -> Result<Result<(), Limit>, SessionError> {
        if self.message.as_ref().is_some_and(|held| held.channel == Some(channel)) {
            return Ok(Ok(()));
        }
        if let Some(held) = self.message.take() {
            held.permit.settle(self.rates, Sent::Nothing).await?;
        }
        match self.rates.take_send(channel, user).await? {
            Ok(permit) => {
                self.message = Some(Message { permit, channel: Some(channel), again });
                Ok(Ok(()))
            }
            Err(wait) => {
                self.note("mails", user, wait);
                Ok(Err(later(Key::TooManyMails, wait)))
            }
        }
    }

    /// For a call that is not expected to send anything. The permit knows what was sent before, which was counted then.
    fn expect_none(&mut self, call: &Call, user: &str) {
        let before = match &call.ask {
            Ask::Submit { at, .. } => table::awaited(at),
            Ask::Start(_) | Ask::Exchange(_) => None,
        };
        if self.message.is_none() {
            let permit = SendPermit::unexpected(user, before);
            self.message = Some(Message { permit, channel: None, again: false });
        }
    }

    /// Judges the attempt of the run by what came of its last call.
    pub(super) fn judge(&mut self, is_rejected: bool) -> Option<Verdict> {
        let permit = self.attempt.as_ref()?;
        let was_last = permit.nth >= MAX_CODE_ATTEMPTS;
        let verdict =
            if is_rejected { Verdict::Rejected { was_last } } else { Verdict::NotRejected };
        self.verdict = Some(verdict);
        self.verdict
    }

    /// Settles what was taken by the outcome of the last call of the run. An attempt that was right, or never reached
    /// Okta, is given back.
    pub(super) async fn settle(mut self, last: &Outcome) -> Result<(), SessionError> {
        match (self.attempt.take(), self.verdict) {
            (Some(permit), Some(Verdict::NotRejected)) => permit.refund(self.rates).await?,
            (Some(permit), _) => permit.spend(),
            (None, _) => {}
        }
        self.settle_message(last).await
    }

    async fn settle_message(self, last: &Outcome) -> Result<(), SessionError> {
        let Some(Message { permit, channel, again }) = self.message else { return Ok(()) };
        let sent = match channel.filter(|_| again) {
            Some(channel) => sent_again(last, channel),
            None => sent(last),
        };
        Ok(permit.settle(self.rates, sent).await?)
    }

    fn note(&self, reason: &'static str, username: &str, Wait(seconds): Wait) {
        tracing::warn!(
            event = "limit.reached",
            reason,
            user = self.sessions.keys().pseudonym(username),
            wait = seconds,
            "a limit was reached"
        );
    }
}

fn later(key: Key, Wait(seconds): Wait) -> Limit {
    Limit::Later(Text::with(key, Argument::Wait(seconds)))
}

/// What is known of a message after a call.
fn sent(outcome: &Outcome) -> Sent {
    use okta_idx::Transaction::Pending;
    match outcome {
        Outcome::Advanced(Pending(next))
        | Outcome::NotOffered(next, _)
        | Outcome::Unconfirmed(next, _) => table::awaited(next).map_or(Sent::Nothing, Sent::By),
        Outcome::Failed(CallFailure::Unclear { .. }) => Sent::Unclear,
        _ => Sent::Nothing,
    }
}

/// What is known of a message that was to take the place of an earlier one. The step waits for either alike.
fn sent_again(outcome: &Outcome, channel: Channel) -> Sent {
    use okta_idx::Transaction::Pending;
    match outcome {
        Outcome::Advanced(Pending(next)) if !next.says_error() => Sent::By(channel),
        Outcome::Unconfirmed(..) | Outcome::Failed(CallFailure::Unclear { .. }) => Sent::Unclear,
        _ => Sent::Nothing,
    }
}
