//! Where the visitor's attention goes.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::HtmlElement;
use web_sys::HtmlInputElement;
use web_sys::PageTransitionEvent;

use super::page;

/// Moves the focus to the field that is wrong, else the first field, else the heading.
pub(super) fn move_to_step() {
    const TARGETS: [&str; 3] =
        [".step input[aria-invalid],.step [aria-invalid] input", ".step .field input", ".step h1"];
    let found = TARGETS.iter().find_map(|target| page::find(target));
    let Some(element) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
    // Focus can only fail on elements that cannot be focused; then it stays where it is.
    let _ = element.focus();
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
}

/// Looks at the server again when the page comes back from the browser's memory (back button, resumed tab).
pub(super) fn when_shown_again() {
    let shown = Closure::<dyn Fn(PageTransitionEvent)>::new(|event: PageTransitionEvent| {
        if event.persisted() {
            super::refresh(false);
        }
    });
    // Registering a listener on the window cannot fail.
    let _ = window().add_event_listener_with_callback("pageshow", shown.as_ref().unchecked_ref());
    shown.forget();
}

/// Leaves the sign-in for a local path.
pub(super) fn leave_for(path: &str) {
    // A path is always a valid target of `assign`.
    let _ = window().location().assign(path);
}
