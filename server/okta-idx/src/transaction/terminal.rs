//! A transaction that ended without success.

use std::sync::Arc;

use super::pending::Pending;
use crate::grammar::Message;
use crate::grammar::Reply;
use crate::secret::ShownCode;

/// A transaction without a next step. The messages say why; often only a new transaction helps.
#[derive(Clone, Debug)]
pub struct Terminal {
    reply: Arc<Reply>,
    last_step: Option<Pending>,
}

/// Messages that the transaction itself has expired.
const GONE: [&str; 3] =
    ["idx.session.expired", "core.system.transaction_resource_not_found", "error.expired.session"];

impl Terminal {
    pub(super) fn new(reply: Arc<Reply>, last_step: Option<Pending>) -> Self {
        let last_step = last_step.filter(|_| !is_gone(&reply));
        Self { reply, last_step }
    }

    /// Returns Okta's messages.
    pub fn messages(&self) -> &[Message] {
        self.reply.messages()
    }

    /// Whether the transaction has expired: start a new one, the answer was not wrong.
    pub fn is_expired(&self) -> bool {
        is_gone(&self.reply)
    }

    /// Returns the code to show if an email's link was opened on another device.
    pub fn shown_code(&self) -> Option<ShownCode> {
        self.reply.shown_code()
    }

    /// Returns where a hosted flow would send the browser. Not checked; see
    /// [`Client::navigation`](crate::Client::navigation).
    pub fn redirect(&self) -> Option<&str> {
        self.reply.redirect()
    }

    /// Returns the step that led to this end, with the same messages: it can be retried if the
    /// reason may pass.
    pub fn last_step(&self) -> Option<&Pending> {
        self.last_step.as_ref()
    }

    /// Returns the whole response.
    pub fn reply(&self) -> &Reply {
        &self.reply
    }
}

pub(super) fn is_gone(reply: &Reply) -> bool {
    reply.messages().iter().any(Message::is_expiry)
}

impl Message {
    /// Whether it says that the transaction has expired.
    pub fn is_expiry(&self) -> bool {
        GONE.iter().any(|key| self.is(key))
    }
}
