//! The limits of a connection: deadlines, and how many there may be.

use std::time::Duration;

/// The limits of one client, and of all connections.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the first byte of a request, or from the connection being made, to the end of its headers.
    pub headers: Duration,
    /// Between two requests of one connection.
    pub idle: Duration,
    /// Between two pieces of a body.
    pub body_pause: Duration,
    /// From the end of the headers to the end of the body.
    pub body: Duration,
    /// How long a client may take nothing of an answer.
    pub stalled: Duration,
    /// How long the client may take to close after the last answer, so that it reads that answer.
    pub linger: Duration,
    /// How long an event stream lasts; the page opens another. So a stream that a proxy lost is noticed.
    pub listening: Duration,
    /// How long requests under way may take after the stop.
    pub farewell: Duration,
    /// Connections at the same time.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            headers: Duration::from_secs(5),
            idle: Duration::from_mins(1),
            body_pause: Duration::from_secs(10),
            body: Duration::from_secs(15),
            stalled: Duration::from_secs(30),
            linger: Duration::from_secs(1),
            listening: Duration::from_secs(20),
            farewell: Duration::from_secs(20),
            connections: 10_000,
        }
    }
}

/// File handles kept for the store, Okta and files.
const RESERVED_HANDLES: usize = 128;

impl Limits {
    /// Lowers the cap to what this process has file handles for.
    #[must_use]
    pub fn within_handles(self) -> Self {
        let room = handles().map_or(usize::MAX, |all| all.saturating_sub(RESERVED_HANDLES).max(1));
        Self { connections: self.connections.min(room), ..self }
    }
}

/// Returns how many files and sockets this process may have open, where the system tells.
fn handles() -> Option<usize> {
    soft_limit(&std::fs::read_to_string("/proc/self/limits").ok()?)
}

fn soft_limit(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_soft_limit_is_read_and_an_absent_or_unlimited_one_is_none() {
        let line = "Limit                     Soft Limit           Hard Limit           Units\n\
                    Max open files            1024                 524288               files\n";
        assert_eq!(soft_limit(line), Some(1024));
        assert_eq!(soft_limit("Max open files   unlimited  unlimited  files"), None);
        assert_eq!(soft_limit(""), None);
    }
}
