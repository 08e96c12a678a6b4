//! Finds and changes elements of the page.

use std::any::Any;
use std::cell::RefCell;

use leptos::mount::mount_to_renderer;
use leptos::prelude::document;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::Element;
use web_sys::Event;
use web_sys::EventTarget;
use web_sys::HtmlInputElement;
use web_sys::NodeList;

use super::post::Unanswered;
use crate::panel::PANEL;
use crate::panel::STATUS;
use crate::panel::StepView;
use crate::panel::StepViewProps;
use crate::step::Step;
use crate::words::Words;

thread_local! {
    /// Keeps the step that was drawn in the browser; dropping it removes it from the page.
    static DRAWN: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// Returns the first element that matches.
fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// Returns the panel, the outer element of all steps, which never changes.
pub(super) fn panel() -> Option<Element> {
    document().get_element_by_id(PANEL)
}

/// Returns the element of the current step.
fn step() -> Option<Element> {
    find("#usher .step[data-step]")
}

/// Returns the first element of the step that matches.
pub(super) fn in_step(selector: &str) -> Option<Element> {
    step()?.query_selector(selector).ok().flatten()
}

/// Returns the text inputs of the step.
pub(super) fn fields() -> impl Iterator<Item = HtmlInputElement> {
    let found = step().and_then(|step| step.query_selector_all("input[id]").ok());
    let length = found.as_ref().map_or(0, NodeList::length);
    (0..length).filter_map(move |at| found.as_ref()?.get(at)?.dyn_into().ok())
}

/// Calls `handler` at each event of this name.
pub(super) fn on(target: &EventTarget, event: &str, handler: impl Fn(&Event) + 'static) {
    let handler = Closure::<dyn Fn(Event)>::new(move |event| handler(&event));
    // Registering a listener cannot fail.
    let _ = target.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
    handler.forget();
}

/// Returns an attribute, or an empty text.
pub(super) fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// Returns a numeric attribute.
pub(super) fn number(element: &Element, name: &str) -> u32 {
    attribute(element, name).parse().unwrap_or(0)
}

/// Writes an attribute; this cannot fail for the names and elements here.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// Returns the id of the current step.
pub(super) fn shown_step() -> String {
    step().map(|step| attribute(&step, "data-step")).unwrap_or_default()
}

/// Whether the current step waits for an event.
pub(super) fn is_waiting() -> bool {
    step().is_some_and(|step| attribute(&step, "data-waits") == "true")
}

/// Sets whether a response is awaited, for assistive technology and the spinner.
pub(super) fn set_busy(busy: bool) {
    if let Some(panel) = panel() {
        set(&panel, "aria-busy", if busy { "true" } else { "false" });
    }
}

/// Whether a response is awaited.
pub(super) fn is_busy() -> bool {
    panel().is_some_and(|panel| attribute(&panel, "aria-busy") == "true")
}

/// Shows why there is no next step. The user's input stays.
pub(super) fn say(why: Unanswered) {
    let message = match why {
        Unanswered::Unreachable => in_step(".offline"),
        Unanswered::Refused => in_step(".refused"),
    };
    if let Some(message) = message {
        let _ = message.remove_attribute("hidden");
    }
}

/// Hides the error of [`say`], because it is announced again only if it reappears.
pub(super) fn unsay() {
    while let Some(message) = in_step(".trouble:not([hidden])") {
        set(&message, "hidden", "");
    }
}

/// Announces a text politely to screen readers.
pub(super) fn announce(text: &str) {
    if let Some(region) = document().get_element_by_id(STATUS) {
        region.set_text_content(Some(text));
    }
}

/// Replaces the current step by `step`.
pub(super) fn replace_step(step: Step) {
    let Some(place) = find("#usher leptos-children") else { return };
    let words = words();
    document().set_title(&step.title);
    set_address(Step::page(&step.id), Step::is_first(&step.id));
    let return_to =
        in_step("[name=return_to]").map(|it| attribute(&it, "value")).unwrap_or_default();
    place.replace_children_with_node_0();
    let drawn = mount_to_renderer(&place, move || {
        StepView(StepViewProps { step, words, return_to, token: String::new() })
    });
    DRAWN.set(Some(Box::new(drawn)));
}

/// Sets the address to the page that shows the current step after a reload. A first step on its own
/// page keeps the query of its address.
fn set_address(page: &str, is_first: bool) {
    let at_home = || window().location().pathname().is_ok_and(|path| path == page);
    if !(is_first && at_home())
        && let Ok(history) = window().history()
    {
        // Browsers refuse this only if it is called too often; then a reload shows an earlier page.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(page));
    }
}

/// Reads the texts that the server wrote into the page.
fn words() -> Words {
    let Some(said) = find(".words[data-available-in]") else { return Words::default() };
    let word = |name| attribute(&said, name);
    Words {
        available_in: word("data-available-in"),
        available_now: word("data-available-now"),
        expires_in: word("data-expires-in"),
        minutes: word("data-minutes"),
        seconds: word("data-seconds"),
        unreachable: word("data-unreachable"),
        refused: word("data-refused"),
        available_later: word("data-available-later"),
        new_tab: word("data-new-tab"),
    }
}
