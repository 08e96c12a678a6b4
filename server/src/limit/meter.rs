//! Takes what answering a step can cause before Okta is asked, and settles it by what came of it.
//!
//! Two things are metered for every authenticator alike: messages to a user, which cost money and can be used to harass, and
//! attempts at a secret, which can be guessed. A permit that is dropped unsettled stays spent, because a call whose outcome
//! is unknown may have had its effect.

use super::Rates;
use super::Wait;
use crate::session::shared::SharedError;

/// How a message reaches a user. Each way has limits of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Email.
    Email,
    /// A text message or a voice call.
    Phone,
    /// A prompt of an app.
    Push,
}

/// What is tried. Each kind has limits of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A one-time code.
    Code,
    /// A password.
    Password,
    /// The answer to a security question.
    Answer,
}

/// How a credential was entered. The link of an email comes from Okta, so it is spared the limit on what people type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// By hand.
    Typed,
    /// By following a link.
    ByLink,
}

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

/// Leave to have one message sent.
#[derive(Debug)]
#[must_use = "a permit that is not settled stays spent"]
pub struct SendPermit {
    user: String,
    /// What the message was expected to come by; nothing was taken where none was expected.
    channel: Option<Channel>,
}

/// Leave to try one credential.
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
    /// Takes one message to `user`: 3 in 10 minutes and 10 a day by each channel, whoever asks.
    pub async fn take_send(
        &self,
        channel: Channel,
        user: &str,
    ) -> Result<Result<SendPermit, Wait>, SharedError> {
        let taken = self.message(channel.counter(), user).await?;
        Ok(taken.map(|()| SendPermit { user: user.to_owned(), channel: Some(channel) }))
    }

    /// Returns a permit for a call that is not expected to send anything; settling it counts what was sent all the same.
    pub fn expect_no_send(user: &str) -> SendPermit {
        SendPermit { user: user.to_owned(), channel: None }
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
            && let Err(wait) = self.typed(credential.counter(), user).await?
        {
            self.refund_guess(transaction).await?;
            return Ok(Err(NoAttempt::Later(wait)));
        }
        let (transaction, user) = (transaction.to_owned(), user.to_owned());
        Ok(Ok(AttemptPermit { transaction, user, credential, entered, nth }))
    }
}

impl SendPermit {
    /// Gives back what was not used, and counts what was sent by another channel than expected.
    pub async fn settle(self, rates: &Rates, sent: Sent) -> Result<(), SharedError> {
        let by = match sent {
            Sent::Unclear => return Ok(()),
            Sent::Nothing => None,
            Sent::By(channel) => Some(channel),
        };
        if by == self.channel {
            return Ok(());
        }
        if let Some(expected) = self.channel {
            rates.refund_message(expected.counter(), &self.user).await?;
        }
        match by {
            Some(channel) => rates.count_message(channel.counter(), &self.user).await,
            None => Ok(()),
        }
    }
}

impl AttemptPermit {
    /// Gives the attempt back: the credential was right, or never reached Okta.
    pub async fn refund(self, rates: &Rates) -> Result<(), SharedError> {
        rates.refund_guess(&self.transaction).await?;
        match self.entered {
            Entered::Typed => rates.refund_typed(self.credential.counter(), &self.user).await,
            Entered::ByLink => Ok(()),
        }
    }

    /// Leaves the attempt spent, because the credential was wrong.
    pub fn spend(self) {}
}
