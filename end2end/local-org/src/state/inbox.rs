//! The inbox of all users: every message of the org ends here instead of on its way.

use std::collections::VecDeque;

use serde::Deserialize;
use serde::Serialize;

use crate::protocol::ClientId;
use crate::protocol::LinkToken;
use crate::protocol::OneTimeCode;
use crate::protocol::TransactionId;
use crate::state::transaction::Purpose;
use crate::timestamp::Timestamp;

/// Older messages are dropped beyond this many.
const CAPACITY: usize = 5000;

/// One message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) id: String,
    pub(crate) channel: Channel,
    /// An email address, a phone number or the name of a device.
    pub(crate) to: String,
    pub(crate) to_name: String,
    pub(crate) subject: String,
    pub(crate) purpose: Purpose,
    /// `None` for a message that is answered where it is read.
    pub(crate) code: Option<OneTimeCode>,
    /// `None` where the policy sends no links, and for everything but email.
    pub(crate) link: Option<LinkToken>,
    pub(crate) client: ClientId,
    pub(crate) transaction: TransactionId,
    pub(crate) sent_at: Timestamp,
}

/// How a message travels; written as the protocol's `methodType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Channel {
    Email,
    /// A text message.
    Sms,
    /// A voice call.
    Voice,
    /// A notification of an app.
    Push,
}

/// All messages, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Inbox(VecDeque<Message>);

impl Channel {
    /// `methodType` of the protocol.
    pub(crate) fn method(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Voice => "voice",
            Self::Push => "push",
        }
    }

    /// What the dashboard calls such a message.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Email => "mail",
            Self::Sms => "text message",
            Self::Voice => "call",
            Self::Push => "push notification",
        }
    }
}

impl Message {
    /// Path and query of the magic link; the org's own address goes before it.
    pub(crate) fn link_path(&self) -> Option<String> {
        let token = self.link.as_ref()?.as_str();
        Some(format!("/email/verify/{}?token={token}", self.client))
    }

    /// What the user reads or hears; `org` is the org's own address, for the link.
    pub(crate) fn text(&self, org: &str) -> String {
        let Some(code) = self.code.as_ref().map(OneTimeCode::as_str) else {
            return self.subject.clone();
        };
        match (self.channel, self.link_path()) {
            (Channel::Email, link) => {
                let link = link.map(|path| format!(" Or open this link: {org}{path}"));
                format!("Hello {}, your code is {code}.{}", self.to_name, link.unwrap_or_default())
            }
            // Spoken digit by digit, so that a listener can write it down.
            (Channel::Voice, _) => format!("Your verification code is {}.", spoken(code)),
            (Channel::Sms | Channel::Push, _) => format!("Your verification code is {code}."),
        }
    }
}

fn spoken(code: &str) -> String {
    let digits: Vec<String> = code.chars().map(String::from).collect();
    digits.join(", ")
}

impl Inbox {
    pub(crate) fn deliver(&mut self, message: Message) {
        self.0.push_front(message);
        self.0.truncate(CAPACITY);
    }

    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &Message> {
        self.0.iter()
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&Message> {
        self.0.iter().find(|message| message.id == id)
    }

    pub(crate) fn by_link(&self, token: &str) -> Option<&Message> {
        let is_it = |link: &LinkToken| link.as_str() == token;
        self.0.iter().find(|message| message.link.as_ref().is_some_and(is_it))
    }
}
