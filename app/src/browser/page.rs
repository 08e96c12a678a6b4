//! The page as the panel finds and changes it.

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
use crate::step::Words;

thread_local! {
    /// Keeps the step that was drawn here alive; dropping it takes it off the page.
    static DRAWN: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// The first element that matches.
fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// The panel: the one outer element of all steps, which never changes.
pub(super) fn panel() -> Option<Element> {
    document().get_element_by_id(PANEL)
}

/// The step that is shown.
fn step() -> Option<Element> {
    find("#usher .step[data-step]")
}

/// The first element of the step that matches.
pub(super) fn in_step(selector: &str) -> Option<Element> {
    step()?.query_selector(selector).ok().flatten()
}

/// The lines of text of the step, to type in.
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

/// An attribute, or nothing.
pub(super) fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// An attribute that is a number.
pub(super) fn number(element: &Element, name: &str) -> u32 {
    attribute(element, name).parse().unwrap_or(0)
}

/// Writes an attribute; names and elements here are always fit for it.
fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// The id of the step that is shown.
pub(super) fn shown_step() -> String {
    step().map(|step| attribute(&step, "data-step")).unwrap_or_default()
}

/// Whether the step that is shown waits for something.
pub(super) fn is_waiting() -> bool {
    step().is_some_and(|step| attribute(&step, "data-waits") == "true")
}

/// Tells assistive technology, and the spinner, that an answer is on its way.
pub(super) fn set_busy(busy: bool) {
    if let Some(panel) = panel() {
        set(&panel, "aria-busy", if busy { "true" } else { "false" });
    }
}

/// Whether an answer is on its way.
pub(super) fn is_busy() -> bool {
    panel().is_some_and(|panel| attribute(&panel, "aria-busy") == "true")
}

/// Shows why no step came back. What was typed stays.
pub(super) fn say(why: Unanswered) {
    let message = match why {
        Unanswered::Unreachable => in_step(".offline"),
        Unanswered::Refused => in_step(".refused"),
    };
    if let Some(message) = message {
        let _ = message.remove_attribute("hidden");
    }
}

/// Takes back what [`say`] showed: it is announced again only if it appears again.
pub(super) fn unsay() {
    while let Some(message) = in_step(".trouble:not([hidden])") {
        set(&message, "hidden", "");
    }
}

/// Says something politely to screen readers.
pub(super) fn announce(text: &str) {
    if let Some(region) = document().get_element_by_id(STATUS) {
        region.set_text_content(Some(text));
    }
}

/// Draws a step in the place of the one that is shown.
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

/// Lets the address be the one where a reload finds the step that is shown. A first step that is at home already keeps
/// what its address asks for.
fn set_address(page: &str, is_first: bool) {
    let at_home = || window().location().pathname().is_ok_and(|path| path == page);
    if !(is_first && at_home())
        && let Ok(history) = window().history()
    {
        // Browsers refuse only floods of it; then a reload shows an older page.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(page));
    }
}

/// The words that the server wrote into the page once.
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
