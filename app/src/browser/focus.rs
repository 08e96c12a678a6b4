//! Keyboard focus, pages that are shown again, and navigation.

use leptos::prelude::document;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use web_sys::HtmlInputElement;
use web_sys::PageTransitionEvent;

use super::listen;
use super::page;
use super::tick;

/// Moves the focus to the invalid field, otherwise to the first field, otherwise to the heading.
pub(super) fn move_to_step() {
    const TARGETS: [&str; 3] = [
        "[aria-invalid]:is(input,select),[aria-invalid] input",
        ".field input:not([readonly],:disabled)",
        "h1",
    ];
    let found = TARGETS.iter().find_map(|target| page::in_step(target));
    let Some(element) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
    // Focus can only fail on elements that cannot be focused; then it stays where it is.
    let _ = element.focus();
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
}

/// Updates a page that is shown again: in a tab that was hidden, or from the back/forward cache.
/// Its connections may be dead.
pub(super) fn when_shown_again() {
    page::on(&document(), "visibilitychange", |_| {
        tick::now();
        listen::while_waiting();
    });
    page::on(&window(), "pageshow", |event| {
        if event.unchecked_ref::<PageTransitionEvent>().persisted() {
            super::refresh(false);
        }
    });
}

/// Navigates from the sign-in to a local path.
pub(super) fn leave_for(path: &str) {
    // A path is always a valid target of `assign`.
    let _ = window().location().assign(path);
}
