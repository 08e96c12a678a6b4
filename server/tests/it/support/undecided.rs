//! Keeps log events of a first test enabled for a later one.
//!
//! `tracing` caches that an event has no subscriber, even if another thread sets one at that
//! moment. With one undecided global subscriber, every subscriber is asked each time.

use std::sync::Once;

use tracing::Event;
use tracing::Metadata;
use tracing::Subscriber;
use tracing::span;
use tracing::subscriber::Interest;

struct Undecided;

impl Subscriber for Undecided {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, _: &Metadata<'_>) -> bool {
        false
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// Sets the undecided subscriber; call this before anything is logged.
pub(crate) fn keep_asking() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(Undecided).unwrap());
}
