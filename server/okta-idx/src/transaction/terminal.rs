//! The ends that were not hoped for.

use std::sync::Arc;

use super::pending::Pending;
use crate::grammar::Message;
use crate::grammar::Reply;
use crate::secret::ShownCode;

/// A transaction with no next step. The messages tell why; often the only way on is a new one.
#[derive(Clone, Debug)]
pub struct Terminal {
    reply: Arc<Reply>,
    last_step: Option<Pending>,
}

/// Messages that say the transaction itself is gone.
const GONE: [&str; 3] =
    ["idx.session.expired", "core.system.transaction_resource_not_found", "error.expired.session"];

impl Terminal {
    pub(super) fn new(reply: Arc<Reply>, last_step: Option<Pending>) -> Self {
        let last_step = last_step.filter(|_| !is_gone(&reply));
        Self { reply, last_step }
    }

    /// What Okta says.
    pub fn messages(&self) -> &[Message] {
        self.reply.messages()
    }

    /// Whether the transaction ran out of time: start over, nothing was wrong with the answer.
    pub fn is_expired(&self) -> bool {
        is_gone(&self.reply)
    }

    /// The code to show when a mail's link was opened on another device.
    pub fn shown_code(&self) -> Option<ShownCode> {
        self.reply.shown_code()
    }

    /// Where a hosted flow would send the browser. Not checked; see [`Client::navigation`](crate::Client::navigation).
    pub fn redirect(&self) -> Option<&str> {
        self.reply.redirect()
    }

    /// The step that was refused with this end, carrying the same messages: it may be tried again when the reason may pass.
    pub fn last_step(&self) -> Option<&Pending> {
        self.last_step.as_ref()
    }

    /// The whole answer.
    pub fn reply(&self) -> &Reply {
        &self.reply
    }
}

pub(super) fn is_gone(reply: &Reply) -> bool {
    reply.messages().iter().any(|message| GONE.iter().any(|key| message.is(key)))
}
