//! Countdowns: they tick visually and are announced only when they end.

use std::cell::RefCell;

use gloo_timers::callback::Interval;
use web_sys::Element;

use super::page;
use crate::step::Words;

thread_local! {
    /// The clock of the step that is shown; dropping it stops it.
    static CLOCK: RefCell<Option<Interval>> = const { RefCell::new(None) };
}

/// Counts down whatever the page says is to be counted down, from now on: the first second of a step is a whole one.
pub(super) fn every_second() {
    let clock = Interval::new(1000, || {
        if let Some(countdown) = page::find(".countdown") {
            tick_wait(&countdown);
        }
        if let Some(expiry) = page::find(".expiry") {
            tick_expiry(&expiry);
        }
    });
    CLOCK.set(Some(clock));
}

/// One second less; `None` if it was over already.
fn less(element: &Element) -> Option<u32> {
    let left = page::number(element, "data-seconds").checked_sub(1)?;
    page::set(element, "data-seconds", &left.to_string());
    Some(left)
}

fn tick_wait(countdown: &Element) {
    let text = |name| page::attribute(countdown, name);
    match less(countdown) {
        Some(0) => {
            if let Some(button) = countdown.parent_element() {
                let _ = button.remove_attribute("aria-disabled");
            }
            page::announce(&text("data-end"));
            countdown.set_text_content(None);
        }
        Some(left) => {
            let words = Words { available_in: text("data-pattern"), ..Words::default() };
            countdown.set_text_content(Some(&words.countdown(left)));
        }
        None => {}
    }
}

fn tick_expiry(expiry: &Element) {
    let Some(left) = less(expiry) else { return };
    let text = |name| page::attribute(expiry, name);
    let words = Words {
        expires_in: text("data-pattern"),
        minutes: text("data-minutes"),
        seconds: text("data-short"),
        ..Words::default()
    };
    let said = words.expiry(left);
    expiry.set_text_content(Some(&said));
    match left {
        60 => page::announce(&said),
        0 => super::refresh(true),
        _ => {}
    }
}
