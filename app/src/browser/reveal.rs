//! Shows a secret while it is entered, as long as the box below its field is checked.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::Event;
use web_sys::HtmlInputElement;

use super::page;

/// The attribute of a box, with the id of the input that it shows.
const REVEALS: &str = "data-reveals";

/// Shows or hides the secret of the box that has changed.
pub(super) fn follow(event: &Event) {
    let target = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    if let Some(own) = target {
        set(&own, own.checked());
    }
}

/// Hides all secrets, because a browser may keep what it sends as text.
pub(super) fn hide_all() {
    while let Some(own) = page::in_step("[data-reveals]:checked") {
        let Ok(own) = own.dyn_into::<HtmlInputElement>() else { return };
        own.set_checked(false);
        set(&own, false);
    }
}

fn set(own: &HtmlInputElement, shown: bool) {
    let id = page::attribute(own, REVEALS);
    let field = document().get_element_by_id(&id);
    if let Some(field) = field.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
        field.set_type(if shown { "text" } else { "password" });
    }
}
