//! One open connection: its phase, and since when.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::limits::Limits;

/// What a connection is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Between two requests.
    Waiting,
    /// A request has begun, or the connection is new, and the headers are not complete.
    Heading,
    /// The body is being read.
    Receiving,
    /// A page listens for an event; it comes back by itself.
    Listening,
    /// A request is being answered.
    Working,
}

/// A pause, between requests or while an answer waits for its client, that is longer than this counts as idle.
const IDLE: Duration = Duration::from_secs(1);

#[derive(Clone, Copy, Debug)]
struct Now {
    phase: Phase,
    since: Instant,
    /// Since when the client has taken nothing of what is sent.
    stalled: Option<Instant>,
    /// Since when an answer waits for its client, even if that takes a little now and then.
    slow: Option<Instant>,
}

/// An open connection, shared by its task, the gates and the listener.
#[derive(Debug)]
pub struct Open {
    now: watch::Sender<Now>,
    /// Cancelled when the connection must make room for another.
    pub(super) given_up: CancellationToken,
}

impl Open {
    pub(super) fn new() -> Self {
        let now = Now::new(Phase::Heading, None);
        Self { now: watch::Sender::new(now), given_up: CancellationToken::new() }
    }

    /// Notes what the connection does from now on.
    pub fn enter(&self, phase: Phase) {
        self.now.send_modify(|now| *now = Now::new(phase, now.stalled));
    }

    /// Notes that bytes came in, which ends a pause between requests.
    pub(super) fn heard(&self) {
        self.now.send_if_modified(|now| {
            let was_waiting = now.phase == Phase::Waiting;
            if was_waiting {
                *now = Now::new(Phase::Heading, now.stalled);
            }
            was_waiting
        });
    }

    /// Notes whether the client takes what is sent.
    pub(super) fn takes(&self, anything: bool) {
        self.now.send_if_modified(|now| {
            let changes = now.stalled.is_some() == anything;
            if changes {
                now.stalled = (!anything).then(Instant::now);
                now.slow = now.slow.or(now.stalled);
            }
            changes
        });
    }

    /// Returns when the client has been too slow.
    pub(super) async fn overdue(&self, limits: &Limits) {
        self.reaches(|now| now.deadline(limits)).await;
    }

    /// Returns when the connection must make room and answers no request, or one whose client reads too slowly.
    pub(super) async fn must_go(&self) {
        self.given_up.cancelled().await;
        self.reaches(|now| match now.phase {
            Phase::Working => now.slow.map(|slow| slow + IDLE),
            _ => Some(now.since),
        })
        .await;
    }

    /// Returns at the time that `due` says, which may change with what the connection does.
    async fn reaches(&self, due: impl Fn(&Now) -> Option<Instant>) {
        let mut changes = self.now.subscribe();
        loop {
            let due = due(&changes.borrow_and_update());
            let passed = async {
                match due {
                    Some(due) => tokio::time::sleep_until(due).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                // The sender is part of `self`, so this ends with a change only.
                _ = changes.changed() => {}
                () = passed => return,
            }
        }
    }

    /// Returns how soon it is given up where there is no room: the lower the sooner. `None` while a request is
    /// answered whose client reads in time.
    pub(super) fn expendable(&self) -> Option<(u8, Instant)> {
        let now = *self.now.borrow();
        let rank = match now.phase {
            Phase::Waiting if now.since.elapsed() >= IDLE => 0,
            Phase::Waiting | Phase::Heading => 1,
            Phase::Receiving => 2,
            Phase::Listening => 3,
            Phase::Working => {
                let slow = now.slow.filter(|since| since.elapsed() >= IDLE)?;
                return Some((0, slow));
            }
        };
        Some((rank, now.since))
    }
}

impl Now {
    fn new(phase: Phase, stalled: Option<Instant>) -> Self {
        Self { phase, since: Instant::now(), stalled, slow: None }
    }

    /// Returns when the client will have been too slow.
    fn deadline(&self, limits: &Limits) -> Option<Instant> {
        let stalled = self.stalled.map(|since| since + limits.stalled);
        let phase = match self.phase {
            Phase::Waiting => Some(self.since + limits.idle),
            Phase::Heading => Some(self.since + limits.headers),
            Phase::Receiving | Phase::Listening | Phase::Working => None,
        };
        stalled.into_iter().chain(phase).min()
    }
}
