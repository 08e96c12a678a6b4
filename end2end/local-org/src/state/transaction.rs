//! Where a sign-in stands: an enum that moves, and what stays the same around it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

use super::people::Profile;
use crate::forms::message::Message;
use crate::moment::Moment;
use crate::oauth::AuthorizationServer;
use crate::protocol::ClientId;
use crate::protocol::ID_LENGTH;
use crate::protocol::InteractionCode;
use crate::protocol::InteractionHandle;
use crate::protocol::LinkToken;
use crate::protocol::OneTimeCode;
use crate::protocol::RedirectUri;
use crate::protocol::StateHandle;
use crate::protocol::TransactionId;
use crate::protocol::UserId;

/// A dead transaction is kept this long, so that late calls get a true answer.
const KEPT_AFTER_EXPIRY: i64 = 600;

/// One sign-in, from `/v1/interact` until nobody can ask for it any more.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Transaction {
    pub(crate) id: TransactionId,
    pub(crate) request: Request,
    pub(crate) interaction_handle: InteractionHandle,
    pub(crate) interaction_until: Moment,
    pub(crate) session: Option<Session>,
    /// Wrong codes and passwords so far, all stages together.
    pub(crate) wrong_answers: u32,
    /// The policy that the person's username put in force; the org's until then.
    pub(crate) policy: Option<String>,
    pub(crate) stage: Stage,
}

/// What the app asked for at `/v1/interact`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) server: AuthorizationServer,
    pub(crate) client: ClientId,
    pub(crate) redirect_uri: RedirectUri,
    pub(crate) scopes: Vec<String>,
    pub(crate) state: String,
    pub(crate) nonce: Option<String>,
    pub(crate) code_challenge: String,
    pub(crate) acr_values: Option<String>,
}

/// Minted at the first introspect, constant afterwards.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) state_handle: StateHandle,
    pub(crate) expires_at: Moment,
}

/// The step that a transaction is at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Stage {
    /// Who are you?
    FirstPage,
    /// Whose password is to be reset?
    RecoveryIdentifier,
    /// Whose account is to be unlocked?
    UnlockIdentifier,
    /// Who do you want to become?
    SignUpProfile,
    /// Which proof do you prefer?
    Choose(Subject),
    /// The app has yet to ask for the mail.
    BeforeMail(Subject),
    /// A mail is out.
    Mailed(Subject, MailedCode),
    /// The password, please.
    AskPassword(Subject),
    /// A new password, please.
    NewPassword(Subject),
    /// The form that no client knows.
    Extra(Subject),
    /// Done: the app may fetch its tokens.
    Finished(Finished),
    /// Dead, with the last words said to everybody who asks again.
    Over { status: u16, messages: Vec<Message> },
}

/// Who is proving what.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Subject {
    pub(crate) who: Who,
    pub(crate) purpose: Purpose,
    pub(crate) proven: Vec<Factor>,
}

/// The person in front of the screen, as far as the org knows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Who {
    /// Somebody of the org.
    Person(UserId),
    /// Nobody, but the app must not notice.
    Nobody { identifier: String },
    /// Somebody who becomes a person once the mail is answered.
    Newcomer(Newcomer),
}

/// A person in the making.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Newcomer {
    pub(crate) profile: Profile,
    pub(crate) password: Option<super::password::PasswordDigest>,
}

/// Why somebody proves themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Purpose {
    SignIn,
    SignUp,
    Recovery,
    Unlock,
}

/// A kind of proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Factor {
    Email,
    Password,
}

/// The code of the newest mail; older ones are worthless.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct MailedCode {
    /// `None` when no mail went out because there is nobody to get it.
    pub(crate) code: Option<OneTimeCode>,
    pub(crate) link: Option<LinkToken>,
    pub(crate) sent_at: Moment,
    pub(crate) expires_at: Moment,
}

/// A sign-in that succeeded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Finished {
    pub(crate) user: UserId,
    pub(crate) proven: Vec<Factor>,
    pub(crate) at: Moment,
    pub(crate) code: InteractionCode,
    pub(crate) code_until: Moment,
    /// Set at the first exchange, right or wrong: a code works once.
    pub(crate) code_burnt: bool,
}

/// All transactions by id; every handle begins with the id of what it opens.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Transactions(BTreeMap<TransactionId, Transaction>);

impl Transaction {
    /// Whether no call can reach this transaction any more.
    pub(crate) fn is_expired(&self, now: Moment) -> bool {
        let until = self.session.as_ref().map_or(self.interaction_until, |it| it.expires_at);
        until <= now
    }
}

impl Transactions {
    pub(crate) fn insert(&mut self, transaction: Transaction) {
        self.0.insert(transaction.id.clone(), transaction);
    }

    pub(crate) fn get(&self, id: &TransactionId) -> Option<&Transaction> {
        self.0.get(id)
    }

    /// Takes the transaction out to be moved; put it back with [`Self::insert`].
    pub(crate) fn take_by_state(&mut self, handle: &str, now: Moment) -> Option<Transaction> {
        let id = id_in(handle.strip_prefix("02.")?)?;
        let transaction = self.0.get(&id)?;
        let session = transaction.session.as_ref()?;
        let alive = session.state_handle.as_str() == handle && now < session.expires_at;
        alive.then(|| self.0.remove(&id)).flatten()
    }

    /// Takes the transaction out to be moved; put it back with [`Self::insert`].
    pub(crate) fn take_by_interaction(&mut self, handle: &str, now: Moment) -> Option<Transaction> {
        let id = id_in(handle)?;
        let transaction = self.0.get(&id)?;
        let alive = transaction.interaction_handle.as_str() == handle
            && now < transaction.interaction_until
            && !transaction.is_expired(now);
        alive.then(|| self.0.remove(&id)).flatten()
    }

    /// The transaction that ended with this interaction code.
    pub(crate) fn by_code(&mut self, code: &str) -> Option<&mut Transaction> {
        self.0.get_mut(&id_in(code)?).filter(|transaction| {
            matches!(&transaction.stage, Stage::Finished(end) if end.code.as_str() == code)
        })
    }

    pub(crate) fn forget_expired(&mut self, now: Moment) {
        self.0.retain(|_, transaction| {
            let last_words = now.plus_seconds(-KEPT_AFTER_EXPIRY);
            !transaction.is_expired(last_words)
        });
    }
}

/// The id at the head of a handle.
fn id_in(handle: &str) -> Option<TransactionId> {
    handle.get(..ID_LENGTH).map(TransactionId::new)
}
