//! The HTTP client for this library.

use std::time::Duration;

use reqwest::redirect::Policy;

/// The HTTP client could not be built, for example because there are no TLS roots.
#[derive(Debug, thiserror::Error)]
#[error("building the HTTP client")]
pub struct HttpClientError(#[source] reqwest::Error);

/// Makes a client with timeouts of 2 s to connect and 8 s in all. It follows no redirect, because a
/// redirected token request would send the secret to another server.
///
/// Share one between all [`Client`](crate::Client)s of a process, so that connections are reused.
pub fn http_client() -> Result<reqwest::Client, HttpClientError> {
    reqwest::Client::builder()
        .redirect(Policy::none())
        .connect_timeout(Duration::from_secs(2))
        .timeout(Duration::from_secs(8))
        .build()
        .map_err(HttpClientError)
}
