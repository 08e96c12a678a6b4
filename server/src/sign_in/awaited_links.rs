//! Which magic links some browser waits for.
//!
//! The page of a link that is opened in another browser shows its code only if some sign-in waits for the link's
//! `state`. What is kept for that is a note under a keyed hash of the state, nothing else.

use super::record::Sessions;
use super::request::RequestContext;
use crate::flow::Stage;
use crate::flow::name_of;
use crate::session::SessionError;

/// The kind of these notes.
const KIND: &str = "state";

impl Sessions {
    /// Notes that a browser waits for the magic link with `state`.
    pub async fn expect_link(&self, state: &str) -> Result<(), SessionError> {
        self.note(KIND, state, self.lifetimes().flow).await
    }

    /// Returns whether a browser waits for the magic link with `state`.
    pub async fn expects_link(&self, state: &str) -> Result<bool, SessionError> {
        self.is_noted(KIND, state).await
    }

    /// Removes the note that a link with `state` is awaited.
    pub async fn forget_link(&self, state: &str) -> Result<(), SessionError> {
        self.remove_note(KIND, state).await
    }
}

/// What a stage means for the note of its link.
#[derive(Debug, PartialEq, Eq)]
enum Link {
    /// The transaction waits for the link of its email.
    Awaited(String),
    /// The transaction may have been noted before.
    Possible(String),
    /// There is no link. Its note is removed like a real one, because that takes time.
    OfDecoy(String),
    /// There is no transaction.
    None,
}

impl Link {
    fn of(stage: &Stage) -> Self {
        match stage {
            Stage::Pending(question) => match question.restore() {
                Some(at) if at.is_detached() => Self::OfDecoy(name_of(&at).to_owned()),
                Some(at) if at.email_challenge().is_some_and(|mail| mail.uses_magic_link()) => {
                    Self::Awaited(name_of(&at).to_owned())
                }
                Some(at) => Self::Possible(name_of(&at).to_owned()),
                None => Self::None,
            },
            _ => Self::None,
        }
    }

    fn transaction(&self) -> Option<&str> {
        match self {
            Self::Awaited(name) | Self::Possible(name) | Self::OfDecoy(name) => Some(name),
            Self::None => None,
        }
    }
}

impl RequestContext {
    /// Keeps the note of a flow's link true while the flow moves from one stage to another.
    pub(super) async fn note_links(
        &self,
        before: &Stage,
        after: &Stage,
    ) -> Result<(), SessionError> {
        let (before, after) = (Link::of(before), Link::of(after));
        if before == after {
            return Ok(());
        }
        let turned = matches!(after, Link::OfDecoy(_));
        if let Some(transaction) = before.transaction()
            && (turned || after.transaction() != Some(transaction))
        {
            self.server.sessions.forget_link(transaction).await?;
        }
        if let Link::Awaited(state) = &after {
            self.server.sessions.expect_link(state).await?;
        }
        Ok(())
    }

    /// Removes the note of a flow that another one takes the place of.
    pub(super) async fn forget_link_at(&self, stage: &Stage) -> Result<(), SessionError> {
        self.note_links(stage, &Stage::Ended).await
    }
}
