//! Everything the org remembers, in one value that can be written to a file and read back.

pub(crate) mod grants;
pub(crate) mod inbox;
pub(crate) mod keys;
pub(crate) mod lock;
pub(crate) mod policy;
pub(crate) mod store;
pub(crate) mod transaction;
pub(crate) mod user_tokens;
pub(crate) mod users;

use std::collections::BTreeMap;

use aws_lc_rs::error::Unspecified;
use serde::Deserialize;
use serde::Serialize;

use self::grants::Grants;
use self::inbox::Inbox;
use self::keys::Keyring;
use self::policy::PolicyInForce;
use self::transaction::Transactions;
use self::user_tokens::UserTokens;
use self::users::Users;
use crate::calls::CallLog;
use crate::faults::Faults;
use crate::random::Random;
use crate::settings::Settings;
use crate::settings::SettingsError;
use crate::timestamp::Timestamp;

/// How many different paths the counters tell apart; a scanner must not fill the memory.
const COUNTED_PATHS: usize = 200;
const SWEEP_EVERY_MILLIS: i64 = 60_000;

/// The memory of the org.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) policy: PolicyInForce,
    /// Whether an unknown username is answered like a known one.
    pub(crate) enumeration_prevention: bool,
    /// Seconds that the org's clock is ahead of the machine's.
    pub(crate) clock_offset: i64,
    pub(crate) random: Random,
    pub(crate) keys: Keyring,
    pub(crate) users: Users,
    pub(crate) transactions: Transactions,
    #[serde(default)]
    pub(crate) user_tokens: UserTokens,
    pub(crate) inbox: Inbox,
    pub(crate) grants: Grants,
    pub(crate) faults: Faults,
    /// How often each Okta path was asked, preflights excepted.
    pub(crate) counts: BTreeMap<String, u64>,
    pub(crate) calls: CallLog,
    swept_at: Option<Timestamp>,
}

/// Why an org cannot start with an empty memory.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FreshError {
    #[error("the machine gave no randomness, or no key")]
    Key(#[source] Unspecified),
    #[error("a user cannot be like this")]
    Users(#[source] SettingsError),
}

impl State {
    /// The state of an unused org.
    pub(crate) fn fresh(settings: &Settings) -> Result<Self, FreshError> {
        let mut random = Random::start(settings.seed).map_err(FreshError::Key)?;
        let keys = Keyring::generate(&mut random).map_err(FreshError::Key)?;
        let users = Users::from_settings(settings, &mut random).map_err(FreshError::Users)?;
        Ok(Self {
            policy: PolicyInForce::Named(settings.policy.clone()),
            enumeration_prevention: settings.enumeration_prevention,
            clock_offset: 0,
            random,
            keys,
            users,
            transactions: Transactions::default(),
            user_tokens: UserTokens::default(),
            inbox: Inbox::default(),
            grants: Grants::default(),
            faults: Faults::default(),
            counts: BTreeMap::new(),
            calls: CallLog::default(),
            swept_at: None,
        })
    }

    pub(crate) fn count(&mut self, path: &str) {
        if let Some(count) = self.counts.get_mut(path) {
            *count += 1;
        } else if self.counts.len() < COUNTED_PATHS {
            self.counts.insert(path.to_owned(), 1);
        }
    }

    /// Drops what has expired; looks for it once a minute at most.
    pub(crate) fn forget_expired(&mut self, now: Timestamp) {
        let recently = |swept: Timestamp| now.millis_since(swept).abs() < SWEEP_EVERY_MILLIS;
        if self.swept_at.is_some_and(recently) {
            return;
        }
        self.swept_at = Some(now);
        self.transactions.forget_expired(now);
        self.grants.forget_expired(now);
        self.keys.forget_expired(now);
    }
}
