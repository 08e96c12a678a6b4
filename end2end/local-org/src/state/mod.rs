//! Everything the org remembers, in one value that can be written to a file and read back.

pub(crate) mod grants;
pub(crate) mod keys;
pub(crate) mod lock;
pub(crate) mod mails;
pub(crate) mod password;
pub(crate) mod people;
pub(crate) mod store;
pub(crate) mod transaction;

use std::collections::BTreeMap;

use aws_lc_rs::error::Unspecified;
use serde::Deserialize;
use serde::Serialize;

use self::grants::Grants;
use self::keys::Keyring;
use self::mails::Mailbox;
use self::people::People;
use self::transaction::Transactions;
use crate::calls::CallLog;
use crate::faults::Faults;
use crate::moment::Moment;
use crate::random::Random;
use crate::settings::Settings;

/// How many different paths the counters tell apart; a scanner must not fill the memory.
const COUNTED_PATHS: usize = 200;
const SWEEP_EVERY_MILLIS: i64 = 60_000;

/// The memory of the org.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct State {
    /// The name of the policy in force.
    pub(crate) policy: String,
    /// Whether an unknown username is answered like a known one.
    pub(crate) enumeration_prevention: bool,
    /// Seconds that the org's clock is ahead of the machine's.
    pub(crate) clock_offset: i64,
    pub(crate) random: Random,
    pub(crate) keys: Keyring,
    pub(crate) people: People,
    pub(crate) transactions: Transactions,
    pub(crate) mailbox: Mailbox,
    pub(crate) grants: Grants,
    pub(crate) faults: Faults,
    /// How often each Okta path was asked, preflights excepted.
    pub(crate) counts: BTreeMap<String, u64>,
    pub(crate) calls: CallLog,
    swept_at: Option<Moment>,
}

impl State {
    /// The state of an org that nobody has used.
    pub(crate) fn fresh(settings: &Settings) -> Result<Self, Unspecified> {
        let mut random = Random::start(settings.seed)?;
        let keys = Keyring::generate(&mut random)?;
        let people = People::from_settings(settings, &mut random);
        Ok(Self {
            policy: settings.policy.clone(),
            enumeration_prevention: settings.enumeration_prevention,
            clock_offset: 0,
            random,
            keys,
            people,
            transactions: Transactions::default(),
            mailbox: Mailbox::default(),
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

    /// Drops what can no longer be of use to anybody; looks for it once a minute at most.
    pub(crate) fn forget_expired(&mut self, now: Moment) {
        let recently = |swept: Moment| now.millis_since(swept).abs() < SWEEP_EVERY_MILLIS;
        if self.swept_at.is_some_and(recently) {
            return;
        }
        self.swept_at = Some(now);
        self.transactions.forget_expired(now);
        self.grants.forget_expired(now);
        self.keys.forget_expired(now);
    }
}
