//! The code field: sends what is plainly a complete code by itself, once.

use std::cell::Cell;
use std::cell::RefCell;
use std::rc::Rc;

use leptos::ev;
use wasm_bindgen::JsCast;
use web_sys::HtmlFormElement;
use web_sys::HtmlInputElement;

use super::page;
use crate::step::FieldKind;
use crate::step::Step;

/// Keeps a refused code in its field, so that one wrong digit can be mended. The server does not send codes back.
pub(super) fn kept(mut next: Step, answered: &HtmlFormElement) -> Step {
    let typed = answered
        .query_selector("input.code")
        .ok()
        .flatten()
        .and_then(|it| it.dyn_into::<HtmlInputElement>().ok())
        .map(|input| input.value());
    let refused = next.form.iter_mut().flat_map(|form| form.fields.iter_mut()).find(|field| {
        matches!(field.kind, FieldKind::Digits(_) | FieldKind::Letters) && !field.error.is_empty()
    });
    if let (Some(field), Some(typed)) = (refused, typed) {
        field.value = typed;
    }
    next
}

/// A handler for what is typed anywhere in the panel.
pub(super) fn submit_when_complete(busy: Rc<Cell<bool>>) -> impl FnMut(ev::Event) + 'static {
    let sent = RefCell::new(String::new());
    move |event: ev::Event| {
        let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        let places = page::number(&input, "data-places");
        if places == 0 {
            return;
        }
        let typed = input.value();
        // Anything else may hold a code, too; the server finds it there once the user sends it.
        let code = typed.chars().filter(|c| !matches!(c, ' ' | '-')).collect::<String>();
        let complete =
            code.len() == places as usize && code.bytes().all(|byte| byte.is_ascii_digit());
        if complete && code != typed {
            input.set_value(&code);
        }
        if complete && *sent.borrow() != code && !busy.get() {
            sent.replace(code);
            if let Some(form) = input.form() {
                // Fires the submit event, which the panel answers like any other.
                let _ = form.request_submit();
            }
        }
    }
}
