//! The org itself: its settings, its memory, its clock, and who is watching.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use tokio::sync::broadcast;
use tokio::sync::watch;

use crate::clock::Clock;
use crate::settings::Settings;
use crate::state::State;
use crate::state::store;
use crate::timestamp::Timestamp;

/// Watchers that fall further behind are told to look again.
const EVENTS_KEPT: usize = 64;

/// What watchers are told; they fetch the rest themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    Call,
    Mail,
    Policy,
    Clock,
    Users,
    Reset,
}

/// Shared by every request.
#[derive(Debug)]
pub(crate) struct Org {
    pub(crate) settings: Settings,
    /// `http://127.0.0.1:4100`, from the address that is really listened on.
    pub(crate) url: String,
    pub(crate) stopping: watch::Receiver<bool>,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
    changed: AtomicBool,
    file: Option<PathBuf>,
    /// One writer at a time, so that an older state never replaces a newer one.
    writing: tokio::sync::Mutex<()>,
    events: broadcast::Sender<Event>,
}

impl Org {
    pub(crate) fn new(
        settings: Settings,
        url: String,
        clock: Arc<dyn Clock>,
        state: State,
        file: Option<PathBuf>,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        Self {
            settings,
            url,
            stopping,
            clock,
            state: Mutex::new(state),
            changed: AtomicBool::new(true),
            file,
            writing: tokio::sync::Mutex::new(()),
            events: broadcast::Sender::new(EVENTS_KEPT),
        }
    }

    /// Reads the memory at the org's time.
    pub(crate) fn look<R>(&self, read: impl FnOnce(&State, Timestamp) -> R) -> R {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now().plus_seconds(state.clock_offset);
        read(&state, now)
    }

    /// Changes the memory at the org's time.
    pub(crate) fn change<R>(&self, write: impl FnOnce(&mut State, Timestamp) -> R) -> R {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now().plus_seconds(state.clock_offset);
        self.changed.store(true, Ordering::Relaxed);
        write(&mut state, now)
    }

    pub(crate) fn tell(&self, event: Event) {
        // No watchers is not a failure.
        let _watchers = self.events.send(event);
    }

    pub(crate) fn watch(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Writes the memory to its file, if it has one and anything changed.
    pub(crate) async fn keep(&self) {
        let Some(file) = &self.file else { return };
        let _one_writer = self.writing.lock().await;
        if !self.changed.swap(false, Ordering::Relaxed) {
            return;
        }
        let bytes = match self.look(|state, _| store::to_bytes(state)) {
            Ok(bytes) => bytes,
            Err(error) => return tracing::error!(%error, "the state cannot be written down"),
        };
        let path = file.clone();
        match tokio::task::spawn_blocking(move || store::save(&path, &bytes)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                self.changed.store(true, Ordering::Relaxed);
                let why = std::error::Error::source(&error).map(ToString::to_string);
                tracing::error!(%error, why, "the state was not kept");
            }
            Err(error) => tracing::error!(%error, "the state writer stopped"),
        }
    }
}
