//! Reads the body of a form before its handler runs, within a limit of size and of time.
//!
//! Behind this gate a body is a short string in memory. No handler waits for a slow client, and none can be made to
//! keep a large one. The gate stands only before routes that take forms; no other handler reads a body at all.

use std::sync::Arc;

use axum::body::Body;
use axum::body::Bytes;
use axum::body::HttpBody;
use axum::extract::Request;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::Response;
use futures::StreamExt;
use http::HeaderMap;
use http::HeaderValue;
use http::StatusCode;
use http::header::CONNECTION;
use http::header::CONTENT_LENGTH;
use http::header::CONTENT_TYPE;
use tokio::time::Instant;
use tokio::time::timeout_at;

use super::request_size;
use crate::failure::refuse;
use crate::serve::Limits;
use crate::serve::open::Open;
use crate::serve::open::Phase;
use crate::state::AppState;

/// Bytes of the largest form that is accepted.
const MAX_BODY: usize = 16 * 1024;

/// Why a body was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unread {
    TooLarge,
    TooSlow,
    Broken,
}

/// Reads the whole body, or refuses the request.
pub async fn gate(State(state): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let open = parts.extensions.get::<Arc<Open>>().cloned();
    let enter = |phase| {
        if let Some(open) = &open {
            open.enter(phase);
        }
    };
    enter(Phase::Receiving);
    let read = match declared(&parts.headers) {
        Some(length) if length > MAX_BODY as u64 => Err(Unread::TooLarge),
        _ => read(body, &state.limits).await,
    };
    enter(Phase::Working);
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(unread) => return refusal(unread),
    };
    if is_form(&parts.headers) && !request_size::fits(&bytes) {
        return refuse(StatusCode::BAD_REQUEST, "too-many-fields");
    }
    // The trailers of a chunked body were dropped with its chunks.
    parts.headers.remove("trailer");
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

fn declared(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    kind.to_ascii_lowercase().starts_with(b"application/x-www-form-urlencoded")
}

async fn read(body: Body, limits: &Limits) -> Result<Bytes, Unread> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let end = Instant::now() + limits.body;
    let mut pieces = body.into_data_stream();
    let mut whole = Vec::new();
    loop {
        let patience = end.min(Instant::now() + limits.body_pause);
        match timeout_at(patience, pieces.next()).await {
            Err(_) => return Err(Unread::TooSlow),
            Ok(None) => return Ok(whole.into()),
            Ok(Some(Err(_))) => return Err(Unread::Broken),
            Ok(Some(Ok(piece))) if whole.len() + piece.len() > MAX_BODY => {
                return Err(Unread::TooLarge);
            }
            Ok(Some(Ok(piece))) => whole.extend_from_slice(&piece),
        }
    }
}

fn refusal(unread: Unread) -> Response {
    let mut response = match unread {
        Unread::TooLarge => refuse(StatusCode::PAYLOAD_TOO_LARGE, "body-too-large"),
        Unread::TooSlow => refuse(StatusCode::REQUEST_TIMEOUT, "body-too-slow"),
        Unread::Broken => refuse(StatusCode::BAD_REQUEST, "body-broken"),
    };
    // The rest of the body stays unread, so no request behind it can be found.
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests may panic")]

    use std::convert::Infallible;
    use std::time::Duration;

    use futures::stream;

    use super::*;

    fn drip(pieces: usize, pause: Duration) -> Body {
        Body::from_stream(stream::unfold(0, move |sent| async move {
            tokio::time::sleep(pause).await;
            (sent < pieces).then_some((Ok::<_, Infallible>("x"), sent + 1))
        }))
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_in_pieces_is_put_together() {
        let body = drip(10, Duration::from_secs(1));
        assert_eq!(read(body, &Limits::default()).await.unwrap(), "xxxxxxxxxx");
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_of_more_than_ten_seconds_ends_it() {
        let start = Instant::now();
        let body = drip(10, Duration::from_secs(11));
        assert_eq!(read(body, &Limits::default()).await, Err(Unread::TooSlow));
        assert_eq!(start.elapsed().as_secs(), 10);
    }

    /// Shows: L3
    #[tokio::test(start_paused = true)]
    async fn an_endless_drip_ends_after_fifteen_seconds() {
        let start = Instant::now();
        let body = drip(usize::MAX, Duration::from_secs(1));
        assert_eq!(read(body, &Limits::default()).await, Err(Unread::TooSlow));
        assert_eq!(start.elapsed().as_secs(), 15);
    }

    /// Shows: L1
    #[tokio::test]
    async fn a_body_in_pieces_is_refused_at_its_first_byte_too_many() {
        let piece = "x".repeat(MAX_BODY);
        let exact = Body::from_stream(stream::iter([Ok::<_, Infallible>(piece.clone())]));
        assert_eq!(read(exact, &Limits::default()).await.unwrap().len(), MAX_BODY);
        let over =
            Body::from_stream(stream::iter([Ok::<_, Infallible>(piece), Ok("x".to_owned())]));
        assert_eq!(read(over, &Limits::default()).await, Err(Unread::TooLarge));
    }
}
