//! The listener: takes connections, bounds what each may take, and drains them at the stop.
//!
//! HTTP/1.1 by hyper. What hyper leaves open is decided here: how long headers, pauses and stalled answers may take
//! (`open`, `limits`), and how many connections there may be and which one makes room (`connections`). How large a
//! request may be and how long its body may take is decided behind it, in [`crate::gate::request_size`] and
//! [`crate::gate::body`]. `axum::serve` is not used: it has no deadline and no cap, and its drain has no end.

mod answer;
mod by_network;
mod connection;
mod connections;
pub mod limits;
pub mod network;
pub mod open;
mod stream;
mod too_large;

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use limits::Limits;

use connection::Shared;
use connections::Connections;

/// Counts of refused connections are written to the log this often, in one line.
const REPORT_EVERY: Duration = Duration::from_secs(10);
/// A pause after the system refused a connection, which it would do again at once.
const AFTER_AN_ERROR: Duration = Duration::from_millis(50);
/// For a new connection when all others are busy. Written as it is: no request was read that could be answered.
const TURNED_AWAY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// Serves until `stopping` is cancelled and the requests under way are answered.
///
/// Returns `false` if some had to be abandoned.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stopping: CancellationToken,
) -> bool {
    let connections = Arc::new(Connections::new(limits.connections));
    let abandoned = CancellationToken::new();
    let tasks = TaskTracker::new();
    let shared = Shared {
        router,
        limits,
        connections: Arc::clone(&connections),
        stopping: stopping.clone(),
        abandoned: abandoned.clone(),
    };
    let mut report = tokio::time::interval(REPORT_EVERY);
    loop {
        tokio::select! {
            biased;
            () = stopping.cancelled() => break,
            _ = report.tick() => write_down(&connections),
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => match connections.admit(peer.ip()) {
                    Some(permit) => {
                        tasks.spawn(connection::serve(shared.clone(), stream, peer, permit));
                    }
                    None => turn_away(&stream),
                },
                Err(error) => refused(&error, &connections).await,
            },
        }
    }
    drop(listener);
    tasks.close();
    let in_time = tokio::time::timeout(limits.farewell, tasks.wait()).await.is_ok();
    if !in_time {
        abandoned.cancel();
        tasks.wait().await;
    }
    write_down(&connections);
    in_time
}

fn turn_away(stream: &TcpStream) {
    // If the socket takes nothing, the closed connection tells the client as much.
    let _ = stream.try_write(TURNED_AWAY);
}

/// Handles an error of `accept`, usually for want of file handles.
async fn refused(error: &io::Error, connections: &Connections) {
    // The client left before it was accepted.
    if matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) {
        return;
    }
    connections.refused.turned_away.fetch_add(1, Ordering::Relaxed);
    connections.make_room();
    tokio::time::sleep(AFTER_AN_ERROR).await;
}

fn write_down(connections: &Connections) {
    let taken = |count: &std::sync::atomic::AtomicU64| count.swap(0, Ordering::Relaxed);
    let refused = &connections.refused;
    let (too_slow, given_up, turned_away) =
        (taken(&refused.too_slow), taken(&refused.given_up), taken(&refused.turned_away));
    if too_slow + given_up + turned_away > 0 {
        tracing::warn!(
            event = "connections.refused",
            connections.open = connections.count(),
            connections.too_slow = too_slow,
            connections.given_up = given_up,
            connections.turned_away = turned_away,
            "some connections took too much"
        );
    }
}
