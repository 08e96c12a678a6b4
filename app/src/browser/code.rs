//! The code field: sends what is plainly a complete code by itself, once.

use std::cell::RefCell;

use web_sys::HtmlInputElement;

use super::page;

thread_local! {
    /// The code that was sent last.
    static SENT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Sends the form of `input` if a whole code stands in it: as many plain digits as it has places. Anything else may be a
/// code too; the server reads it when its form is sent.
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
        // Fires the submit event, which the panel answers like any other.
        let _ = form.request_submit();
    }
}
