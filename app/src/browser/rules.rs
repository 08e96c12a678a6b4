//! Ticks the requirements that a new password meets, while it is entered.

use js_sys::RegExp;
use wasm_bindgen::JsCast;
use web_sys::Element;
use web_sys::HtmlInputElement;
use web_sys::NodeList;

use super::page;

/// The attribute of a requirement, with the pattern that a password must match.
const PATTERN: &str = "data-pattern";

/// Ticks the requirements below `input`.
pub(super) fn tick(input: &HtmlInputElement) {
    let password = input.value();
    let found = input.parent_element().and_then(|it| it.query_selector_all("[data-pattern]").ok());
    let length = found.as_ref().map_or(0, NodeList::length);
    for rule in (0..length).filter_map(|at| found.as_ref()?.get(at)?.dyn_into::<Element>().ok()) {
        let is_met = RegExp::new(&page::attribute(&rule, PATTERN), "su").test(&password);
        page::set(&rule, "data-met", if is_met { "true" } else { "false" });
    }
}
