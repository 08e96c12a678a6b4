//! A name for each request: in each line of the log about it, in its answer, and on the page if it was refused.

use std::fmt;
use std::sync::Arc;

use axum::extract::Request;
use axum::extract::State;
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderName;
use http::HeaderValue;
use okta_idx::Randomness;
use tracing::Instrument;

use super::address;
use crate::serve::network::ClientNetwork;
use crate::state::AppState;

/// The header of the answer.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Digits and letters that cannot be confused when read out.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 10;

/// A short random name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    fn fresh(randomness: &dyn Randomness) -> Result<Self, okta_idx::RandomnessError> {
        let mut bytes = [0; LENGTH];
        randomness.fill(&mut bytes)?;
        Ok(Self(bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Names a request and everything that is logged because of it.
pub async fn apply(
    State(state): State<Arc<AppState>>,
    mut request: Request,
    next: Next,
) -> Response {
    // Without randomness the next gate refuses the request anyway.
    let Ok(id) = RequestId::fresh(state.randomness.as_ref()) else {
        return next.run(request).await;
    };
    let network = address::of(&request, &state.policy.trusted_proxies)
        .map(|address| ClientNetwork::from(address).to_string());
    let span = tracing::info_span!("request", request.id = %id, client.network = network);
    let header = HeaderValue::from_str(id.as_str());
    request.extensions_mut().insert(id);
    let mut response = next.run(request).instrument(span).await;
    if let Ok(header) = header {
        response.headers_mut().insert(REQUEST_ID, header);
    }
    response
}
