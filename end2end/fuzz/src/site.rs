//! The whole router, called without a network, with the targets' org behind it.

use std::net::Ipv4Addr;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
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
use server::config::OrgSettings;
use server::config::Settings;
use server::environment::Environment;
use tower::ServiceExt;
use zeroize::Zeroizing;

use crate::org::ORG;
use crate::org::RUNTIME;

/// The public origin of the site.
pub const ORIGIN: &str = "http://127.0.0.1:3000";
const FLAGS: [&str; 13] = [
    "server",
    "--public-origin",
    ORIGIN,
    "--session-key",
    "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "--session-store",
    "memory",
    "--enumeration-prevention",
    "false",
    "--min-response-ms",
    "0",
    "--limit-factor",
    "100",
];

/// Sessions stay until they are swept, so a run of hours uses several sites.
const ASKED_OF_ONE_SITE: u32 = 50_000;

fn site() -> Router {
    static SITE: Mutex<Option<(Router, u32)>> = Mutex::new(None);
    let mut held = SITE.lock().unwrap_or_else(PoisonError::into_inner);
    let (router, asked) =
        held.take().filter(|(_, asked)| *asked < ASKED_OF_ONE_SITE).unwrap_or_else(|| {
            (build().unwrap_or_else(|error| panic!("the site cannot be built: {error}")), 0)
        });
    *held = Some((router.clone(), asked + 1));
    router
}

fn build() -> Result<Router, Box<dyn std::error::Error>> {
    let settings = Settings::try_parse_from(FLAGS)?;
    let org = OrgSettings {
        issuer: ORG.issuer(),
        client_id: "usher-web".to_owned(),
        client_secret: Zeroizing::new("a secret of nobody".to_owned()),
    };
    let environment = Environment::of_machine();
    let state =
        Arc::new(server::start::state(&settings, &ORIGIN.parse()?, &org, None, environment)?);
    let _entered = RUNTIME.enter();
    Ok(server::routes::router(&state))
}

/// Sends a request from a network of its own and checks what holds for every response. No handler
/// panicked, the headers are present, and redirects stay on this site.
pub fn ask(mut request: Request<Body>) -> (Parts, String) {
    static ASKED: AtomicU32 = AtomicU32::new(0);
    let [_, a, b, c] = ASKED.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    let peer = SocketAddr::from((Ipv4Addr::new(100 + a % 64, b, c, 1), 4000));
    request.extensions_mut().insert(ConnectInfo(peer));
    // The router is made outside, because building it blocks on the runtime.
    let router = site();
    let (parts, body) = RUNTIME.block_on(async {
        let Ok(response) = router.oneshot(request).await;
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
