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
struct Link {
    /// Names the transaction: it may have been noted before.
    transaction: String,
    /// Whether it waits for the link of an email now. A decoy does, allegedly, because a note takes time.
    is_awaited: bool,
    is_decoy: bool,
}

impl Link {
    fn of(stage: &Stage) -> Option<Self> {
        let at = stage.pending()?;
        Some(Self {
            transaction: name_of(&at).to_owned(),
            is_awaited: at.email_challenge().is_some_and(|mail| mail.uses_magic_link()),
            is_decoy: at.is_detached(),
        })
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
        let same = |one: &Link, other: &Link| one.transaction == other.transaction;
        if let Some(before) = &before {
            let goes_on =
                after.as_ref().is_some_and(|it| same(it, before) && it.is_decoy == before.is_decoy);
            if !goes_on {
                self.server.sessions.forget_link(&before.transaction).await?;
            }
        }
        if let Some(after) = after.filter(|link| link.is_awaited) {
            let was_awaited = before.is_some_and(|it| same(&it, &after) && it.is_awaited);
            if !was_awaited {
                self.server.sessions.expect_link(&after.transaction).await?;
            }
        }
        Ok(())
    }

    /// Removes the note of a flow that another one takes the place of.
    pub(super) async fn forget_link_at(&self, stage: &Stage) -> Result<(), SessionError> {
        self.note_links(stage, &Stage::Ended).await
    }
}
