//! Countdowns: they change visibly every second and are announced only when they end.
//!
//! They are computed from the clock, because browsers throttle timers of hidden tabs and stop them
//! during sleep.

use std::cell::RefCell;

use gloo_timers::callback::Interval;
use web_sys::Element;

use super::page;
use crate::words::Words;

/// Seconds before the end at which the expiry is announced.
const LAST_MINUTE: u32 = 60;

thread_local! {
    /// The clock of the current step; dropping it stops it.
    static CLOCK: RefCell<Option<Clock>> = const { RefCell::new(None) };
}

struct Clock {
    /// When the step was drawn, in milliseconds since 1970.
    drawn_at: f64,
    /// The elapsed seconds that the page shows.
    shown: u32,
    _ticks: Interval,
}

/// The seconds since a step was drawn: at the previous update, and now.
#[derive(Clone, Copy)]
struct Elapsed {
    before: u32,
    now: u32,
}

/// Starts the countdowns of the page; the first second of a step is a whole one.
pub(super) fn every_second() {
    let clock = Clock { drawn_at: js_sys::Date::now(), shown: 0, _ticks: Interval::new(1000, now) };
    CLOCK.set(Some(clock));
}

/// Updates the countdowns.
pub(super) fn now() {
    let Some(elapsed) = CLOCK.with_borrow_mut(|clock| clock.as_mut().and_then(Clock::advance))
    else {
        return;
    };
    if let Some(countdown) = page::in_step(".countdown") {
        tick_wait(&countdown, elapsed);
    }
    if let Some(expiry) = page::in_step(".expiry") {
        tick_expiry(&expiry, elapsed);
    }
}

impl Clock {
    /// Returns the elapsed time, if it has grown by at least a second.
    fn advance(&mut self) -> Option<Elapsed> {
        let seconds = (js_sys::Date::now() - self.drawn_at) / 1000.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole seconds are wanted, and a clock that was set back counts from nothing"
        )]
        let now = seconds as u32;
        let before = self.shown;
        (now > before).then(|| {
            self.shown = now;
            Elapsed { before, now }
        })
    }
}

impl Elapsed {
    /// Returns the remaining seconds of `element`: at the previous update, and now. Returns `None`
    /// if they were over before.
    fn left_of(self, element: &Element) -> Option<(u32, u32)> {
        let all = page::number(element, "data-seconds");
        (all > self.before).then(|| (all - self.before, all.saturating_sub(self.now)))
    }
}

fn tick_wait(countdown: &Element, elapsed: Elapsed) {
    let text = |name| page::attribute(countdown, name);
    match elapsed.left_of(countdown) {
        Some((_, 0)) => {
            if let Some(button) = countdown.parent_element() {
                let _ = button.remove_attribute("aria-disabled");
                let _ = button.remove_attribute("aria-describedby");
            }
            page::announce(&text("data-end"));
            countdown.set_text_content(None);
        }
        Some((_, left)) => {
            let words = Words { available_in: text("data-pattern"), ..Words::default() };
            countdown.set_text_content(Some(&words.countdown(left)));
        }
        None => {}
    }
}

fn tick_expiry(expiry: &Element, elapsed: Elapsed) {
    let Some((before, left)) = elapsed.left_of(expiry) else { return };
    let text = |name| page::attribute(expiry, name);
    let words = Words {
        expires_in: text("data-pattern"),
        minutes: text("data-minutes"),
        seconds: text("data-short"),
        ..Words::default()
    };
    let said = words.expiry(left);
    expiry.set_text_content(Some(&said));
    if left == 0 {
        super::refresh(true);
    } else if left <= LAST_MINUTE && before > LAST_MINUTE {
        page::announce(&said);
    }
}
