//! The end of a transaction that shows a code, because the link of an email was opened in another browser.

use app::text::Key;
use okta_idx::RequestedFrom;
use okta_idx::Terminal;

use super::Notice;
use super::Text;

/// The code of an email's link that was opened elsewhere, and from where the sign-in was started.
pub(super) fn code_of(terminal: &Terminal) -> Vec<Notice> {
    let Some(code) = terminal.shown_code() else { return Vec::new() };
    let started = terminal.requested_from();
    let said = [
        Some(Text::filled(Key::YourCodeIs, code.expose())),
        started
            .as_ref()
            .and_then(RequestedFrom::browser)
            .map(|it| Text::filled(Key::StartedInBrowser, &it)),
        started
            .as_ref()
            .and_then(RequestedFrom::place)
            .map(|it| Text::filled(Key::StartedFromPlace, &it)),
    ];
    said.into_iter().flatten().map(Notice::info).collect()
}
