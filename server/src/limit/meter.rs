//! Takes what answering a step can cause before Okta is asked, and settles it by what came of it.
//!
//! Two things are metered for every authenticator alike: messages to a user, which cost money and can be used to
//! harass, and attempts at a secret, which can be guessed. A permit that is dropped unsettled stays spent, because a
//! call whose outcome is unknown may have had its effect.

use std::time::Duration;

use super::DAY;
use super::EVER;
use super::HOUR;
use super::Rates;
use super::Rule;
use super::Wait;
use crate::effect::Channel;
use crate::effect::Credential;
use crate::effect::Entered;
use crate::session::shared::SharedError;

/// What is known of a message after a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// None went out.
    Nothing,
    /// One is out.
    By(Channel),
    /// One may be out.
    Unclear,
}

/// Why an attempt may not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAttempt {
    /// Too many were made in this transaction.
    Spent(Wait),
    /// Too many were typed for this user.
    Later(Wait),
}

/// A permit to have one message sent.
#[derive(Debug)]
#[must_use = "a permit that is not settled stays spent"]
pub struct SendPermit {
    user: String,
    /// The message that is out, or was expected to go out; settling counts no other one like it.
    counted: Option<Channel>,
    /// Whether it was taken by this permit.
    taken: bool,
}

/// A permit to try one credential.
#[derive(Debug)]
#[must_use = "a permit that is not settled stays spent"]
pub struct AttemptPermit {
    transaction: String,
    user: String,
    credential: Credential,
    entered: Entered,
    /// How many were tried in this transaction, with this one.
    pub nth: u32,
}

impl Channel {
    pub(super) const ALL: [Self; 3] = [Self::Email, Self::Phone, Self::Push];

    pub(super) fn counter(self) -> &'static str {
        match self {
            Self::Email => "mail",
            Self::Phone => "phone",
            Self::Push => "push",
        }
    }
}

impl Credential {
    pub(super) const ALL: [Self; 3] = [Self::Code, Self::Password, Self::Answer];

    pub(super) fn counter(self) -> &'static str {
        match self {
            Self::Code => "typed",
            Self::Password => "password",
            Self::Answer => "answer",
        }
    }
}

impl Rates {
    /// Takes one message to `user`: 3 in 10 minutes and 10 a day by each channel.
    pub async fn take_send(
        &self,
        channel: Channel,
        user: &str,
    ) -> Result<Result<SendPermit, Wait>, SharedError> {
        let rules = [self.rule(3, Duration::from_mins(10)), self.rule(10, DAY)];
        let taken = self.take(channel.counter(), user, &rules).await?;
        let counted = Some(channel);
        Ok(taken.map(|()| SendPermit { user: user.to_owned(), counted, taken: true }))
    }

    /// Takes one attempt: 5 in a transaction, and of those typed for a user 10 an hour and 100 in a row.
    pub async fn take_attempt(
        &self,
        credential: Credential,
        entered: Entered,
        transaction: &str,
        user: &str,
    ) -> Result<Result<AttemptPermit, NoAttempt>, SharedError> {
        let nth = match self.guess(transaction).await? {
            Ok(nth) => nth,
            Err(wait) => return Ok(Err(NoAttempt::Spent(wait))),
        };
        if entered == Entered::Typed
            && let Err(wait) = self.take_typed(credential, user).await?
        {
            self.refund_guess(transaction).await?;
            return Ok(Err(NoAttempt::Later(wait)));
        }
        let (transaction, user) = (transaction.to_owned(), user.to_owned());
        Ok(Ok(AttemptPermit { transaction, user, credential, entered, nth }))
    }

    async fn take_typed(
        &self,
        credential: Credential,
        user: &str,
    ) -> Result<Result<(), Wait>, SharedError> {
        let rules = [self.rule(10, HOUR), self.rule(100, EVER)];
        self.take(credential.counter(), user, &rules).await
    }
}

impl SendPermit {
    /// For a call that is not expected to send anything, while the message that was sent `before` is out. Settling it
    /// counts what was sent unasked.
    pub fn unexpected(user: &str, before: Option<Channel>) -> Self {
        Self { user: user.to_owned(), counted: before, taken: false }
    }

    /// Refunds what was not used, and counts what was sent by another channel than expected.
    pub async fn settle(self, rates: &Rates, sent: Sent) -> Result<(), SharedError> {
        let by = match sent {
            Sent::Unclear => return Ok(()),
            Sent::Nothing => None,
            Sent::By(channel) => Some(channel),
        };
        if by == self.counted {
            return Ok(());
        }
        if let Some(expected) = self.counted.filter(|_| self.taken) {
            rates.refund(expected.counter(), &self.user).await?;
        }
        if let Some(channel) = by {
            // Its user had proved more than a name before, so no limit stops it.
            let anything = [Rule { most: u32::MAX, within: DAY }];
            rates.take(channel.counter(), &self.user, &anything).await?.ok();
        }
        Ok(())
    }
}

impl AttemptPermit {
    /// Refunds the attempt, because the credential was right or never reached Okta.
    pub async fn refund(self, rates: &Rates) -> Result<(), SharedError> {
        rates.refund_guess(&self.transaction).await?;
        match self.entered {
            Entered::Typed => rates.refund(self.credential.counter(), &self.user).await,
            Entered::ByLink => Ok(()),
        }
    }

    /// Leaves the attempt spent, because the credential was wrong.
    pub fn spend(self) {}
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use std::sync::Arc;

    use okta_idx::SystemClock;

    use super::*;
    use crate::session::memory::MemoryStore;
    use crate::session::seal::KeyRing;

    const USER: &str = "ada@example.com";

    fn rates() -> Rates {
        let (store, keys) = (Arc::<MemoryStore>::default(), KeyRing::derive(&[1; 32]));
        Rates::new(store, keys, Arc::new(SystemClock), 1)
    }

    /// Returns how many more emails may be sent now.
    async fn left(rates: &Rates) -> usize {
        let mut left = 0;
        while let Ok(_spent) = rates.take_send(Channel::Email, USER).await.unwrap() {
            left += 1;
        }
        left
    }

    #[tokio::test]
    async fn a_message_that_was_not_sent_is_given_back_and_one_that_may_be_out_is_not() {
        for (sent, expected) in
            [(Sent::By(Channel::Email), 2), (Sent::Nothing, 3), (Sent::Unclear, 2)]
        {
            let rates = rates();
            let permit = rates.take_send(Channel::Email, USER).await.unwrap().unwrap();
            permit.settle(&rates, sent).await.unwrap();
            assert_eq!(left(&rates).await, expected, "{sent:?}");
        }
    }

    #[tokio::test]
    async fn a_message_is_counted_when_it_goes_out_and_not_again_while_it_is_out() {
        for (before, expected) in [(None, 2), (Some(Channel::Email), 3), (Some(Channel::Phone), 2)]
        {
            let rates = rates();
            let permit = SendPermit::unexpected(USER, before);
            permit.settle(&rates, Sent::By(Channel::Email)).await.unwrap();
            assert_eq!(left(&rates).await, expected, "{before:?}");
        }
    }
}
