//! Where a sign-in comes to stand when Okta offers no next step.

use app::text::Key;
use okta_idx::Terminal;
use time::OffsetDateTime;

use crate::flow::Flow;
use crate::flow::HelpLink;
use crate::flow::Notice;
use crate::flow::Saved;
use crate::flow::Stage;

/// Okta offers no way on: start again, wait, or stop.
pub fn end(now: OffsetDateTime, flow: &mut Flow, terminal: &Terminal) {
    if terminal.is_expired() {
        flow.restart(now);
        flow.notices.push(Notice::info(Key::ExpiredRestart));
        return;
    }
    match terminal.last_step() {
        // The step stands; it can be answered once the pause is over.
        Some(pending) if terminal.is_throttle() => flow.stage = Stage::Pending(Saved::of(pending)),
        _ => flow.stage = Stage::Ended,
    }
    flow.notices.extend(Notice::all(terminal.messages()));
    flow.help = HelpLink::all(terminal.messages());
    if flow.notices.is_empty() {
        flow.notices.push(Notice::error(Key::OrgUnavailableNoDetail));
    }
}
