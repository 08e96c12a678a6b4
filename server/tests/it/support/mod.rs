//! A server, an org, and a browser that keeps cookies.

mod browser;
mod clock;
mod log;
mod org;

use std::net::SocketAddr;
use std::sync::Arc;

use clap::Parser;
use okta_idx::SystemRandomness;
use server::config::OrgSettings;
use server::config::Settings;
use server::routes;
use server::start;
use server::start::World;
use server::state::AppState;
use tokio::net::TcpListener;
use zeroize::Zeroizing;

pub(crate) use browser::Answer;
pub(crate) use browser::Browser;
pub(crate) use clock::FakeClock;
pub(crate) use log::Log;
pub(crate) use org::Org;

/// A running server and the org behind it.
pub(crate) struct Site {
    pub(crate) origin: String,
    address: String,
    pub(crate) org: Arc<Org>,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) state: Arc<AppState>,
}

impl Site {
    /// Starts both on free ports.
    pub(crate) async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// As [`Site::start`], with flags of the server.
    pub(crate) async fn start_with(flags: &[&str]) -> Self {
        Self::start_on(Arc::new(Org::start().await), "http", flags).await
    }

    /// As [`Site::start`], reached under an https origin, as behind a proxy that ends TLS.
    pub(crate) async fn start_https() -> Self {
        Self::start_on(Arc::new(Org::start().await), "https", &[]).await
    }

    /// Another server of the same org, reached under an origin of this scheme. It listens on plain http in any case.
    pub(crate) async fn start_on(org: Arc<Org>, scheme: &str, flags: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let origin = format!("{scheme}://{address}");
        let mut arguments = vec!["server", "--public-origin", &origin];
        if !flags.contains(&"--session-store") {
            arguments.extend(["--session-store", "memory"]);
        }
        arguments.extend(["--session-key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="]);
        arguments.extend(flags);
        let settings = Settings::parse_from(arguments);
        let clock = Arc::new(FakeClock::default());
        let world = World { clock: clock.clone(), randomness: Arc::new(SystemRandomness) };
        let credentials = OrgSettings {
            issuer: org.issuer.clone(),
            client_id: "usher-web".to_owned(),
            client_secret: Zeroizing::new("usher-web-local-secret".to_owned()),
        };
        let public = settings.public_origin.clone().unwrap();
        let state = Arc::new(start::state(&settings, &public, &credentials, None, world).unwrap());
        state.okta.warm_up().await.unwrap();
        let service = routes::router(&state).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self { origin, address: format!("http://{address}"), org, clock, state }
    }

    /// A browser that has never been here.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(&self.origin, &self.address)
    }

    /// Lets time pass, here and in the org.
    pub(crate) async fn pass(&self, seconds: u32) {
        self.clock.advance(seconds);
        self.org.advance(seconds).await;
    }

    /// A browser in which ada is signed in.
    pub(crate) async fn signed_in(&self) -> Browser {
        let mut browser = self.browser();
        let step = browser.begin("ada@example.com").await;
        let code = self.org.newest_mail("ada@example.com").await.code;
        let done = browser.answer_code(&step, &code).await;
        assert_eq!(done.go, "/", "{done:?}");
        browser
    }
}

/// Method and path of every route, as `server --routes` prints them.
pub(crate) fn listed_routes() -> Vec<(String, String)> {
    let server = env!("CARGO_BIN_EXE_server");
    let output = std::process::Command::new(server).arg("--routes").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let pairs = text.lines().map(|line| line.split_once(' ').unwrap());
    pairs.map(|(method, path)| (method.to_owned(), path.to_owned())).collect()
}
