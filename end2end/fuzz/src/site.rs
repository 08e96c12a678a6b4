//! The whole router without a network: no listener in front of it, no org behind it.

use std::net::Ipv4Addr;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::LazyLock;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

use axum::Router;
use axum::body::Body;
use axum::body::to_bytes;
use axum::extract::ConnectInfo;
use clap::Parser;
use http::Request;
use http::StatusCode;
use http::header;
use http::response::Parts;
use okta_idx::SystemClock;
use okta_idx::SystemRandomness;
use server::config::OrgSettings;
use server::config::Settings;
use server::start::World;
use tokio::runtime::Runtime;
use tower::ServiceExt;
use zeroize::Zeroizing;

/// The public origin of the site.
pub const ORIGIN: &str = "http://127.0.0.1:3000";
/// Nobody listens on the discard port, so that every call to the org is refused at once.
const ISSUER: &str = "http://127.0.0.1:9/oauth2/default";
const FLAGS: [&str; 13] = [
    "server",
    "--public-origin",
    ORIGIN,
    "--session-key",
    "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "--session-store",
    "memory",
    "--hide-accounts",
    "false",
    "--answer-floor-ms",
    "0",
    "--limit-factor",
    "100",
];

static SITE: LazyLock<(Runtime, Router)> =
    LazyLock::new(|| build().unwrap_or_else(|error| panic!("the site cannot be built: {error}")));

/// The runtime that everything asynchronous is waited for on.
pub fn runtime() -> &'static Runtime {
    &SITE.0
}

fn build() -> Result<(Runtime, Router), Box<dyn std::error::Error>> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let settings = Settings::try_parse_from(FLAGS)?;
    let org = OrgSettings {
        issuer: ISSUER.to_owned(),
        client_id: "usher-web".to_owned(),
        client_secret: Zeroizing::new("a secret of nobody".to_owned()),
    };
    let world = World { clock: Arc::new(SystemClock), randomness: Arc::new(SystemRandomness) };
    let state = Arc::new(server::start::state(&settings, &ORIGIN.parse()?, &org, None, world)?);
    let _entered = runtime.enter();
    let router = server::routes::router(&state);
    Ok((runtime, router))
}

/// Asks the router as a visitor of a network of their own, and checks what holds of every answer: nobody panicked, the
/// headers are there, and whoever is sent on stays on this site.
pub fn ask(mut request: Request<Body>) -> (Parts, String) {
    static ASKED: AtomicU32 = AtomicU32::new(0);
    let [_, a, b, c] = ASKED.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    let peer = SocketAddr::from((Ipv4Addr::new(100 + a % 64, b, c, 1), 4000));
    request.extensions_mut().insert(ConnectInfo(peer));
    let (runtime, router) = &*SITE;
    let (parts, body) = runtime.block_on(async {
        let Ok(response) = router.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        (parts, to_bytes(body, 1 << 20).await.unwrap_or_default())
    });
    assert!(parts.status != StatusCode::INTERNAL_SERVER_ERROR, "a handler panicked");
    for name in ["content-security-policy", "x-content-type-options", "cache-control"] {
        assert!(parts.headers.contains_key(name), "{name} is missing");
    }
    if let Some(place) = parts.headers.get(header::LOCATION) {
        let place = place.as_bytes();
        assert!(place.starts_with(b"/") && !place.starts_with(b"//"), "sent to another site");
        assert!(!place.contains(&b'\\'), "sent to another site");
    }
    (parts, String::from_utf8_lossy(&body).into_owned())
}
