//! Where a sign-in stands: an enum that moves, and what stays the same around it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

use super::policy::PolicyInForce;
use super::users::User;
use crate::authenticator::AuthenticatorRef;
use crate::authenticator::Challenge;
use crate::forms::message::Message;
use crate::interlude::Interlude;
use crate::oauth::AuthorizationServer;
use crate::protocol::ClientId;
use crate::protocol::ID_LENGTH;
use crate::protocol::InteractionCode;
use crate::protocol::InteractionHandle;
use crate::protocol::RedirectUri;
use crate::protocol::StateHandle;
use crate::protocol::TransactionId;
use crate::protocol::UserId;
use crate::timestamp::Timestamp;

/// A dead transaction is kept this long, so that late calls get a true answer.
const KEPT_AFTER_EXPIRY: i64 = 600;

/// One sign-in, from `/v1/interact` until no handle opens it any more.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Transaction {
    pub(crate) id: TransactionId,
    pub(crate) request: Request,
    pub(crate) interaction_handle: InteractionHandle,
    pub(crate) interaction_until: Timestamp,
    pub(crate) session: Option<Session>,
    /// Wrong codes and passwords so far, all stages together.
    pub(crate) wrong_answers: u32,
    /// The policy in force when the username was given; the org's until then.
    pub(crate) policy: Option<PolicyInForce>,
    /// Whether the code of a device was entered, which gets the tokens instead of the app.
    #[serde(default)]
    pub(crate) activates_device: bool,
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
    pub(crate) expires_at: Timestamp,
}

/// The step that a transaction is at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Stage {
    /// Asks for the username.
    FirstPage,
    /// Asks whose password is to be reset.
    RecoveryIdentifier,
    /// Asks whose account is to be unlocked.
    UnlockIdentifier,
    /// Asks for the profile of a new user.
    SignUpProfile,
    /// The activation token has expired; offers to send another.
    ActivationExpired(Subject),
    /// Offers the authenticators that can be verified.
    SelectAuthenticator(Verification),
    /// Offers the authenticators that can be enrolled.
    SelectEnrollment(Verification),
    /// Waits for one authenticator.
    Challenge(Verification, Challenge),
    /// Asks for attributes of the profile that the user lacks.
    ProfileUpdate(Verification),
    /// Shows a form between the last authenticator and the tokens.
    Interlude(Verification, Interlude),
    /// Done: the app may fetch its tokens.
    Finished(Finished),
    /// Ended without success; the messages are repeated to every later call.
    Over { status: u16, messages: Vec<Message> },
}

/// What a user verifies, and what for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Verification {
    pub(crate) subject: Subject,
    pub(crate) purpose: Purpose,
    pub(crate) verified: Vec<AuthenticatorRef>,
    /// What an ID token says about it (RFC 8176).
    pub(crate) amr: Vec<String>,
    /// Whether the user has passed over the optional enrollments.
    pub(crate) skipped_optional: bool,
    /// Whether the user keeps a password that is about to expire.
    #[serde(default)]
    pub(crate) skipped_renewal: bool,
    /// Whether the user has passed over the attributes that the profile lacks.
    #[serde(default)]
    pub(crate) skipped_profile: bool,
}

/// The user of a transaction, as far as the org knows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Subject {
    /// A user of the org.
    User(UserId),
    /// No user, which enumeration prevention hides from the client.
    Unknown { identifier: String },
    /// A user to be, once all required authenticators are enrolled.
    NewUser(Box<User>),
}

/// Why authenticators are verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Purpose {
    SignIn,
    SignUp,
    /// A user whom an administrator added sets up the account.
    Activation,
    Recovery,
    Unlock,
}

/// A sign-in that succeeded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Finished {
    pub(crate) user: UserId,
    pub(crate) amr: Vec<String>,
    pub(crate) at: Timestamp,
    pub(crate) code: InteractionCode,
    pub(crate) code_until: Timestamp,
    /// Set at the first exchange, right or wrong: a code works once.
    pub(crate) code_burnt: bool,
}

/// All transactions by id; every handle begins with the id of what it opens.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Transactions(BTreeMap<TransactionId, Transaction>);

impl Stage {
    /// Who verifies what, once a username has been given.
    pub(crate) fn verification(&self) -> Option<&Verification> {
        match self {
            Self::SelectAuthenticator(verification)
            | Self::SelectEnrollment(verification)
            | Self::Challenge(verification, _)
            | Self::ProfileUpdate(verification)
            | Self::Interlude(verification, _) => Some(verification),
            _ => None,
        }
    }
}

impl Verification {
    pub(crate) fn new(subject: Subject, purpose: Purpose) -> Self {
        Self {
            subject,
            purpose,
            verified: Vec::new(),
            amr: Vec::new(),
            skipped_optional: false,
            skipped_renewal: false,
            skipped_profile: false,
        }
    }

    /// Notes a right answer.
    pub(crate) fn add(&mut self, authenticator: AuthenticatorRef, amr: &str) {
        if !self.verified.contains(&authenticator) {
            self.verified.push(authenticator);
        }
        if !self.amr.iter().any(|known| known == amr) {
            self.amr.push(amr.to_owned());
        }
    }

    /// The `amr` claim: `mfa` stands beside the methods of two authenticators and more.
    pub(crate) fn amr(mut self) -> Vec<String> {
        if self.verified.len() > 1 {
            self.amr.push("mfa".to_owned());
        }
        self.amr
    }
}

impl Transaction {
    /// Whether no call can reach this transaction any more.
    pub(crate) fn is_expired(&self, now: Timestamp) -> bool {
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
    pub(crate) fn take_by_state(&mut self, handle: &str, now: Timestamp) -> Option<Transaction> {
        let id = id_in(handle.strip_prefix("02.")?)?;
        let transaction = self.0.get(&id)?;
        let session = transaction.session.as_ref()?;
        let alive = session.state_handle.as_str() == handle && now < session.expires_at;
        alive.then(|| self.0.remove(&id)).flatten()
    }

    /// Takes the transaction out to be moved; put it back with [`Self::insert`].
    pub(crate) fn take_by_interaction(
        &mut self,
        handle: &str,
        now: Timestamp,
    ) -> Option<Transaction> {
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

    pub(crate) fn forget_expired(&mut self, now: Timestamp) {
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
