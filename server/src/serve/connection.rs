//! Serves one connection to its end.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::Poll;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::answer::Answer;
use super::connections::Connections;
use super::connections::Place;
use super::limits::Limits;
use super::open::Phase;
use super::stream::Watched;

/// Where hyper itself stops reading headers, with a bare answer. Above what [`crate::gate::shape`] allows, so that almost
/// everything too large is refused there, in the dress of the site.
const BUFFER: usize = 24 * 1024;
const MAX_HEADERS: usize = 128;
/// What is read and thrown away after the last answer, so that the client reads that answer and no reset.
const LINGER_BYTES: u64 = 256 * 1024;

/// How a connection ended, as far as that is our doing.
enum End {
    /// The client closed it, broke it, or sent what is no HTTP.
    Over,
    /// The client was too slow.
    TooSlow,
    /// Its place was needed, or the server stops.
    GivenUp,
}

/// What every connection of a server shares.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    pub(super) router: Router,
    pub(super) limits: Limits,
    pub(super) connections: Arc<Connections>,
    /// Told to finish.
    pub(super) stopping: CancellationToken,
    /// Told to finish at once.
    pub(super) abandoned: CancellationToken,
}

/// Serves requests until either side ends the connection.
pub(super) async fn serve(shared: Shared, stream: TcpStream, peer: SocketAddr, place: Place) {
    // Small answers leave at once; without it they are only slower.
    let _ = stream.set_nodelay(true);
    let open = Arc::clone(&place.open);
    let io = TokioIo::new(Watched::new(stream, Arc::clone(&open), shared.limits.stalled));
    let (router, seen) = (shared.router.clone(), Arc::clone(&open));
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (router, open) = (router.clone(), Arc::clone(&seen));
        open.enter(Phase::Working);
        Box::pin(async move {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            request.extensions_mut().insert(Arc::clone(&open));
            let response = match router.oneshot(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            Ok::<_, Infallible>(response.map(|body| Answer { body, open }))
        })
    });
    let mut connection = http1::Builder::new()
        .max_buf_size(BUFFER)
        .max_headers(MAX_HEADERS)
        // Kept here, because hyper has one patience for headers and for pauses between requests.
        .header_read_timeout(None)
        .serve_connection(io, service);
    let end = {
        let mut stopped = pin!(shared.stopping.cancelled());
        let mut abandoned = pin!(shared.abandoned.cancelled());
        let mut given_up = pin!(open.given_up.cancelled());
        let mut timer = pin!(tokio::time::sleep_until(Instant::now()));
        let mut finishing = false;
        std::future::poll_fn(|cx| {
            if !finishing && stopped.as_mut().poll(cx).is_ready() {
                finishing = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
            if connection.poll_without_shutdown(cx).is_ready() {
                return Poll::Ready(End::Over);
            }
            // A request that came at the last moment is answered.
            let expendable = open.phase().0 != Phase::Working;
            if abandoned.as_mut().poll(cx).is_ready()
                || (given_up.as_mut().poll(cx).is_ready() && expendable)
            {
                return Poll::Ready(End::GivenUp);
            }
            if let Some(deadline) = open.deadline(&shared.limits) {
                if timer.deadline() != deadline {
                    timer.as_mut().reset(deadline);
                }
                if timer.as_mut().poll(cx).is_ready() {
                    return Poll::Ready(End::TooSlow);
                }
            }
            Poll::Pending
        })
        .await
    };
    match end {
        End::Over => linger(connection.into_parts().io.into_inner(), &shared.limits).await,
        End::TooSlow => {
            shared.connections.defence.too_slow.fetch_add(1, Ordering::Relaxed);
        }
        End::GivenUp => {}
    }
}

/// Ends a connection so that the client can read the last answer: a plain close would reset it if something unread is left.
async fn linger(mut stream: Watched, limits: &Limits) {
    if stream.shutdown().await.is_err() {
        return;
    }
    let mut rest = stream.take(LINGER_BYTES);
    let mut nowhere = tokio::io::sink();
    // Whatever the client does with its end, this one is done.
    let _ = tokio::time::timeout(limits.linger, tokio::io::copy(&mut rest, &mut nowhere)).await;
}
