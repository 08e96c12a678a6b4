//! The HTTP client this library is meant to be used with.

use std::time::Duration;

use reqwest::redirect::Policy;

/// The HTTP client could not be built: no usable TLS roots, for instance.
#[derive(Debug, thiserror::Error)]
#[error("building the HTTP client")]
pub struct HttpClientError(#[source] reqwest::Error);

/// A client that follows no redirect (a redirected token request would hand the secret to somebody else) and gives up: 2 s to
/// connect, 8 s in all.
///
/// Share one between all [`Client`](crate::Client)s of a process, so that connections are used again.
pub fn http_client() -> Result<reqwest::Client, HttpClientError> {
    reqwest::Client::builder()
        .redirect(Policy::none())
        .connect_timeout(Duration::from_secs(2))
        .timeout(Duration::from_secs(8))
        .build()
        .map_err(HttpClientError)
}
