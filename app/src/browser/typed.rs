//! Keeps what the user has typed when a step is redrawn.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::FormData;
use web_sys::HtmlInputElement;

use super::code;
use super::page;

/// A field of the step that is being replaced.
struct Old {
    input: HtmlInputElement,
    /// Whether the input changed since it was drawn or submitted.
    typed: bool,
    has_focus: bool,
}

/// The fields of a step just before it is replaced.
pub(super) struct Typed(Vec<Old>);

impl Typed {
    /// Reads the fields of the current step. `sent` has their values when they were submitted.
    pub(super) fn now(sent: Option<&FormData>) -> Self {
        let focus = document().active_element();
        let old = page::fields().map(|input| {
            let known = sent
                .and_then(|sent| sent.get(&input.name()).as_string())
                .unwrap_or_else(|| input.default_value());
            let has_focus = focus.as_ref() == Some(input.as_ref());
            Old { typed: input.value() != known, has_focus, input }
        });
        Self(old.collect())
    }

    /// Restores typed values into the same fields of the new step. A rejected code is restored too,
    /// so that the user can correct it. Returns whether the user is typing; the caret then stays in
    /// place.
    pub(super) fn restore(self) -> bool {
        let mut in_the_middle = false;
        for Old { input: old, typed, has_focus } in self.0 {
            let found = document().get_element_by_id(&old.id());
            let Some(new) = found.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else {
                continue;
            };
            // Classes are unreliable because extensions add them; among visible fields only those
            // for codes have no `maxlength`.
            let is_code = !old.has_attribute("maxlength");
            if new.type_() != old.type_() || new.has_attribute("maxlength") == is_code {
                continue;
            }
            if typed || (is_code && new.has_attribute("aria-invalid")) {
                new.set_value(&old.value());
            }
            if typed && has_focus {
                in_the_middle = true;
                // Neither call fails on a text input.
                let _ = new.focus();
                if let (Ok(start), Ok(Some(end))) = (old.selection_start(), old.selection_end()) {
                    let _ = new.set_selection_range(start.unwrap_or(end), end);
                }
                code::submit_if_complete(&new);
            }
        }
        in_the_middle
    }
}
