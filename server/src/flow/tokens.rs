//! From a confirmed sign-in to its tokens.

use app::text::Key;
use okta_idx::Completed;
use time::OffsetDateTime;

use super::Confirmed;
use super::Context;
use super::Flow;
use super::Notice;
use super::SamePath;
use super::SavedBytes;
use super::SignedIn;
use super::Stage;
use super::apply::exchange;
use super::transition::Transition;

/// The user asks once more for tokens that could not be had before.
pub(super) fn ask_again(mut flow: Flow, context: &Context<'_>) -> Transition {
    let Stage::AwaitingTokens(confirmed) = &flow.stage else { return flow.lost(context) };
    let Some(completed) = confirmed.restore() else { return flow.lost(context) };
    flow.move_to(context.names.step.clone());
    exchange(flow, completed)
}

/// The tokens are here; the browser is yet to get its new session.
pub(super) fn arrived(flow: &mut Flow, tokens: SavedBytes) {
    let return_to = flow.return_to.clone().unwrap_or_else(SamePath::home);
    flow.stage = Stage::AwaitingPickup(Box::new(SignedIn::new(tokens, return_to)));
}

/// The tokens are still to be had, with the same interaction code.
pub(super) fn delayed(flow: &mut Flow, completed: &Completed, why: Notice) {
    flow.stage = Stage::AwaitingTokens(Confirmed::of(completed));
    flow.notices.push(why);
}

/// There are no tokens for the interaction code, and it is spent.
pub(super) fn refused(flow: &mut Flow, now: OffsetDateTime) {
    flow.restart(now);
    flow.notices.push(Notice::error(Key::TokensRefused));
}
