//! What somebody has typed survives when its step is drawn anew.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::FormData;
use web_sys::HtmlInputElement;

use super::code;
use super::page;

/// A field of the step that is being replaced.
struct Old {
    input: HtmlInputElement,
    /// Typed since it was drawn, or since it was sent.
    typed: bool,
    has_focus: bool,
}

/// What stands in the fields of a step just before it is replaced.
pub(super) struct Typed(Vec<Old>);

impl Typed {
    /// Looks at the fields of the step that is shown. `sent` is what was sent of them.
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

    /// Puts what was typed into the same fields of the step that is shown now, and a refused code, so that one wrong digit
    /// can be mended. Tells whether somebody is in the middle of typing: then the caret stays where it was.
    pub(super) fn restore(self) -> bool {
        let mut in_the_middle = false;
        for Old { input: old, typed, has_focus } in self.0 {
            let found = document().get_element_by_id(&old.id());
            let Some(new) = found.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else {
                continue;
            };
            // Extensions add classes; of the fields that show what is typed, only those for codes have no `maxlength`.
            let is_code = !old.has_attribute("maxlength");
            if new.type_() != old.type_() || new.has_attribute("maxlength") == is_code {
                continue;
            }
            if typed || (is_code && new.has_attribute("aria-invalid")) {
                new.set_value(&old.value());
            }
            if typed && has_focus {
                in_the_middle = true;
                // Neither fails at a line of text.
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
