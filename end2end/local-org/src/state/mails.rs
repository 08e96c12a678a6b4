//! The mailbox that every mail of the org ends in.

use std::collections::VecDeque;

use serde::Deserialize;
use serde::Serialize;

use crate::moment::Moment;
use crate::protocol::ClientId;
use crate::protocol::LinkToken;
use crate::protocol::OneTimeCode;
use crate::protocol::TransactionId;

/// Older mails are dropped beyond this many.
const CAPACITY: usize = 5000;

/// One mail.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Mail {
    pub(crate) id: String,
    pub(crate) to: String,
    pub(crate) to_name: String,
    pub(crate) subject: String,
    pub(crate) kind: MailKind,
    pub(crate) code: OneTimeCode,
    /// `None` where the policy sends no links.
    pub(crate) link: Option<LinkToken>,
    pub(crate) client: ClientId,
    pub(crate) transaction: TransactionId,
    pub(crate) sent_at: Moment,
}

/// What a mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MailKind {
    SignIn,
    SignUp,
    Recovery,
    Unlock,
}

/// All mails, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Mailbox(VecDeque<Mail>);

impl Mail {
    /// Path and query of the magic link; the org's own address goes before it.
    pub(crate) fn link_path(&self) -> Option<String> {
        let token = self.link.as_ref()?.as_str();
        Some(format!("/email/verify/{}?token={token}", self.client))
    }
}

impl Mailbox {
    pub(crate) fn deliver(&mut self, mail: Mail) {
        self.0.push_front(mail);
        self.0.truncate(CAPACITY);
    }

    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &Mail> {
        self.0.iter()
    }

    /// Mails to `address`, whatever the case, newest first.
    pub(crate) fn to<'a>(&'a self, address: &'a str) -> impl Iterator<Item = &'a Mail> {
        self.0.iter().filter(move |mail| mail.to.eq_ignore_ascii_case(address))
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&Mail> {
        self.0.iter().find(|mail| mail.id == id)
    }

    pub(crate) fn by_link(&self, token: &str) -> Option<&Mail> {
        self.0.iter().find(|mail| mail.link.as_ref().is_some_and(|link| link.as_str() == token))
    }
}
