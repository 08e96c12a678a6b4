//! The code field: submits a complete code automatically, once.

use std::cell::RefCell;

use web_sys::HtmlInputElement;

use super::page;

thread_local! {
    /// The code that was submitted last.
    static SENT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Submits the form of `input` if it contains a whole code: as many digits as it has places. Other
/// input may be a code too; the server parses it when the user submits the form.
pub(super) fn submit_if_complete(input: &HtmlInputElement) {
    let places = page::number(input, "data-places");
    let mut code = input.value();
    code.retain(|letter| !matches!(letter, ' ' | '-'));
    let complete = places > 0
        && code.len() == places as usize
        && code.bytes().all(|digit| digit.is_ascii_digit());
    if !complete || page::is_busy() || SENT.with_borrow(|sent| *sent == code) {
        return;
    }
    input.set_value(&code);
    SENT.set(code);
    if let Some(form) = input.form() {
        // Fires the submit event, which the panel handles like any other.
        let _ = form.request_submit();
    }
}
