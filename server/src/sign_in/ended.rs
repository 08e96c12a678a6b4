//! Where a sign-in comes to stand when Okta offers no next step.

use app::step::Tone;
use app::text::Key;
use okta_idx::Terminal;

use super::begin::message;
use super::flow::Flow;
use super::flow::Stage;
use super::saved::Saved;
use crate::screen::View;
use crate::screen::messages;

/// Okta offers no way on: start again, wait, or stop.
pub fn end(view: &View<'_>, flow: &mut Flow, terminal: &Terminal) {
    let language = view.language;
    if terminal.is_expired() {
        flow.restart(view.now);
        flow.notices.push(message(Tone::Info, language.text(Key::ExpiredRestart)));
        return;
    }
    match terminal.last_step() {
        // The step stands; it can be answered once the pause is over.
        Some(pending) if terminal.is_throttle() => flow.stage = Stage::Pending(Saved::of(pending)),
        _ => flow.stage = Stage::Ended,
    }
    flow.notices.extend(messages::of(language, terminal.messages()));
    flow.help = messages::links(language, terminal.messages());
    if flow.notices.is_empty() {
        let text = language.text(Key::OrgUnavailableNoDetail);
        flow.notices.push(message(Tone::Error, text));
    }
}
