//! Serves one connection to its end.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::HttpService;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::answer::Answer;
use super::connections::Connections;
use super::connections::Permit;
use super::limits::Limits;
use super::open::Open;
use super::open::Phase;
use super::stream::Watched;

/// Where hyper itself stops reading headers, with a bare answer. Above what [`crate::gate::request_size`] allows, so
/// that almost everything too large is refused there, as a page of the site. So is hyper's own limit of a hundred
/// headers; another number would cost an allocation for each request.
const BUFFER: usize = 24 * 1024;
/// What is read and thrown away after the last answer, so that the client reads that answer and no reset.
const LINGER_BYTES: u64 = 256 * 1024;

/// Why a connection ends.
enum End {
    /// The client closed it, broke it, or sent what is no HTTP.
    Over,
    /// The client was too slow.
    TooSlow,
    /// It made room for another, or the server stops.
    GivenUp,
}

/// What every connection of a server shares.
#[derive(Clone, Debug)]
pub(super) struct Shared {
    pub(super) router: Router,
    pub(super) limits: Limits,
    pub(super) connections: Arc<Connections>,
    /// Cancelled when requests under way are to be finished.
    pub(super) stopping: CancellationToken,
    /// Cancelled when requests under way are to be abandoned.
    pub(super) abandoned: CancellationToken,
}

/// Serves requests until either side ends the connection.
pub(super) async fn serve(shared: Shared, stream: TcpStream, peer: SocketAddr, permit: Permit) {
    // Without it small answers are only slower, so an error is ignored.
    let _ = stream.set_nodelay(true);
    let open = &permit.open;
    let io = TokioIo::new(Watched::new(stream, Arc::clone(open)));
    let service = service_fn(|request: hyper::Request<Incoming>| {
        Box::pin(answer(shared.router.clone(), Arc::clone(open), peer, request))
    });
    let mut connection = http1::Builder::new()
        .max_buf_size(BUFFER)
        // Kept by `Open::overdue`, because hyper has one deadline for headers and for pauses between requests.
        .header_read_timeout(None)
        .serve_connection(io, service);
    let end = tokio::select! {
        biased;
        () = until_over(&mut connection, &shared.stopping) => End::Over,
        () = shared.abandoned.cancelled() => End::GivenUp,
        () = open.must_go() => End::GivenUp,
        () = open.overdue(&shared.limits) => End::TooSlow,
    };
    match end {
        End::Over => linger(connection.into_parts().io.into_inner(), &shared.limits).await,
        End::TooSlow => {
            shared.connections.refused.too_slow.fetch_add(1, Ordering::Relaxed);
        }
        End::GivenUp => {}
    }
}

/// Serves requests until the client or a broken request ends the connection, or, once the server stops, until the
/// request under way is answered.
async fn until_over<S>(
    connection: &mut http1::Connection<TokioIo<Watched>, S>,
    stopping: &CancellationToken,
) where
    S: HttpService<Incoming, ResBody = Answer, Error = Infallible> + Unpin,
    S::Future: Unpin,
{
    tokio::select! {
        biased;
        () = stopping.cancelled() => {}
        _ = std::future::poll_fn(|cx| connection.poll_without_shutdown(cx)) => return,
    }
    Pin::new(&mut *connection).graceful_shutdown();
    // A broken connection was broken by the client: there is nothing to report.
    let _ = std::future::poll_fn(|cx| connection.poll_without_shutdown(cx)).await;
}

async fn answer(
    router: Router,
    open: Arc<Open>,
    peer: SocketAddr,
    request: hyper::Request<Incoming>,
) -> Result<hyper::Response<Answer>, Infallible> {
    open.enter(Phase::Working);
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    request.extensions_mut().insert(Arc::clone(&open));
    let response = router.oneshot(request).await?;
    Ok(response.map(|body| Answer { body, open }))
}

/// Ends a connection so that the client can read the last answer: a plain close would reset it if something unread is
/// left.
async fn linger(mut stream: Watched, limits: &Limits) {
    if stream.shutdown().await.is_err() {
        return;
    }
    let mut rest = stream.take(LINGER_BYTES);
    let mut nowhere = tokio::io::sink();
    // An error or the timeout changes nothing: this end is closed.
    let _ = tokio::time::timeout(limits.linger, tokio::io::copy(&mut rest, &mut nowhere)).await;
}
