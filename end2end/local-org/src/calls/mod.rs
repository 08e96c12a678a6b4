//! What was asked of the org and what it said, for tests and for the live picture.

pub(crate) mod story;

use std::collections::VecDeque;

use serde::Deserialize;
use serde::Serialize;
use serde::Serializer;

use crate::protocol::TransactionId;
use crate::state::inbox::Channel;
use crate::timestamp::Timestamp;

/// Older calls are dropped beyond this many.
const CAPACITY: usize = 3000;
/// How many calls the dashboard draws.
const DRAWN: usize = 300;
/// Bodies are kept up to this many bytes.
const BODY_KEPT: usize = 16 * 1024;
/// How many calls survive a restart.
const KEPT_ON_DISK: usize = 60;

/// One call to an Okta path. Secrets are kept as they were: nothing here is real.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Call {
    /// Counts up from 1 and is never given twice.
    pub(crate) number: u64,
    pub(crate) at: Timestamp,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    pub(crate) headers: CallHeaders,
    pub(crate) sent: String,
    pub(crate) status: u16,
    pub(crate) answered: String,
    pub(crate) millis: u64,
    /// The sign-in it belongs to; discovery and keys belong to none.
    pub(crate) transaction: Option<TransactionId>,
    /// The message that this call sent.
    pub(crate) mail: Option<SentMessage>,
    /// Whether a fault struck.
    pub(crate) fault: bool,
}

/// Request headers that tests ask about.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct CallHeaders {
    pub(crate) accept: Option<String>,
    pub(crate) accept_language: Option<String>,
    pub(crate) authorization: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) cookie: Option<String>,
    pub(crate) origin: Option<String>,
    pub(crate) user_agent: Option<String>,
    pub(crate) x_device_token: Option<String>,
    pub(crate) x_forwarded_for: Option<String>,
    pub(crate) x_okta_user_agent_extended: Option<String>,
}

/// A message that a call caused.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SentMessage {
    pub(crate) id: String,
    pub(crate) channel: Channel,
    pub(crate) to: String,
}

/// The latest calls, oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct CallLog {
    written: u64,
    #[serde(serialize_with = "latest")]
    calls: VecDeque<Call>,
}

/// The state file is written after every call, so it takes only the latest along.
fn latest<S: Serializer>(calls: &VecDeque<Call>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(calls.range(calls.len().saturating_sub(KEPT_ON_DISK)..))
}

impl CallLog {
    /// Writes a call down and gives it its number.
    pub(crate) fn add(&mut self, mut call: Call) {
        self.written += 1;
        call.number = self.written;
        shorten(&mut call.sent);
        shorten(&mut call.answered);
        self.calls.push_back(call);
        if self.calls.len() > CAPACITY {
            self.calls.pop_front();
        }
    }

    /// The latest few, which is as much as a picture can hold.
    pub(crate) fn oldest_first(&self) -> impl Iterator<Item = &Call> {
        self.calls.range(self.calls.len().saturating_sub(DRAWN)..)
    }

    /// All that are still known with a number above `number`, oldest first.
    pub(crate) fn after(&self, number: u64) -> impl Iterator<Item = &Call> {
        let begin = self.calls.partition_point(|call| call.number <= number);
        self.calls.range(begin..)
    }
}

fn shorten(body: &mut String) {
    if body.len() > BODY_KEPT {
        let end = (0..=BODY_KEPT).rev().find(|end| body.is_char_boundary(*end)).unwrap_or(0);
        body.truncate(end);
        body.push('…');
    }
}
