//! One open connection: what it is doing, and since when.

use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::limits::Limits;
use super::network::ClientNetwork;

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
    /// A request is being answered. Never given up.
    Working,
}

/// A pause between two requests of one visitor is shorter than this while the visitor is at work.
const IDLE: Duration = Duration::from_secs(1);

/// An open connection, as its own task, the gates and the door see it.
#[derive(Debug)]
pub struct Open {
    /// The network that is counted; none behind a trusted proxy.
    pub(super) network: Option<ClientNetwork>,
    phase: Mutex<(Phase, Instant)>,
    /// Told that its place is needed.
    pub(super) given_up: CancellationToken,
}

impl Open {
    pub(super) fn new(network: Option<ClientNetwork>) -> Self {
        Self {
            network,
            phase: Mutex::new((Phase::Heading, Instant::now())),
            given_up: CancellationToken::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, (Phase, Instant)> {
        self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The phase, and since when.
    pub(super) fn phase(&self) -> (Phase, Instant) {
        *self.lock()
    }

    /// Notes what the connection does from now on.
    pub fn enter(&self, phase: Phase) {
        *self.lock() = (phase, Instant::now());
    }

    /// Bytes came in: the end of a pause between requests.
    pub(super) fn heard(&self) {
        let mut now = self.lock();
        if now.0 == Phase::Waiting {
            *now = (Phase::Heading, Instant::now());
        }
    }

    /// When the client's time is up, unless something happens before.
    pub(super) fn deadline(&self, limits: &Limits) -> Option<Instant> {
        match self.phase() {
            (Phase::Waiting, since) => Some(since + limits.idle),
            (Phase::Heading, since) => Some(since + limits.headers),
            (Phase::Receiving | Phase::Listening | Phase::Working, _) => None,
        }
    }

    /// How soon it is given up where there is no room: the lower the sooner. `None` while a request is being answered.
    pub(super) fn expendable(&self) -> Option<(u8, Instant)> {
        let (phase, since) = self.phase();
        let rank = match phase {
            Phase::Waiting if since.elapsed() >= IDLE => 0,
            Phase::Waiting | Phase::Heading => 1,
            Phase::Receiving => 2,
            Phase::Listening => 3,
            Phase::Working => return None,
        };
        Some((rank, since))
    }
}
